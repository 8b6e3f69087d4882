//! One labelled line in, one heard line out: what `hotseat listen` reads and writes.

use serde::{Deserialize, Serialize};

use super::sample::Example;
use super::{Listener, Moment, Told};
use crate::scenario::Today;
use crate::scenario::act::Act;
use crate::scenario::fact::Facts;

/// Why a line could not be answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// The line is not the JSON object it should be; the parser's own words.
    #[error("not a reply to listen to: {0}")]
    Json(String),
}

#[derive(Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    customer: String,
    reply: String,
    #[serde(default)]
    turn: Option<u32>,
    #[serde(default)]
    tools: Vec<String>,
    #[serde(default)]
    examples: Vec<Example>,
}

#[derive(Serialize)]
struct Answer {
    id: String,
    acts: Vec<Said>,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<Vec<Told>>,
    empathy: u8,
}

#[derive(Serialize)]
struct Said {
    act: Act,
    from: u32,
    to: u32,
    sure: f64,
    heard: bool,
}

/// Answers one line `{"id","customer","reply","turn"?,"tools"?,"examples"?}`, where
/// an example is `{"reply","acts"}`; other fields are passed over. `sure` comes out
/// as a share of one. With the facts of a scenario and
/// the day it is there, the answer says which of them are told, and how.
pub fn answer(
    listener: &Listener,
    line: &str,
    facts: Option<(&Facts, Today<'_>)>,
) -> Result<String, LineError> {
    let wrong = |error: serde_json::Error| LineError::Json(error.to_string());
    let line: Line = serde_json::from_str(line).map_err(wrong)?;
    let samples: Vec<_> = line.examples.iter().map(Example::sample).collect();
    let moment = Moment {
        reply: &line.reply,
        customer: &line.customer,
        turn: line.turn,
        tools: &line.tools,
        samples: &samples,
    };
    let attended = listener.attend(&moment);
    let told = facts.map(|(facts, today)| attended.told(facts, today));
    let hearing = attended.hearing();
    let acts = hearing
        .acts
        .into_iter()
        .map(|heard| Said {
            act: heard.act,
            from: heard.from,
            to: heard.to,
            sure: f64::from(heard.sure) / 100.0,
            heard: heard.heard,
        })
        .collect();
    serde_json::to_string(&Answer { id: line.id, acts, told, empathy: hearing.empathy }).map_err(wrong)
}
