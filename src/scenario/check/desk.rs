//! The desk: tools and what they name, services, teams, the supervisor, the clock.

use super::super::desk::{Effect, Kind as Taking, Operand, Test, Tool};
use super::super::fault::{Fault, Kind};
use super::super::place::{At, SCENARIO};
use super::super::text::Text;
use super::super::value::Path;
use super::super::when::When;
use super::condition::{Judge, Place};
use super::names::{Known, known, misspelt};
use super::script::demands;
use super::{Findings, wording};

/// Everything on the desk but its texts.
pub(super) fn check(judge: &Judge<'_>, found: &mut Findings) {
    let desk = &judge.context.file.desk;
    let at = SCENARIO.name("desk");
    let tools = at.name("tools");
    for (name, tool) in &desk.tools {
        let args: Known = tool.args.iter().map(|argument| argument.name.clone()).collect();
        let strict = judge.context.owns(|own| own.tools.contains_key(name));
        let judge = Judge { args: Some(&args), strict, ..*judge };
        self::tool(&judge, found, &tools.name(name), name, tool);
    }
    services(judge, found, &at.name("services"));
    let teams = at.name("teams");
    for (name, team) in &desk.teams {
        let strict = judge.context.owns(|own| own.teams.contains_key(name));
        let judge = Judge { strict, ..*judge };
        conditions(&judge, found, &teams.name(name).name("accepts"), &team.accepts);
    }
    supervisor(judge, found, &at.name("supervisor"));
    let clock = at.name("clock");
    let none = Known::new();
    for (index, tick) in desk.clock.iter().enumerate() {
        let judge = Judge { args: Some(&none), ..*judge };
        effects(&judge, found, &clock.index(index).name("sets"), &tick.sets);
    }
    private(judge, found, &at.name("private"));
}

fn private(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>) {
    for (table, columns) in &judge.context.file.desk.private {
        let at = at.name(table);
        let strict = judge.context.owns(|own| own.private.contains_key(table));
        let before = found.count();
        judge.names.table(found, &at, table, strict);
        if found.count() == before {
            for (index, column) in columns.iter().enumerate() {
                judge.names.column(found, &at.index(index), table, column, strict);
            }
        }
    }
}

fn services(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>) {
    for (name, service) in &judge.context.file.desk.services {
        let at = at.name(name);
        let starts = service.status.first().map(|first| first.from);
        let rising = service.status.windows(2).all(|pair| match pair {
            [one, next] => one.from < next.from,
            _ => true,
        });
        if service.status.is_empty() {
            found.head(&at.name("status"), Fault::Empty("status"));
        } else if starts != Some(0) || !rising {
            found.head(&at.name("status"), Fault::StatusTimes);
        }
    }
}

fn supervisor(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>) {
    let Some(supervisor) = &judge.context.file.desk.supervisor else { return };
    let strict = judge.context.owns(|own| own.supervisor.is_some());
    let judge = Judge { strict, ..*judge };
    let at = at.name("topics");
    for (name, topic) in &supervisor.topics {
        let at = at.name(name);
        if let Some(when) = &topic.when {
            judge.check(found, &at.name("when"), when, Place::Between, true);
        }
        if let Some(tool) = &topic.approves {
            let at = at.name("approves");
            let report = if strict { known } else { misspelt };
            report(found, &at, Kind::Tool, tool, &judge.names.tools);
        }
    }
}

fn conditions(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>, conditions: &[When]) {
    for (index, when) in conditions.iter().enumerate() {
        judge.check(found, &at.index(index), when, Place::Between, true);
    }
}

fn tool(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>, name: &str, tool: &Tool) {
    let names = judge.names;
    for (index, argument) in tool.args.iter().enumerate() {
        let here = at.name("args");
        let here = here.index(index);
        if tool.args.iter().take(index).any(|one| one.name == argument.name) {
            found.value(&here.name("name"), Fault::Duplicate(argument.name.clone()));
        }
        match &argument.kind {
            Taking::Key(table) => names.table(found, &here.name("kind").inside(), table, judge.strict),
            Taking::Choice(codes) if codes.is_empty() => {
                found.value(&here.name("kind"), Fault::Empty("Choice"));
            }
            Taking::Choice(_) | Taking::Text | Taking::Number | Taking::Date => {}
        }
    }
    if let (Some(find), Some(args)) = (&tool.finds, judge.args) {
        let at = at.name("finds");
        names.table(found, &at.name("table"), &find.table, judge.strict);
        let by = at.name("by");
        for (index, column) in find.by.iter().enumerate() {
            known(found, &by.index(index), Kind::Argument, column, args);
            names.column(found, &by.index(index), &find.table, column, judge.strict);
        }
    }
    conditions(judge, found, &at.name("needs"), &tool.needs);
    conditions(judge, found, &at.name("expects"), &tool.expects);
    let needs = at.name("needs");
    if let Some(index) = tool.needs.iter().position(|need| demands(need, &When::Verified))
        && !judge.possible.verified
        && judge.strict
        && !judge.context.damaged_anywhere()
    {
        found.value(&needs.index(index), Fault::NeverAllowed(name.to_owned()));
    }
    for (list, tests) in [("checks", &tool.checks), ("limits", &tool.limits), ("approval", &tool.approval)] {
        self::tests(judge, found, &at.name(list), tests);
    }
    effects(judge, found, &at.name("sets"), &tool.sets);
    let fails = at.name("fails");
    for (index, failure) in tool.fails.iter().enumerate() {
        let here = fails.index(index);
        if let Some(until) = failure.until.filter(|until| *until <= failure.from) {
            found.value(&here.name("until"), Fault::FailureWindow { from: failure.from, until });
        }
        if let Some(when) = &failure.when {
            judge.check(found, &here.name("when"), when, Place::Between, true);
        }
    }
    if let Some(says) = &tool.says {
        blanks(judge, found, &at.name("says"), says);
    }
}

fn tests(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>, tests: &[Test]) {
    for (index, test) in tests.iter().enumerate() {
        self::test(judge, found, &at.index(index), test);
    }
}

fn test(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>, test: &Test) {
    match test {
        Test::Equal(one, other)
        | Test::Differ(one, other)
        | Test::AtMost(one, other)
        | Test::AtLeast(one, other) => {
            operand(judge, found, &at.index(0), one);
            operand(judge, found, &at.index(1), other);
        }
        Test::Missing(name) => argument(judge, found, &at.inside(), name),
        Test::Any(tests) => self::tests(judge, found, &at.inside(), tests),
    }
}

fn operand(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>, operand: &Operand) {
    match operand {
        Operand::Arg(name) => argument(judge, found, &at.inside(), name),
        Operand::Field(path) => field(judge, found, &at.inside(), path),
        Operand::Int(_) | Operand::Text(_) => {}
    }
}

fn argument(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>, name: &str) {
    if let Some(args) = judge.args {
        known(found, at, Kind::Argument, name, args);
    }
}

/// A field that a tool reads.
fn field(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>, path: &Path) {
    if let Some(name) = path.argument() {
        argument(judge, found, at, name);
    }
    judge.names.field(found, at, path, judge.strict);
}

fn effects(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>, effects: &[Effect]) {
    for (index, effect) in effects.iter().enumerate() {
        let here = at.index(index);
        match effect {
            Effect::Field(path, _) => written(judge, found, &here.index(0), path),
            Effect::FromArg(path, name) => {
                written(judge, found, &here.index(0), path);
                argument(judge, found, &here.index(1), name);
            }
            Effect::Verified | Effect::Consented | Effect::Record(_) => {}
        }
    }
}

/// A field that is written may be new; a slip shows where it is read.
fn written(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>, path: &Path) {
    if let Some(name) = path.argument() {
        argument(judge, found, at, name);
    }
}

/// The blanks in what a tool prints: `{arg}`, `{table.key.column}`, `{table.{arg}.column}`.
fn blanks(judge: &Judge<'_>, found: &mut Findings, at: &At<'_>, says: &Text) {
    let (Some(args), languages) = (judge.args, &judge.context.file.languages) else { return };
    let mut told = Known::new();
    for language in languages.iter().filter(|language| says.has(**language)) {
        let at = &wording(at, says, *language);
        for blank in between(says.get(*language)) {
            if !told.insert(blank.clone()) {
                continue;
            }
            match blank.parse::<Path>() {
                Ok(path) => match path.argument() {
                    Some(_) => field(judge, found, at, &path),
                    None => judge.names.field(found, at, &path, judge.strict),
                },
                Err(_) => known(found, at, Kind::Argument, &blank, args),
            }
        }
    }
}

/// What stands between braces, outermost only.
fn between(text: &str) -> Vec<String> {
    let mut blanks = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, mark) in text.char_indices() {
        match mark {
            '{' => {
                depth += 1;
                if depth == 1 {
                    from = at + 1;
                }
            }
            '}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    blanks.push(text.get(from..at).unwrap_or_default().to_owned());
                }
            }
            _ => {}
        }
    }
    blanks
}
