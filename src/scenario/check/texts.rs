//! Texts: every one is there in each of the scenario's languages, and says something.

use super::super::beat::{Planted, Rule};
use super::super::customer::Sign;
use super::super::desk::Desk;
use super::super::fault::Fault;
use super::super::file::BotLine;
use super::super::house::House;
use super::super::place::{At, HOUSE_ROOT, SCENARIO};
use super::super::text::{Language, Phrases, Text};
use super::super::value::Cell;
use super::super::when::When;
use super::{Context, Findings};

/// Looks at every text.
pub(super) fn check(context: &Context<'_>, found: &mut Findings) {
    let mut reader = Reader { languages: &context.file.languages, found };
    reader.scenario(context);
    reader.desk(&SCENARIO.name("desk"), &context.file.desk);
    reader.house(context.house);
}

struct Reader<'a> {
    languages: &'a [Language],
    found: &'a mut Findings,
}

impl Reader<'_> {
    fn text(&mut self, at: &At<'_>, text: &Text) {
        match text {
            Text::Plain(text) => self.blank(at, text),
            Text::By(map) => {
                for language in self.languages.iter().filter(|language| !map.contains_key(language)) {
                    self.found.head(at, Fault::MissingText(*language));
                }
                for (language, text) in map {
                    self.blank(&at.name(language.code()), text);
                }
            }
        }
    }

    fn blank(&mut self, at: &At<'_>, text: &str) {
        if text.trim().is_empty() {
            self.found.value(at, Fault::BlankText);
        }
    }

    fn maybe(&mut self, at: &At<'_>, text: Option<&Text>) {
        if let Some(text) = text {
            self.text(at, text);
        }
    }

    fn texts(&mut self, at: &At<'_>, texts: &[Text]) {
        for (index, text) in texts.iter().enumerate() {
            self.text(&at.index(index), text);
        }
    }

    fn phrases(&mut self, at: &At<'_>, phrases: &Phrases) {
        match phrases {
            Phrases::Plain(list) => self.list(at, list),
            Phrases::By(map) => {
                for language in self.languages.iter().filter(|language| !map.contains_key(language)) {
                    self.found.head(at, Fault::MissingText(*language));
                }
                for (language, list) in map {
                    self.list(&at.name(language.code()), list);
                }
            }
        }
    }

    fn list(&mut self, at: &At<'_>, list: &[String]) {
        for (index, phrase) in list.iter().enumerate() {
            self.blank(&at.index(index), phrase);
        }
    }

    fn when(&mut self, at: &At<'_>, when: &When) {
        if let When::All(parts) | When::Any(parts) = when {
            self.whens(&at.inside(), parts);
        } else if let When::Not(part) = when {
            self.when(&at.inside(), part);
        } else if let When::Says(phrases) = when {
            self.phrases(&at.inside(), phrases);
        }
    }

    fn whens(&mut self, at: &At<'_>, parts: &[When]) {
        for (index, part) in parts.iter().enumerate() {
            self.when(&at.index(index), part);
        }
    }

    fn rules(&mut self, at: &At<'_>, rules: &[Rule]) {
        for (index, rule) in rules.iter().enumerate() {
            let at = at.index(index);
            self.when(&at.name("when"), &rule.when);
            self.texts(&at.name("says"), &rule.says);
            self.maybe(&at.name("finding"), rule.finding.as_ref());
            self.maybe(&at.name("model"), rule.model.as_ref());
        }
    }

    fn planted(&mut self, at: &At<'_>, faults: &[Planted]) {
        for (index, fault) in faults.iter().enumerate() {
            let at = at.index(index);
            self.text(&at.name("words"), &fault.words);
            self.maybe(&at.name("why"), fault.why.as_ref());
        }
    }

    fn scenario(&mut self, context: &Context<'_>) {
        let root = SCENARIO;
        let file = context.file;
        self.text(&root.name("title"), &file.title);
        self.text(&root.name("briefing"), &file.briefing);
        let customer = root.name("customer");
        self.text(&customer.name("name"), &file.customer.name);
        let answers = customer.name("answers");
        for (item, text) in &file.customer.answers {
            self.text(&answers.name(item), text);
        }
        for (name, signs) in [("red_lines", &file.customer.red_lines), ("calms", &file.customer.calms)] {
            let at = customer.name(name);
            for (index, sign) in signs.iter().enumerate() {
                if let Sign::Says(phrases) = sign {
                    self.phrases(&at.index(index).inside(), phrases);
                }
            }
        }
        let bot = root.name("bot");
        for (index, line) in file.bot.iter().enumerate() {
            let (BotLine::Customer(text) | BotLine::Bot(text)) = line;
            self.text(&bot.index(index).inside(), text);
        }
        let identity = root.name("identity");
        let words = identity.name("words");
        for (item, phrases) in &file.identity.words {
            self.phrases(&words.name(item), phrases);
        }
        let facts = root.name("facts");
        for (name, fact) in &file.facts {
            let at = facts.name(name);
            self.phrases(&at.name("is"), &fact.is);
            self.phrases(&at.name("wrong"), &fact.wrong);
            self.phrases(&at.name("hedged"), &fact.hedged);
        }
        self.rules(&root.name("always"), &file.always);
        self.beats(context);
        let critical = root.name("critical");
        for (index, error) in file.critical.iter().enumerate() {
            self.text(&critical.index(index).name("title"), &error.title);
        }
        self.wrap_up(context);
    }

    fn beats(&mut self, context: &Context<'_>) {
        let beats = SCENARIO.name("beats");
        for (name, beat) in &context.file.beats {
            let at = beats.name(name);
            self.texts(&at.name("says"), &beat.says);
            self.rules(&at.name("hears"), &beat.hears);
            self.texts(&at.name("otherwise"), &beat.otherwise);
            if let Some(silence) = &beat.silence {
                self.texts(&at.name("silence").name("says"), &silence.says);
            }
            self.maybe(&at.name("model"), beat.model.as_ref());
            self.texts(&at.name("hints"), &beat.hints);
            let examples = at.name("examples");
            for (index, example) in beat.examples.iter().enumerate() {
                self.text(&examples.index(index).name("says"), &example.says);
            }
            if let Some(draft) = &beat.draft {
                let at = at.name("draft");
                self.text(&at.name("text"), &draft.text);
                self.planted(&at.name("faults"), &draft.faults);
            }
        }
    }

    fn wrap_up(&mut self, context: &Context<'_>) {
        let wrap_up = &context.file.wrap_up;
        let at = SCENARIO.name("wrap_up");
        let dispositions = at.name("dispositions");
        for (code, text) in &wrap_up.dispositions {
            self.text(&dispositions.name(code), text);
        }
        let fields = at.name("fields");
        for (name, field) in &wrap_up.fields {
            let at = fields.name(name);
            self.text(&at.name("title"), &field.title);
            let choices = at.name("choices");
            for (code, text) in &field.choices {
                self.text(&choices.name(code), text);
            }
        }
        if let Some(summary) = &wrap_up.summary {
            let at = at.name("summary");
            self.text(&at.name("text"), &summary.text);
            self.planted(&at.name("faults"), &summary.faults);
        }
    }

    fn desk(&mut self, at: &At<'_>, desk: &Desk) {
        let records = at.name("records");
        for (table, rows) in &desk.records {
            let at = records.name(table);
            for (key, row) in rows {
                let at = at.name(key);
                for (column, cell) in row {
                    self.cell(&at.name(column), cell);
                }
            }
        }
        let labels = at.name("labels");
        for (name, text) in &desk.labels {
            self.text(&labels.name(name), text);
        }
        self.services(&at.name("services"), desk);
        self.tools(&at.name("tools"), desk);
        let articles = at.name("articles");
        for (id, article) in &desk.articles {
            let at = articles.name(id);
            self.text(&at.name("title"), &article.title);
            self.text(&at.name("body"), &article.body);
            if let Some(stale) = &article.stale {
                self.text(&at.name("stale").name("truth"), &stale.truth);
            }
        }
        self.texts(&at.name("policies"), &desk.policies);
        let teams = at.name("teams");
        for (name, team) in &desk.teams {
            let at = teams.name(name);
            self.text(&at.name("title"), &team.title);
            self.maybe(&at.name("refuses"), team.refuses.as_ref());
        }
        if let Some(supervisor) = &desk.supervisor {
            let at = at.name("supervisor");
            self.text(&at.name("otherwise"), &supervisor.otherwise);
            let topics = at.name("topics");
            for (name, topic) in &supervisor.topics {
                let at = topics.name(name);
                self.text(&at.name("says"), &topic.says);
                self.maybe(&at.name("refuses"), topic.refuses.as_ref());
            }
        }
        let clock = at.name("clock");
        for (index, tick) in desk.clock.iter().enumerate() {
            self.maybe(&clock.index(index).name("notice"), tick.notice.as_ref());
        }
    }

    /// An empty field of a record is a value like any other; only a missing language is a fault.
    fn cell(&mut self, at: &At<'_>, cell: &Cell) {
        match cell {
            Cell::Text(Text::By(map)) => {
                for language in self.languages.iter().filter(|language| !map.contains_key(language)) {
                    self.found.head(at, Fault::MissingText(*language));
                }
            }
            Cell::List(cells) => {
                for (index, cell) in cells.iter().enumerate() {
                    self.cell(&at.index(index), cell);
                }
            }
            Cell::Bool(_) | Cell::Int(_) | Cell::Text(Text::Plain(_)) => {}
        }
    }

    fn services(&mut self, at: &At<'_>, desk: &Desk) {
        for (name, service) in &desk.services {
            let at = at.name(name);
            self.text(&at.name("title"), &service.title);
            let list = at.name("status");
            for (index, status) in service.status.iter().enumerate() {
                self.maybe(&list.index(index).name("says"), status.says.as_ref());
            }
        }
    }

    fn tools(&mut self, at: &At<'_>, desk: &Desk) {
        for (name, tool) in &desk.tools {
            let at = at.name(name);
            self.text(&at.name("title"), &tool.title);
            self.maybe(&at.name("about"), tool.about.as_ref());
            self.maybe(&at.name("else_says"), tool.else_says.as_ref());
            self.maybe(&at.name("says"), tool.says.as_ref());
            let fails = at.name("fails");
            for (index, failure) in tool.fails.iter().enumerate() {
                self.text(&fails.index(index).name("says"), &failure.says);
            }
        }
    }

    fn house(&mut self, house: &House) {
        let root = HOUSE_ROOT;
        let required = root.name("required");
        for (name, phrases) in &house.required {
            self.phrases(&required.name(name), phrases);
        }
        self.phrases(&root.name("forbidden"), &house.forbidden);
        self.phrases(&root.name("warnings"), &house.warnings);
        let macros = root.name("macros");
        for (name, text) in &house.macros {
            self.text(&macros.name(name), text);
        }
        self.rules(&root.name("always"), &house.always);
        let at = root.name("lines");
        for (name, list) in house.lines.all() {
            self.texts(&at.name(name), list);
        }
    }
}
