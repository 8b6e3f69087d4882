//! An intruder with the database file and all the time in the world.

use blake3::{Hash, Hasher};
use hotseat::store::AttemptId;
use hotseat::store::packed::{pack, unpack};
use rusqlite::{Connection, params};
use serde_json::Value;

use super::altered::Chance;

/// What is altered.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Score,
    Action,
    Events,
    Order,
    Seed,
    Scenario,
    Hash,
    Mode,
    Language,
    Who,
    Versions,
    Removed,
    Last,
    Doubled,
    State,
    Reopened,
    Chain,
    Seal,
    Salt,
    Erased,
}

impl Kind {
    /// Anything.
    pub(super) fn by_chance(chance: &mut Chance) -> Self {
        let all = [
            Self::Score,
            Self::Score,
            Self::Action,
            Self::Action,
            Self::Events,
            Self::Order,
            Self::Seed,
            Self::Scenario,
            Self::Hash,
            Self::Mode,
            Self::Language,
            Self::Who,
            Self::Versions,
            Self::Removed,
            Self::Last,
            Self::Doubled,
            Self::State,
            Self::Reopened,
            Self::Chain,
            Self::Seal,
            Self::Salt,
            Self::Erased,
        ];
        all[chance.below(all.len())]
    }

    /// What shows even though the chain was made anew behind it.
    pub(super) fn forged(chance: &mut Chance) -> Self {
        let all = [
            Self::Score,
            Self::Action,
            Self::Events,
            Self::Order,
            Self::Seed,
            Self::Scenario,
            Self::Hash,
            Self::Mode,
            Self::Language,
            Self::Removed,
            Self::Last,
            Self::Doubled,
            Self::State,
        ];
        all[chance.below(all.len())]
    }
}

/// Alters an attempt; where `forged`, its whole chain is made anew afterwards.
pub(super) fn alter(db: &Connection, id: AttemptId, kind: Kind, chance: &mut Chance, forged: bool) {
    let id = id.0.into_bytes();
    let run = |sql: &str| {
        let changed = db.execute(sql, params![id]).unwrap_or_else(|error| panic!("{kind:?}: {error}"));
        assert!(changed > 0, "{kind:?} changes something: {sql}");
    };
    let text = |sql: &str| {
        let bytes: Vec<u8> = db.query_row(sql, params![id], |row| row.get(0)).expect("a text");
        unpack(&bytes).expect("a text")
    };
    let actions: u32 = db
        .query_row("SELECT actions FROM attempt WHERE id = ?1", params![id], |row| row.get(0))
        .expect("a number");
    let actions = usize::try_from(actions).expect("a few");
    let some = 1 + chance.below(actions);
    match kind {
        Kind::Score => {
            let card = rescored(&text("SELECT json FROM scorecard WHERE attempt = ?1"), chance);
            let put = "UPDATE scorecard SET json = ?2 WHERE attempt = ?1";
            db.execute(put, params![id, pack(&card)]).expect("it is changed");
        }
        Kind::Action | Kind::Events => {
            let action = matches!(kind, Kind::Action);
            let (column, seq) = if action { ("action", some) } else { ("events", some * chance.below(2)) };
            let was = text(&format!("SELECT {column} FROM entry WHERE attempt = ?1 AND seq = {seq}"));
            let put = format!("UPDATE entry SET {column} = ?2 WHERE attempt = ?1 AND seq = {seq}");
            let new =
                if was == "[]" { "[[]]".to_owned() } else { retyped(&was, chance, char::is_alphabetic) };
            db.execute(&put, params![id, pack(&new)]).expect("it is changed");
        }
        Kind::Order => {
            let other = 1 + (some + chance.below(actions - 1)) % actions;
            for (from, to) in [(some, 9_999), (other, some), (9_999, other)] {
                run(&format!("UPDATE entry SET seq = {to} WHERE attempt = ?1 AND seq = {from}"));
            }
        }
        Kind::Seed => {
            run(&format!("UPDATE attempt SET seed = seed + {} WHERE id = ?1", 1 + chance.below(99)));
        }
        Kind::Scenario => {
            run("UPDATE attempt SET scenario = CASE scenario WHEN 'first-day' THEN 'system-outage'
            ELSE 'first-day' END WHERE id = ?1");
        }
        Kind::Hash => run("UPDATE attempt SET scenario_hash = (SELECT hash FROM scenario_source
            WHERE hash <> attempt.scenario_hash ORDER BY hash LIMIT 1) WHERE id = ?1"),
        Kind::Mode => {
            run(
                "UPDATE attempt SET mode = CASE mode WHEN 'learn' THEN 'practice' ELSE 'learn' END WHERE id = ?1",
            );
        }
        Kind::Language => {
            run(
                "UPDATE attempt SET language = CASE language WHEN 'zh' THEN 'en' ELSE 'zh' END WHERE id = ?1",
            );
        }
        Kind::Who => run(
            "UPDATE attempt SET person = (SELECT id FROM person WHERE id <> attempt.person) WHERE id = ?1",
        ),
        Kind::Versions => {
            let column =
                ["engine = engine + 1", "rubric = rubric - 1", "listener = 'x' || listener"][chance.below(3)];
            run(&format!("UPDATE attempt SET {column} WHERE id = ?1"));
        }
        Kind::Removed => {
            run(&format!("DELETE FROM entry WHERE attempt = ?1 AND seq = {some}"));
            close_up(db, id, some, actions);
        }
        Kind::Last => {
            run(&format!("DELETE FROM entry WHERE attempt = ?1 AND seq = {actions}"));
            run("UPDATE attempt SET actions = actions - 1 WHERE id = ?1");
        }
        Kind::Doubled => {
            for seq in (some + 1..=actions).rev() {
                run(&format!("UPDATE entry SET seq = seq + 1 WHERE attempt = ?1 AND seq = {seq}"));
            }
            run(&format!("INSERT INTO entry SELECT organisation, attempt, seq + 1, action, events, chain, at, commitment
                FROM entry WHERE attempt = ?1 AND seq = {some}"));
            run("UPDATE attempt SET actions = actions + 1 WHERE id = ?1");
        }
        Kind::State => {
            run("UPDATE attempt SET state = CASE state WHEN 'finished' THEN 'abandoned' ELSE 'finished' END
            WHERE id = ?1");
        }
        Kind::Reopened => run("UPDATE attempt SET state = 'open', ended = NULL WHERE id = ?1"),
        Kind::Chain => {
            let column = ["chain", "commitment"][chance.below(2)];
            run(&format!("UPDATE entry SET {column} = randomblob(32) WHERE attempt = ?1 AND seq = {some}"));
        }
        Kind::Seal => {
            let column = ["seal", "head"][chance.below(2)];
            run(&format!("UPDATE attempt SET {column} = randomblob(32) WHERE id = ?1"));
        }
        Kind::Salt => {
            let salt = ["NULL", "randomblob(16)"][chance.below(2)];
            run(&format!("UPDATE attempt SET salt = {salt} WHERE id = ?1"));
        }
        Kind::Erased => run("UPDATE attempt SET erased = 1780000000000 WHERE id = ?1"),
    }
    if forged {
        forge(db, id);
    }
}

/// Moves the entries behind a hole forward, and counts one action less.
fn close_up(db: &Connection, id: [u8; 16], hole: usize, actions: usize) {
    for seq in hole + 1..=actions {
        db.execute(
            "UPDATE entry SET seq = seq - 1 WHERE attempt = ?1 AND seq = ?2",
            params![id, seq.cast_signed()],
        )
        .expect("moved");
    }
    db.execute("UPDATE attempt SET actions = actions - 1 WHERE id = ?1", params![id]).expect("counted");
}

/// The text with one of its letters typed differently.
pub(super) fn retyped(text: &str, chance: &mut Chance, letter: impl Fn(char) -> bool) -> String {
    let places: Vec<usize> =
        text.char_indices().filter(|(_, found)| letter(*found)).map(|(at, _)| at).collect();
    let at = places[chance.below(places.len())];
    let was = text[at..].chars().next().expect("a letter");
    let new = if was == 'x' { 'y' } else { 'x' };
    format!("{}{new}{}", &text[..at], &text[at + was.len_utf8()..])
}

/// The scorecard with another number somewhere.
fn rescored(card: &str, chance: &mut Chance) -> String {
    fn numbers<'a>(value: &'a mut Value, found: &mut Vec<&'a mut Value>) {
        match value {
            Value::Number(_) => found.push(value),
            Value::Array(all) => all.iter_mut().for_each(|one| numbers(one, found)),
            Value::Object(all) => all.values_mut().for_each(|one| numbers(one, found)),
            Value::Null | Value::Bool(_) | Value::String(_) => {}
        }
    }
    let mut card: Value = serde_json::from_str(card).expect("a scorecard");
    let mut found = Vec::new();
    numbers(&mut card, &mut found);
    let at = chance.below(found.len());
    let number = found[at].as_i64().unwrap_or_default();
    *found[at] = Value::from(if number == 100 { 99 } else { number + 1 });
    card.to_string()
}

/// Makes the chain of an attempt anew, as the store would have made it for what stands there now.
fn forge(db: &Connection, id: [u8; 16]) {
    let (salt, mut head) = db
        .query_row(
            "SELECT salt, person, scenario, scenario_hash, language, mode, seed, engine, rubric, listener
            FROM attempt WHERE id = ?1",
            params![id],
            |row| {
                let mut hasher = Hasher::new();
                put(&mut hasher, b"hotseat attempt 2");
                put(&mut hasher, &id);
                put(&mut hasher, &row.get::<_, [u8; 16]>(1)?);
                put(&mut hasher, &[]);
                for column in 2..=5 {
                    put(&mut hasher, row.get::<_, String>(column)?.as_bytes());
                }
                put(&mut hasher, &row.get::<_, i64>(6)?.to_le_bytes());
                put(&mut hasher, &row.get::<_, u32>(7)?.to_le_bytes());
                put(&mut hasher, &row.get::<_, u32>(8)?.to_le_bytes());
                put(&mut hasher, row.get::<_, String>(9)?.as_bytes());
                put(&mut hasher, &[]);
                Ok((row.get::<_, [u8; 16]>(0)?, hasher.finalize()))
            },
        )
        .expect("the attempt");
    let link = |head: Hash, action: &str, events: &str| {
        let mut hasher = Hasher::new();
        hasher.update(&salt);
        put(&mut hasher, action.as_bytes());
        put(&mut hasher, events.as_bytes());
        let commitment = hasher.finalize();
        let mut hasher = Hasher::new();
        hasher.update(head.as_bytes()).update(commitment.as_bytes());
        (hasher.finalize(), commitment)
    };
    let mut query =
        db.prepare("SELECT seq, action, events FROM entry WHERE attempt = ?1 ORDER BY seq").expect("SQL");
    let rows = query.query_map(params![id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("rows");
    let rows: Vec<(u32, Option<Vec<u8>>, Vec<u8>)> = rows.map(|row| row.expect("a row")).collect();
    for (seq, action, events) in rows {
        let action = action.map(|action| unpack(&action).expect("a text"));
        let events = unpack(&events).expect("a text");
        let (next, commitment) = link(head, action.as_deref().unwrap_or_default(), &events);
        head = next;
        let change = "UPDATE entry SET chain = ?3, commitment = ?4 WHERE attempt = ?1 AND seq = ?2";
        db.execute(change, params![id, seq, head.as_bytes(), commitment.as_bytes()]).expect("forged");
    }
    let (state, card): (String, Vec<u8>) = db
        .query_row(
            "SELECT a.state, s.json FROM attempt a JOIN scorecard s ON s.attempt = a.id WHERE a.id = ?1",
            params![id],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .expect("its end");
    let (head, seal) = link(head, &state, &unpack(&card).expect("a text"));
    let change = "UPDATE attempt SET head = ?2, seal = ?3 WHERE id = ?1";
    db.execute(change, params![id, head.as_bytes(), seal.as_bytes()]).expect("forged");
}

/// A part with its length, as the store hashes it.
fn put(hasher: &mut Hasher, part: &[u8]) {
    hasher.update(&(part.len() as u64).to_le_bytes());
    hasher.update(part);
}
