//! Ids that are the same wherever they are computed: UUIDs of version 5 (RFC 9562 §5.5), from names in `roles.ron`.

use uuid::Uuid;

/// What all of them are made under.
pub(super) const NAMESPACE: Uuid = Uuid::from_u128(0x36fe_48fa_c730_4617_a676_ba87_647a_af4b);

/// Of the achievement of a step.
pub(super) fn achievement(step: &str) -> Uuid {
    named("achievement", step)
}

/// Of the framework of all ladders.
pub(super) fn framework() -> Uuid {
    named("framework", "roles")
}

/// Of a ladder or a step in the framework; no two of them share a name.
pub(super) fn item(name: &str) -> Uuid {
    named("item", name)
}

/// Of a kind of item.
pub(super) fn kind(name: &str) -> Uuid {
    named("kind", name)
}

/// Of what ties a child to its parent.
pub(super) fn association(child: Uuid) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("association/{child}").as_bytes())
}

fn named(what: &str, name: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{what}/{name}").as_bytes())
}

/// The id as a URI, `urn:uuid:…`.
pub(super) fn urn(id: Uuid) -> String {
    id.urn().to_string()
}

/// The id such a URI names.
pub(super) fn from_urn(written: &str) -> Option<Uuid> {
    Uuid::try_parse(written).ok().filter(|id| urn(*id) == written)
}
