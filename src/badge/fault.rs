//! What can be wrong with a file that should be a certificate.

use jiff::Timestamp;
use thiserror::Error;

/// Why a certificate does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// It has not the shape of one: three parts with a full stop between them, 1 MiB at most.
    #[error(
        "not a certificate: it is not of three parts with a full stop between them; ask for the file as it was issued"
    )]
    NotACertificate,
    /// A part holds something that base64url does not, or does not end as it should.
    #[error("altered: its {part} is not in base64url as it was issued")]
    NotBase64 {
        /// Which.
        part: Part,
    },
    /// A part cannot be read, or holds what a certificate does not.
    #[error("altered, or from other software: its {part} cannot be read as a certificate's ({detail})")]
    Unreadable {
        /// Which.
        part: Part,
        /// What is wrong with it.
        detail: String,
    },
    /// It is signed in another way.
    #[error(
        "from other software: it is signed with {algorithm}, and Hotseat checks only EdDSA; check it where it comes from"
    )]
    OtherAlgorithm {
        /// Which, as it says itself.
        algorithm: String,
    },
    /// The signature is not that of these bytes.
    #[error("altered: the signature is not that of what it says")]
    Altered,
    /// It names an issuer that did not sign it.
    #[error("forged: it names {named} as its issuer, but another key signed it")]
    OtherIssuer {
        /// Who is named.
        named: String,
    },
    /// What it says twice it says differently.
    #[error("contradicts itself: `{claim}` is not what the credential says")]
    Contradiction {
        /// The claim in question.
        claim: &'static str,
    },
    /// It holds only from a later time on.
    #[error("not valid yet: it holds from {from}; check this machine's clock")]
    NotYet {
        /// From when.
        from: Timestamp,
    },
    /// It held until an earlier time.
    #[error("expired: it held until {until}; ask for a new one")]
    Expired {
        /// Until when.
        until: Timestamp,
    },
}

/// The parts of a certificate, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// How it is signed, and with which key.
    Header,
    /// What it says.
    Payload,
    /// The signature.
    Signature,
}

impl std::fmt::Display for Part {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Header => "header",
            Self::Payload => "payload",
            Self::Signature => "signature",
        })
    }
}
