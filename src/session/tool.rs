//! Using a tool of the desk: everything about it is data.

use std::collections::{BTreeMap, BTreeSet};

use crate::listen::Measure;
use crate::scenario::desk::{Argument, Effect, Find, Kind, Operand, Test, Tool};
use crate::scenario::value::Value;
use crate::scenario::when::When;

use super::desk::{number, resolved, typed};
use super::event::{Failing, What};
use super::state::Seat;
use super::{Rejected, near, when};

/// Records a look-up shows at most.
const MOST_SHOWN: usize = 20;

type Args = BTreeMap<String, String>;

impl<'a> Seat<'a> {
    /// Uses a tool, or says why its form is not filled in rightly.
    pub(super) fn use_tool(&mut self, name: &str, args: &Args) -> Result<(), Rejected> {
        let tools = &self.file().desk.tools;
        let tool = tools
            .get(name)
            .ok_or_else(|| Rejected::UnknownTool { name: name.to_owned(), near: near(name, tools.keys()) })?;
        let args = self.filled(name, tool, args)?;
        match self.failing(tool, &args) {
            Some((why, says)) => self.push(What::Failed { tool: name.to_owned(), args, why, says }),
            None => match tool.finds.as_ref().map(|find| self.found(find, &args)) {
                Some(shows) if shows.is_empty() => {
                    let says = tool.else_says.as_ref().map_or("", |text| text.get(self.language)).to_owned();
                    self.push(What::Failed { tool: name.to_owned(), args, why: Failing::NotFound, says });
                }
                shows => self.succeed(name, tool, args, shows.unwrap_or_default()),
            },
        }
        self.pass(u32::from(tool.seconds), true);
        Ok(())
    }

    /// The arguments as the desk understands them: keys in the desk's spelling, numbers without decoration.
    fn filled(&self, name: &str, tool: &Tool, given: &Args) -> Result<Args, Rejected> {
        let known = || tool.args.iter().map(|argument| &argument.name);
        for argument in given.keys() {
            if !known().any(|one| one == argument) {
                return Err(Rejected::UnknownArgument {
                    tool: name.to_owned(),
                    argument: argument.clone(),
                    near: near(argument, known()),
                });
            }
        }
        let mut args = Args::new();
        for argument in &tool.args {
            let value = given.get(&argument.name).map(|value| value.trim()).filter(|value| !value.is_empty());
            match value {
                Some(value) => {
                    let value = self.understood(argument, value).ok_or_else(|| Rejected::BadArgument {
                        tool: name.to_owned(),
                        argument: argument.name.clone(),
                        given: value.to_owned(),
                        kind: argument.kind.clone(),
                    })?;
                    args.insert(argument.name.clone(), value);
                }
                None if argument.optional => {}
                None => {
                    return Err(Rejected::MissingArgument {
                        tool: name.to_owned(),
                        argument: argument.name.clone(),
                    });
                }
            }
        }
        if args.is_empty() && !tool.args.is_empty() {
            return Err(Rejected::NoArguments { tool: name.to_owned() });
        }
        Ok(args)
    }

    fn understood(&self, argument: &Argument, value: &str) -> Option<String> {
        match &argument.kind {
            Kind::Text => Some(value.to_owned()),
            Kind::Date => self.day(value),
            Kind::Number => number(value).map(|number| number.to_string()),
            Kind::Key(table) => {
                let keys = self.state.desk.keys(self.file(), table);
                let spelt = keys.into_iter().find(|key| key.eq_ignore_ascii_case(value));
                Some(spelt.unwrap_or_else(|| value.to_owned()))
            }
            Kind::Choice(codes) => codes.iter().find(|code| self.is_called(code, value)).cloned(),
        }
    }

    /// A day as `2026-05-20`, however it was typed ("Wednesday", "周三", "20 May").
    fn day(&self, typed: &str) -> Option<String> {
        if let Ok(date) = typed.parse::<jiff::civil::Date>() {
            return Some(date.to_string());
        }
        let found = self.listener.quantities(typed, self.scenario.now());
        found.into_iter().find_map(|quantity| {
            if let Measure::Day(date) = quantity.what { Some(date.to_string()) } else { None }
        })
    }

    /// Whether some tool could be used now but for the customer's yes.
    pub(super) fn awaits_consent(&self) -> bool {
        self.file().desk.tools.values().any(|tool| {
            let wants = tool.needs.iter().chain(&tool.expects).any(asks_consent);
            wants && tool.needs.iter().all(|need| asks_consent(need) || self.met(tool, need, None))
        })
    }

    /// Whether a code is what the trainee typed: the code itself or its label.
    fn is_called(&self, code: &str, typed: &str) -> bool {
        let label = self.file().desk.labels.get(code).map(|label| label.get(self.language));
        code.eq_ignore_ascii_case(typed)
            || label.is_some_and(|label| label.to_lowercase() == typed.to_lowercase())
    }

    /// Why the tool does not succeed now, if it does not.
    fn failing(&self, tool: &Tool, args: &Args) -> Option<(Failing, String)> {
        let place = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        let words =
            |text: Option<&crate::scenario::Text>| text.map_or("", |text| text.get(self.language)).to_owned();
        let clock = self.state.clock;
        for (index, failure) in tool.fails.iter().enumerate() {
            let on_time = failure.from <= clock && failure.until.is_none_or(|until| clock < until);
            if on_time && failure.when.as_ref().is_none_or(|when| self.met(tool, when, Some(args))) {
                return Some((Failing::Fault(place(index)), words(Some(&failure.says))));
            }
        }
        let missing = tool.needs.iter().position(|need| !self.met(tool, need, Some(args)));
        if let Some(index) = missing {
            return Some((Failing::Needs(place(index)), String::new()));
        }
        let mut keys = tool.args.iter().filter_map(|argument| match &argument.kind {
            Kind::Key(table) => args.get(&argument.name).map(|key| (table, key)),
            Kind::Text | Kind::Number | Kind::Date | Kind::Choice(_) => None,
        });
        if keys.any(|(table, key)| !self.state.desk.keys(self.file(), table).contains(key)) {
            return Some((Failing::NotFound, words(tool.else_says.as_ref())));
        }
        let failed = |tests: &[Test]| tests.iter().position(|test| !self.passes(test, args)).map(place);
        if let Some(index) = failed(&tool.checks) {
            return Some((Failing::Check(index), words(tool.else_says.as_ref())));
        }
        if let Some(index) = failed(&tool.limits) {
            return Some((Failing::Limit(index), String::new()));
        }
        let approved = self.name_of(tool).is_some_and(|name| self.state.approved.contains(name));
        failed(&tool.approval).filter(|_| !approved).map(|index| (Failing::Approval(index), String::new()))
    }

    fn name_of(&self, tool: &Tool) -> Option<&'a str> {
        self.file().desk.tools.iter().find(|(_, one)| std::ptr::eq(*one, tool)).map(|(name, _)| name.as_str())
    }

    /// Whether a condition of a tool holds; a yes counts once for each tool. Without `args`, what depends on the
    /// record it would be used on holds.
    fn met(&self, tool: &Tool, need: &When, args: Option<&Args>) -> bool {
        if args.is_none() && depends(need) {
            return true;
        }
        if let When::All(parts) = need {
            parts.iter().all(|part| self.met(tool, part, args))
        } else if let When::Any(parts) = need {
            parts.iter().any(|part| self.met(tool, part, args))
        } else if let When::Not(part) = need {
            !self.met(tool, part, args)
        } else if let (When::Is(path, value), Some(args)) = (need, args) {
            self.field(&resolved(path, args)).is_some_and(|now| when::same(&now, value))
        } else if *need == When::Consented {
            let used = self.name_of(tool).and_then(|name| self.state.consent_used.get(name));
            self.state.consents > used.copied().unwrap_or_default()
        } else {
            when::holds(self, need, None).is_some()
        }
    }

    fn succeed(&mut self, name: &str, tool: &Tool, args: Args, shows: Vec<String>) {
        let unmet: Vec<u32> = (0..)
            .zip(&tool.expects)
            .filter(|(_, one)| !self.met(tool, one, Some(&args)))
            .map(|(at, _)| at)
            .collect();
        let verified = self.state.verified;
        let consented = self.met(tool, &When::Consented, Some(&args));
        let file = self.file();
        let mut wrote = Vec::new();
        for effect in &tool.sets {
            for write in self.state.desk.writes(file, effect, &args) {
                self.state.desk.write(write.clone());
                wrote.push(write);
            }
        }
        let says =
            tool.says.as_ref().map_or_else(String::new, |text| self.fill(text.get(self.language), &args));
        *self.state.tools_used.entry(name.to_owned()).or_default() += 1;
        self.state.tools_in_reply.push(name.to_owned());
        if tool.needs.iter().chain(&tool.expects).any(asks_consent) {
            self.state.consent_used.insert(name.to_owned(), self.state.consents);
        }
        self.push(What::Used { tool: name.to_owned(), args, says, shows, wrote, unmet, verified, consented });
        for effect in &tool.sets {
            match effect {
                Effect::Verified => self.grant(crate::scenario::beat::Grant::Verified),
                Effect::Consented => self.grant(crate::scenario::beat::Grant::Consented),
                Effect::Field(..) | Effect::FromArg(..) | Effect::Record(_) => {}
            }
        }
    }

    /// The records a look-up finds, as `table.key`.
    fn found(&self, find: &Find, args: &Args) -> Vec<String> {
        let wanted: Vec<(&String, Value)> = find
            .by
            .iter()
            .filter_map(|column| args.get(column).map(|given| (column, typed(given))))
            .collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let keys: BTreeSet<String> = self.state.desk.keys(self.file(), &find.table);
        keys.into_iter()
            .filter(|key| {
                let row = self.state.desk.record(self.file(), self.language, &find.table, key);
                wanted.iter().all(|(column, value)| match row.get(*column) {
                    Some(cell) => matches(cell, value),
                    None => column.as_str() == "id" && when::same(&Value::Text(key.clone()), value),
                })
            })
            .map(|key| format!("{}.{key}", find.table))
            .take(MOST_SHOWN)
            .collect()
    }

    fn passes(&self, test: &Test, args: &Args) -> bool {
        let value = |operand: &Operand| match operand {
            Operand::Arg(name) => args.get(name).map(|given| typed(given)),
            Operand::Field(path) => self.field(&resolved(path, args)),
            Operand::Int(number) => Some(Value::Int(*number)),
            Operand::Text(words) => Some(Value::Text(words.clone())),
        };
        let numbers = |left: &Operand, right: &Operand| match (value(left), value(right)) {
            (Some(Value::Int(left)), Some(Value::Int(right))) => Some((left, right)),
            _ => None,
        };
        match test {
            Test::Equal(left, right) => match (value(left), value(right)) {
                (Some(left), Some(right)) => matches(&left, &right),
                _ => false,
            },
            Test::Differ(left, right) => match (value(left), value(right)) {
                (Some(left), Some(right)) => !matches(&left, &right),
                _ => true,
            },
            Test::AtMost(left, right) => numbers(left, right).is_some_and(|(left, right)| left <= right),
            Test::AtLeast(left, right) => numbers(left, right).is_some_and(|(left, right)| left >= right),
            Test::Missing(name) => !args.contains_key(name),
            Test::Any(tests) => tests.iter().any(|test| self.passes(test, args)),
        }
    }

    /// Fills `{arg}` and `{table.key.column}` into what a tool prints.
    fn fill(&self, text: &str, args: &Args) -> String {
        let mut filled = text.to_owned();
        for (name, given) in args {
            filled = filled.replace(&format!("{{{name}}}"), given);
        }
        let mut printed = String::new();
        let mut rest = filled.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            printed.push_str(before);
            let Some((inside, behind)) = after.split_once('}') else {
                printed.push('{');
                rest = after;
                continue;
            };
            let mut parts = inside.splitn(3, '.');
            let value = match (parts.next(), parts.next(), parts.next()) {
                (Some(table), Some(key), Some(column)) => self.field(&crate::scenario::value::Path {
                    table: table.to_owned(),
                    key: key.to_owned(),
                    column: column.to_owned(),
                }),
                _ => None,
            };
            match value {
                Some(value) => printed.push_str(&self.label(&value.to_string())),
                None => printed.push('—'),
            }
            rest = behind;
        }
        printed.push_str(rest);
        printed
    }

    fn label(&self, code: &str) -> String {
        self.file().desk.labels.get(code).map_or(code, |label| label.get(self.language)).to_owned()
    }
}

/// Whether a condition asks for a field of the record a tool is used on.
fn depends(when: &When) -> bool {
    let mut found = false;
    when.visit(&mut |part| found |= matches!(part, When::Is(path, _) if path.argument().is_some()));
    found
}

fn asks_consent(when: &When) -> bool {
    let mut found = false;
    when.visit(&mut |part| found |= matches!(part, When::Consented));
    found
}

/// Whether a field holds what was typed: one of a list, or digits alike whatever stands between them.
fn matches(cell: &Value, typed: &Value) -> bool {
    match cell {
        Value::List(values) => values.iter().any(|value| matches(value, typed)),
        Value::Bool(_) | Value::Int(_) | Value::Text(_) => {
            when::same(cell, typed)
                || digits(&cell.to_string()).is_some_and(|left| digits(&typed.to_string()) == Some(left))
        }
    }
}

/// The digits of something written as a number with separators, such as a phone number or a date.
fn digits(text: &str) -> Option<String> {
    let separators = [' ', '-', '/', '(', ')', '+', '.'];
    let plain: String = text.chars().filter(|letter| !separators.contains(letter)).collect();
    (plain.len() >= 4 && plain.chars().all(|letter| letter.is_ascii_digit())).then_some(plain)
}
