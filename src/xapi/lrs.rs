//! A learning record store: statements go to it over HTTP, and what it answers.

use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ureq::Agent;
use ureq::http::{Response, StatusCode, header};

use super::fault::{LrsError, LrsFault};
use super::statement::Statement;
use super::vocabulary::VERSION;

/// How much of an answer is read, in bytes.
const MOST: u64 = 1 << 20;
/// How much of what it says is repeated, in characters.
const SAID: usize = 300;

/// A learning record store, by its address.
#[derive(Debug)]
pub struct Lrs {
    agent: Agent,
    address: String,
    authorization: Option<String>,
}

/// What it said to a batch of statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It has all of them.
    Taken,
    /// It has a statement of the same id that says something else.
    Conflict,
    /// It refuses the whole batch, and says why.
    Refused(String),
    /// The batch is too large for it.
    TooLarge,
    /// It cannot just now.
    Busy {
        /// The status.
        status: u16,
        /// How long to wait, where it says so.
        wait: Option<Duration>,
    },
    /// It did not answer; whether it took them, nobody knows.
    Silent(String),
}

impl Lrs {
    /// The one at `address`, e.g. `https://lrs.example.com/xapi`, with a name and password where it asks for them; an
    /// answer is waited for as long as `patience`. Nothing is sent yet.
    ///
    /// # Errors
    /// [`LrsFault::BadAddress`].
    pub fn new(address: &str, user: Option<(&str, &str)>, patience: Duration) -> Result<Self, LrsError> {
        let bad = || LrsError(LrsFault::BadAddress { address: address.to_owned() });
        let plain = address.trim().trim_end_matches('/');
        let plain = plain.strip_suffix("/statements").unwrap_or(plain);
        let web = plain.starts_with("https://") || plain.starts_with("http://");
        let uri: ureq::http::Uri = plain.parse().map_err(|_unreadable| bad())?;
        // What stands before an @ would be a password, and the address is kept.
        let named = uri.authority().is_some_and(|host| !host.as_str().contains('@'));
        if !web || !named || uri.query().is_some() || plain.contains('#') {
            return Err(bad());
        }
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(patience.min(Duration::from_secs(10))))
            .timeout_per_call(Some(patience))
            .user_agent(concat!("hotseat/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        let authorization = user.map(|(name, password)| {
            format!("Basic {}", BASE64_STANDARD.encode(format!("{name}:{password}")))
        });
        Ok(Self { agent, address: plain.to_owned(), authorization })
    }

    /// Its address, without what may hang behind it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Posts a batch.
    ///
    /// # Errors
    /// [`LrsError`] where trying again changes nothing.
    pub fn post(&self, statements: &[Statement]) -> Result<Answer, LrsError> {
        let lines: Vec<&str> = statements.iter().map(|statement| statement.json.as_str()).collect();
        let body = format!("[{}]", lines.join(","));
        let mut request = self
            .agent
            .post(format!("{}/statements", self.address))
            .header("X-Experience-API-Version", VERSION)
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(authorization) = &self.authorization {
            request = request.header(header::AUTHORIZATION, authorization);
        }
        match request.send(body) {
            Ok(answer) => self.read(answer),
            Err(ureq::Error::BadUri(_) | ureq::Error::Http(_)) => {
                Err(self.fault(|address| LrsFault::BadAddress { address }))
            }
            Err(away) => Ok(Answer::Silent(away.to_string())),
        }
    }

    fn fault(&self, fault: impl FnOnce(String) -> LrsFault) -> LrsError {
        LrsError(fault(self.address.clone()))
    }

    fn read(&self, mut answer: Response<ureq::Body>) -> Result<Answer, LrsError> {
        let status = answer.status();
        let code = status.as_u16();
        let header = |name: header::HeaderName| {
            answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        let (wait, to) = (header(header::RETRY_AFTER), header(header::LOCATION));
        // Read to its end, so that the connection can be used again.
        let body = answer.body_mut().with_config().limit(MOST).lossy_utf8(true).read_to_string();
        let said = || {
            let said = body.as_deref().unwrap_or_default();
            said.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SAID).collect::<String>()
        };
        match code {
            200..=299 => Ok(Answer::Taken),
            409 => Ok(Answer::Conflict),
            400 | 422 => Ok(Answer::Refused(said())),
            413 => Ok(Answer::TooLarge),
            408 | 425 | 429 | 500..=599 if status != StatusCode::NOT_IMPLEMENTED => {
                let wait = wait.and_then(|wait| wait.trim().parse().ok()).map(Duration::from_secs);
                Ok(Answer::Busy { status: code, wait })
            }
            401 => Err(self.fault(|address| LrsFault::Unknown { address })),
            403 => Err(self.fault(|address| LrsFault::Forbidden { address })),
            404 | 405 | 410 => Err(self.fault(|address| LrsFault::NotThere { address })),
            300..=399 => Err(self.fault(|address| LrsFault::Moved {
                address,
                to: to.unwrap_or_default().trim_end_matches("/statements").to_owned(),
            })),
            _ => Err(self.fault(|address| LrsFault::Other { address, status: code, said: said() })),
        }
    }
}
