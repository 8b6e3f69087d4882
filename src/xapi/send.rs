//! Sending statements to the last one: again where nobody answers, in smaller parts where one of them is refused.

use std::time::Duration;

use uuid::Uuid;

use super::fault::{LrsError, LrsFault};
use super::lrs::{Answer, Lrs};
use super::statement::Statement;

/// How many statements go at once.
pub(super) const BATCH: usize = 500;
/// How often a batch is tried.
const TRIES: u32 = 6;
/// The first wait, which doubles each time.
const WAIT: Duration = Duration::from_secs(1);
/// The longest wait, whatever the learning record store asks for.
const LONGEST: Duration = Duration::from_mins(5);

/// A statement a learning record store refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its id.
    pub id: Uuid,
    /// What the learning record store said.
    pub said: String,
}

/// Sends to one learning record store.
pub struct Sender<'a> {
    lrs: &'a Lrs,
    wait: &'a mut dyn FnMut(Duration, &Answer),
    most: usize,
}

impl<'a> Sender<'a> {
    /// Sends to `lrs`; `wait` has to wait so long before a batch is tried again, after that answer.
    pub fn new(lrs: &'a Lrs, wait: &'a mut dyn FnMut(Duration, &Answer)) -> Self {
        Self { lrs, wait, most: BATCH }
    }

    /// Where it sends to.
    pub fn lrs(&self) -> &Lrs {
        self.lrs
    }

    /// Sends statements, each of which is there afterwards or among those returned. One that is there already counts as
    /// sent: its id says what it is, so that a second time does no harm.
    ///
    /// # Errors
    /// [`LrsError`]; then nobody knows of any of them whether it is there, and all are to be sent again.
    pub fn send(&mut self, statements: &[Statement]) -> Result<Vec<Refused>, LrsError> {
        let mut refused = Vec::new();
        // The next part stands last.
        let mut waiting: Vec<&[Statement]> = vec![statements];
        while let Some(part) = waiting.pop() {
            if part.is_empty() {
                continue;
            }
            if part.len() > self.most {
                let (now, later) = part.split_at(self.most);
                waiting.extend([later, now]);
                continue;
            }
            let answer = self.patiently(part)?;
            match (answer, part) {
                (Answer::Taken, _) | (Answer::Conflict, [_]) => {}
                (Answer::Refused(said), [only]) => refused.push(Refused { id: only.id, said }),
                (Answer::TooLarge, [only]) => {
                    refused.push(Refused { id: only.id, said: "413".to_owned() });
                }
                (answer, _) => {
                    let (now, later) = part.split_at(part.len() / 2);
                    if answer == Answer::TooLarge {
                        self.most = later.len();
                    }
                    waiting.extend([later, now]);
                }
            }
        }
        Ok(refused)
    }

    /// Posts a part until it is answered for good.
    fn patiently(&mut self, part: &[Statement]) -> Result<Answer, LrsError> {
        let mut pause = WAIT;
        for left in (0..TRIES).rev() {
            let answer = self.lrs.post(part)?;
            let asked = match &answer {
                Answer::Taken | Answer::Conflict | Answer::Refused(_) | Answer::TooLarge => {
                    return Ok(answer);
                }
                Answer::Busy { wait, .. } => *wait,
                Answer::Silent(_) => None,
            };
            if left == 0 {
                return Err(self.given_up(answer));
            }
            (self.wait)(asked.unwrap_or(pause).min(LONGEST), &answer);
            pause *= 2;
        }
        Err(self.given_up(Answer::Silent(String::new())))
    }

    fn given_up(&self, answer: Answer) -> LrsError {
        let address = self.lrs.address().to_owned();
        LrsError(match answer {
            Answer::Busy { status, .. } => LrsFault::Busy { address, status },
            Answer::Silent(detail) => LrsFault::Away { address, detail },
            Answer::Taken | Answer::Conflict | Answer::Refused(_) | Answer::TooLarge => {
                LrsFault::Away { address, detail: String::new() }
            }
        })
    }
}

impl std::fmt::Debug for Sender<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Sender")
            .field("lrs", self.lrs)
            .field("most", &self.most)
            .finish_non_exhaustive()
    }
}
