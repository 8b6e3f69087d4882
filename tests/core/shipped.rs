//! The shipped scenarios and their runs.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use hotseat::listen::Listener;
use hotseat::scenario::{Library, Scenario};
use hotseat::score::{Scorecard, score};
use hotseat::session::{Run, Session};
use rstest::rstest;

static LISTENER: LazyLock<Arc<Listener>> = LazyLock::new(|| Arc::new(Listener::builtin().unwrap()));

/// The listener that comes with the program, made once.
pub(crate) fn listener() -> Arc<Listener> {
    Arc::clone(&LISTENER)
}

/// A shipped scenario as a seed draws it.
pub(crate) fn scenario(id: &str, seed: u64) -> Arc<Scenario> {
    Arc::new(Library::embedded().scenario(id, seed).unwrap_or_else(|problems| panic!("{id}: {problems:#?}")))
}

/// The path of a shipped run.
pub(crate) fn run_file(id: &str, who: &str, language: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/runs/{id}.{who}.{language}.ron"))
}

/// A shipped run, played.
pub(crate) fn played(id: &str, who: &str, language: &str) -> Session {
    let path = run_file(id, who, language);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let run = Run::read(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut session =
        Session::begin(scenario(&run.scenario, run.seed), listener(), run.language, run.mode, run.seed);
    session
        .play(&run.actions)
        .unwrap_or_else(|(index, why)| panic!("{}: action {index}: {why}", path.display()));
    session
}

fn card(id: &str, who: &str, language: &str) -> Scorecard {
    let session = played(id, who, language);
    score(session.scenario(), session.log())
}

const IDS: [&str; 4] = ["first-day", "angry-complaint", "system-outage", "wrong-account-data"];

#[rstest]
fn a_model_run_scores_at_least_95_and_passes(
    #[values("first-day", "angry-complaint", "system-outage", "wrong-account-data")] id: &str,
    #[values("en", "zh")] language: &str,
) {
    let card = card(id, "model", language);
    assert!(card.overall >= Some(95), "{:?}: {:#?}", card.overall, lost(&card));
    assert_eq!(card.passed, Some(true), "low {:?} high {:?}: {:#?}", card.low, card.high, lost(&card));
}

#[rstest]
fn a_run_that_does_nothing_is_rude_or_stuffed_with_keywords_does_not_pass(
    #[values("first-day", "angry-complaint", "system-outage", "wrong-account-data")] id: &str,
    #[values("nothing", "rude", "stuffing")] who: &str,
    #[values("en", "zh")] language: &str,
) {
    let card = card(id, who, language);
    assert_eq!(card.passed, Some(false), "{:?}", card.overall);
}

#[rstest]
fn a_second_route_passes_with_the_same_resolution_score(
    #[values("first-day", "angry-complaint", "system-outage", "wrong-account-data")] id: &str,
    #[values("en", "zh")] language: &str,
) {
    let (model, second) = (card(id, "model", language), card(id, "second", language));
    assert_eq!(second.passed, Some(true), "{:?}: {:#?}", second.overall, lost(&second));
    assert_eq!(second.resolution, model.resolution, "{:#?}", lost(&second));
}

#[rstest]
fn a_run_replayed_a_thousand_times_gives_one_hash(
    #[values("first-day", "angry-complaint", "system-outage", "wrong-account-data")] id: &str,
    #[values("en", "zh")] language: &str,
) {
    let text = std::fs::read_to_string(run_file(id, "model", language)).unwrap();
    let run = Run::read(&text).unwrap();
    let scenario = scenario(id, run.seed);
    let hash = |_: usize| {
        let mut session = Session::begin(Arc::clone(&scenario), listener(), run.language, run.mode, run.seed);
        session.play(&run.actions).unwrap();
        session.hash()
    };
    let first = hash(0);
    assert!((1..1_000).all(|again| hash(again) == first));
}

#[test]
fn every_shipped_scenario_checks_clean_and_has_all_its_runs() {
    let mut ids = Library::embedded().ids().unwrap();
    ids.sort();
    let mut expected = IDS.map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!(ids, expected);
    for id in IDS {
        scenario(id, 0);
        for who in ["model", "second", "nothing", "rude", "stuffing"] {
            for language in ["en", "zh"] {
                assert!(run_file(id, who, language).is_file(), "{id}.{who}.{language}");
            }
        }
    }
}

#[rstest]
fn a_shipped_scenario_has_fewer_than_400_lines_a_language(
    #[values("first-day", "angry-complaint", "system-outage", "wrong-account-data")] id: &str,
) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{id}.ron"));
    let lines = std::fs::read_to_string(path).unwrap().lines().count();
    let languages = scenario(id, 0).file().languages.len();
    assert!(lines < 400 * languages, "{lines} lines for {languages} languages");
}

#[rstest]
fn a_shipped_customer_is_rich_enough_to_play_twice(
    #[values("angry-complaint", "system-outage", "wrong-account-data")] id: &str,
) {
    let scenario = scenario(id, 0);
    let file = scenario.file();
    assert!(file.beats.len() >= 12, "{} beats", file.beats.len());
    assert!(file.desk.tools.len() >= 5, "{} tools", file.desk.tools.len());
    assert!(file.desk.articles.values().any(|article| article.stale.is_some()), "a stale article");
    let drafts: Vec<_> = file.beats.values().filter_map(|beat| beat.draft.as_ref()).collect();
    assert!(drafts.iter().any(|draft| draft.faults.is_empty()), "a good draft");
    assert!(drafts.iter().any(|draft| !draft.faults.is_empty()), "a faulty draft");
    assert!(file.goal.any.len() >= 2, "two ways to a good end");
    let unhappy =
        |beat: &&hotseat::scenario::beat::Beat| beat.ends == Some(hotseat::scenario::beat::End::Gone);
    assert!(file.beats.values().filter(unhappy).count() >= 1, "a bad end of its own");
}

/// The findings that cost something, for a message that helps.
fn lost(card: &Scorecard) -> Vec<String> {
    card.findings
        .iter()
        .filter(|finding| finding.lost() > 0)
        .map(|finding| format!("{}/{} {:?} “{}”", finding.points, finding.of, finding.why, finding.words))
        .collect()
}

/// Runs of excellent agents, written by models that had not seen how the listener works; kept as they were written.
#[test]
fn an_excellent_agent_who_never_saw_the_listener_solves_the_problem_and_is_not_failed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/blind");
    let mut passed = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let run = Run::read(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let mut session =
            Session::begin(scenario(&run.scenario, run.seed), listener(), run.language, run.mode, run.seed);
        session
            .play(&run.actions)
            .unwrap_or_else(|(at, why)| panic!("{}: action {at}: {why}", path.display()));
        let card = score(session.scenario(), session.log());
        assert!(card.goal_reached, "{}", path.display());
        assert_ne!(card.passed, Some(false), "{}: {:?} {:#?}", path.display(), card.overall, lost(&card));
        passed.push(card.passed);
    }
    let sure = passed.iter().filter(|passed| **passed == Some(true)).count();
    assert!(passed.len() >= 12 && sure >= 9, "{sure} of {} pass for sure", passed.len());
}
