//! Keys: the secret one that signs, and the public one that names the issuer.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey, KeypairBytes};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use thiserror::Error;

/// The multicodec of an Ed25519 public key, as the `did:key` method writes it.
const ED25519: [u8; 2] = [0xed, 0x01];

/// What every `did:key` in base58 begins with.
const DID: &str = "did:key:z";

/// An Ed25519 key that signs certificates.
pub struct Key(SigningKey);

/// Why a key cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BadKey {
    /// The text is no private Ed25519 key in PKCS#8 and PEM.
    #[error(
        "this is no private Ed25519 key in PKCS#8 (PEM): `openssl genpkey -algorithm ed25519` writes one"
    )]
    Pem,
    /// The text names no issuer.
    #[error(
        "this is no issuer: write the whole `did:key:z6Mk…` that `hotseat certificate issuer` prints where it was signed"
    )]
    Did,
}

impl Key {
    /// The key of these 32 bytes, which nobody may be able to guess.
    pub fn new(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// Reads a key in PKCS#8 (RFC 8410), PEM.
    ///
    /// # Errors
    /// [`BadKey::Pem`] where the text is something else.
    pub fn from_pem(text: &str) -> Result<Self, BadKey> {
        SigningKey::from_pkcs8_pem(text).map(Self).map_err(|_no_detail_about_secrets| BadKey::Pem)
    }

    /// The same as text; without the public key in it, since OpenSSL reads only PKCS#8 of version 1.
    ///
    /// # Errors
    /// [`BadKey::Pem`] where it cannot be written, which memory alone could cause.
    pub fn to_pem(&self) -> Result<String, BadKey> {
        let pair = KeypairBytes { secret_key: self.0.to_bytes(), public_key: None };
        let pem = pair.to_pkcs8_pem(LineEnding::LF).map_err(|_no_detail_about_secrets| BadKey::Pem)?;
        Ok(pem.as_str().to_owned())
    }

    /// The public key.
    pub fn issuer(&self) -> Issuer {
        Issuer(self.0.verifying_key())
    }

    /// The public key as `did:key:z6Mk…`.
    pub fn did(&self) -> String {
        self.issuer().to_string()
    }

    pub(super) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Key({})", self.issuer())
    }
}

/// Who issues: a public key, written as `did:key:z6Mk…` (W3C did:key method).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Issuer(VerifyingKey);

impl Issuer {
    /// The issuer with this public key; none where these bytes are no key, or one that anybody can sign for.
    pub fn new(public: &[u8; 32]) -> Option<Self> {
        VerifyingKey::from_bytes(public).ok().filter(|key| !key.is_weak()).map(Self)
    }

    /// The public key.
    pub fn bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Whether this key signed the message, by the strict rules: each message has one signature.
    pub fn has_signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

impl fmt::Display for Issuer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&ED25519[..], self.bytes()].concat();
        write!(formatter, "{DID}{}", bs58::encode(bytes).into_string())
    }
}

impl fmt::Debug for Issuer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Issuer({self})")
    }
}

impl FromStr for Issuer {
    type Err = BadKey;

    fn from_str(written: &str) -> Result<Self, BadKey> {
        let bytes = written.strip_prefix(DID).and_then(|code| bs58::decode(code).into_vec().ok());
        let key = bytes.as_deref().and_then(|bytes| bytes.strip_prefix(&ED25519));
        let key: Option<&[u8; 32]> = key.and_then(|key| key.try_into().ok());
        key.and_then(Self::new).ok_or(BadKey::Did)
    }
}
