//! Scoring: every judged point, both ways.

mod log;
mod empathy;
mod tools;
mod drafts;
mod facts;
mod resolution;
mod critical;
mod verdict;
mod laws;
mod rubric;
mod words;

use hotseat::scenario::ScenarioFile;
use hotseat::scenario::house::House;
use hotseat::score::{AbilityKind, Finding, Scorecard, Why, grade};
use hotseat::session::Event;

use log::Log;

/// A small scenario with one of everything that is judged.
const SCENARIO: &str = r#"
#![enable(implicit_some)]
(
    format: 1, id: "sofa", title: "Sofa", languages: ["en", "zh"], now: "2026-05-18 10:05", kind: Complaint,
    level: 3, minutes: 8, briefing: "A third broken sofa.",
    customer: (name: "Dana", mood: (anger: 60, worry: 20, trust: 30)),
    identity: (may_ask: ["last4"], never: ["password"]),
    desk: (
        records: { "accounts": { "A-1": { "phone": "5550100" } }, "orders": { "O-77": { "state": "damaged" } } },
        private: { "accounts": ["phone"] },
        labels: { "phone": "phone number" },
        tools: {
            "find_order": (title: "Find order"),
            "read_account": (title: "Read account", expects: [Verified]),
            "refund": (title: "Refund", needs: [Verified], expects: [Consented]),
            "book": (title: "Book", needs: [Consented], expects: [Used("find_order")]),
            "locked": (title: "Locked", needs: [Any([Verified, Approved("locked")])]),
        },
        services: { "payments": (title: "Payments", status: [(is: "down"), (from: 300, is: "up")]) },
        articles: {
            "kb-1": (title: "Refunds", body: "Refunds take 3 working days."),
            "kb-old": (title: "Old refunds", body: "Refunds take 10 days.", stale: (since: "2026-03", truth: "Three working days, not ten.")),
        },
    ),
    facts: {
        "time": (is: ["refund + 3 working days"], wrong: ["10 days"], from: [Article("kb-1"), Article("kb-old")]),
        "state": (is: ["damaged"], from: [Field("orders.O-77.state")]),
        "arrival": (is: ["no time yet"], cautious: true, from: [Briefing]),
    },
    start: "outburst",
    beats: {
        "outburst": (shows: Anger, draft: (text: "10 days, as per policy.", faults: [
            (is: WrongFact("time"), words: "10 days", why: "It takes three working days."),
            (is: Tone, words: "as per policy"),
        ])),
        "good": (draft: (text: "I will refund it today.")),
        "abuse": (abusive: true),
        "closing": (shows: Relief),
    },
    goal: (any: [Is("orders.O-77.state", "refunded")], told: ["time", "arrival"], mood: (anger: AtMost(40))),
    critical: [
        (is: Act(rude), title: "Rude"),
        (is: AsksNever, title: "Asks for a password"),
        (is: TellsWrong("arrival"), title: "Names a time"),
        (is: Discloses("accounts", Verified), title: "Tells a stranger"),
        (is: Writes("refund", All([Verified, Consented])), title: "Refunds without a yes"),
        (is: Writes("book", Service("payments", "up")), title: "Books while payments are down"),
        (is: SendsFault(WrongFact), title: "Sends a wrong fact"),
    ],
    wrap_up: (
        fields: {
            "owner": (title: "Owner", choices: { "me": "Me", "none": "Nobody" }, right: ["me"]),
            "callback": (title: "Callback", right: ["2026-05-20"], when: Used("book")),
            "note": (title: "Note"),
        },
        dispositions: { "damage": "Damaged goods", "other": "Other" },
        right: ["damage"],
        summary: (text: "Customer calm, refund in 10 days.", faults: [
            (is: WrongFact("time"), words: "10 days"), (is: Tone, words: "calm"),
        ]),
    ),
)
"#;

pub(super) fn scenario() -> ScenarioFile {
    ron::from_str(SCENARIO).unwrap()
}

fn house() -> House {
    let lines = "(otherwise: [], silence: [], acknowledges: [], consents: [], declines: [], refuses_item: [], \
                 lacks_item: [], farewell: [], leaves: [], holds: [])";
    ron::from_str(&format!("(format: 1, lines: {lines})")).unwrap()
}

/// The card of a run in which everything is done well.
pub(super) fn well() -> Scorecard {
    card(&Log::well())
}

fn card(log: &Log) -> Scorecard {
    scored(&log.events)
}

fn scored(events: &[Event]) -> Scorecard {
    grade(&scenario(), &house(), events)
}

fn scored_in(change: impl FnOnce(&mut ScenarioFile), log: &Log) -> Scorecard {
    let mut file = scenario();
    change(&mut file);
    grade(&file, &house(), &log.events)
}

/// The only finding of that kind.
fn only(card: &Scorecard, is: impl Fn(&Why) -> bool) -> &Finding {
    let mut found = card.findings.iter().filter(|finding| is(&finding.why));
    let finding = found.next().unwrap_or_else(|| panic!("no such finding in {:#?}", card.findings));
    assert!(found.next().is_none(), "more than one such finding in {:#?}", card.findings);
    finding
}

fn has(card: &Scorecard, is: impl Fn(&Why) -> bool) -> bool {
    card.findings.iter().any(|finding| is(&finding.why))
}

fn points(card: &Scorecard, kind: AbilityKind) -> (i32, i32) {
    let of_kind = || card.findings.iter().filter(|finding| finding.ability == kind);
    (of_kind().map(|finding| finding.points).sum(), of_kind().map(|finding| finding.of).sum())
}
