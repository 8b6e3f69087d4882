//! Compact JSON Web Signatures (RFC 7515) with Ed25519 (RFC 8037): written in one way, read in no other.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::fault::{Fault, Part};
use super::key::{Issuer, Key};

/// No file beyond 1 MiB is looked into.
pub const LARGEST: usize = 1 << 20;

/// Bytes in base64url, without padding.
pub(super) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes written so; none where there is padding, a spare bit, or any other letter.
pub(super) fn decode(written: &[u8]) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(written).ok()
}

/// Signs header and payload.
pub fn sign(key: &Key, header: &[u8], payload: &[u8]) -> String {
    let message = format!("{}.{}", encode(header), encode(payload));
    let signature = encode(&key.sign(message.as_bytes()));
    format!("{message}.{signature}")
}

/// A signature taken apart, and not checked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compact<'a> {
    message: &'a [u8],
    /// The header's bytes.
    pub header: Vec<u8>,
    /// The payload's bytes.
    pub payload: Vec<u8>,
    signature: [u8; 64],
}

impl<'a> Compact<'a> {
    /// Takes a file apart: three parts and nothing before, between or behind them.
    ///
    /// # Errors
    /// [`Fault::NotACertificate`], [`Fault::NotBase64`], or [`Fault::Unreadable`] for a signature that has not 64 bytes.
    pub fn parse(file: &'a [u8]) -> Result<Self, Fault> {
        let parts: Vec<&[u8]> = file.split(|byte| *byte == b'.').collect();
        let &[header, payload, signature] = parts.as_slice() else { return Err(Fault::NotACertificate) };
        let message = file.get(..header.len() + 1 + payload.len()).ok_or(Fault::NotACertificate)?;
        if file.len() > LARGEST {
            return Err(Fault::NotACertificate);
        }
        let read = |part, written| decode(written).ok_or(Fault::NotBase64 { part });
        let (header, payload) = (read(Part::Header, header)?, read(Part::Payload, payload)?);
        let signature = read(Part::Signature, signature)?;
        let signature = signature.as_slice().try_into().map_err(|_wrong_length| Fault::Unreadable {
            part: Part::Signature,
            detail: format!("{} bytes, not 64", signature.len()),
        })?;
        Ok(Self { message, header, payload, signature })
    }

    /// Whether this issuer signed header and payload.
    pub fn is_signed_by(&self, issuer: &Issuer) -> bool {
        issuer.has_signed(self.message, &self.signature)
    }
}
