//! Attempts as xAPI statements (Experience API 1.0.3), for a learning record store, and the way they go there.
//!
//! The shape follows the `MedBiquitous` profile for virtual patients, which is the field's for scenarios of branching talk:
//! ADL's verbs, a `simulation` as the object, actors by account, the profile named in `context.contextActivities.category`,
//! `scored` for a person's judgement only. What Hotseat adds stands in a profile of its own, [`PROFILE`]. Ids are made of
//! the attempt and the place in its log, so that sending twice does no harm.

mod context;
mod deliver;
mod end;
mod fault;
mod lrs;
mod send;
mod statement;
mod vocabulary;
mod walk;

pub use context::{BadBase, Naming, STALE};
pub use deliver::{Delivered, Progress, Scope, Undelivered, deliver};
pub use fault::{LrsError, LrsFault};
pub use lrs::{Answer, Lrs};
pub use send::{Refused, Sender};
pub use statement::Statement;
pub use vocabulary::{PROFILE, Thing, VERSION, Verb, extension};

use crate::store::Record;

/// Hotseat's own profile (xAPI Profiles 1.0, JSON-LD): every verb, kind of activity and extension, in English and Chinese.
pub const PROFILE_DOCUMENT: &str = include_str!("../assets/xapi/profile.jsonld");

/// The statements of an attempt in the order of what happened: the same record gives the same statements, byte by byte, and
/// one that went on gives the same and more. `name` is the trainee's, and goes along only where `naming` says so.
pub fn statements(record: &Record, name: &str, naming: &Naming) -> Vec<Statement> {
    let context = context::Context::new(record, name, naming);
    let mut statements = walk::statements(&context);
    statements.extend(end::statements(&context));
    statements
}
