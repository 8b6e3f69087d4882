//! `hotseat progress`: where somebody stands.

use super::Setup;

pub(super) fn show(_setup: &Setup, _person: Option<&String>, _json: bool) -> anyhow::Result<u8> {
    Ok(0)
}
