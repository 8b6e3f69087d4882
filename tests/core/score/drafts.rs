//! The AI's drafts and summary.

use hotseat::scenario::beat::FaultKind;
use hotseat::score::{Finding, Judged, Why};
use hotseat::session::event::Verdict;
use rstest::rstest;

use super::log::Log;
use super::{card, only, points};
use hotseat::score::AbilityKind;

fn wrong() -> FaultKind {
    FaultKind::WrongFact("time".to_owned())
}

fn draft(beat: &str, verdict: Verdict, faults: &[FaultKind]) -> Finding {
    let card = card(&Log::new().judges(beat, verdict, faults));
    only(&card, |why| matches!(why, Why::Draft { .. })).clone()
}

#[rstest]
#[case("outburst", Verdict::Rejected, vec![wrong()], 20, Judged::Caught)]
#[case("outburst", Verdict::Rejected, vec![wrong(), FaultKind::Tone], 20, Judged::Caught)]
#[case("outburst", Verdict::Rejected, vec![FaultKind::WrongFact(String::new())], 20, Judged::Caught)]
#[case("outburst", Verdict::Rejected, vec![FaultKind::Privacy], 12, Judged::WrongReason)]
#[case("outburst", Verdict::Rejected, vec![], 12, Judged::WrongReason)]
#[case("outburst", Verdict::Edited, vec![], 20, Judged::Mended)]
#[case("outburst", Verdict::Edited, vec![FaultKind::Tone], 10, Judged::PartlyMended)]
#[case("outburst", Verdict::Edited, vec![wrong(), FaultKind::Tone], -10, Judged::BlindTrust)]
#[case("outburst", Verdict::Sent, vec![wrong(), FaultKind::Tone], -10, Judged::BlindTrust)]
#[case("good", Verdict::Sent, vec![], 20, Judged::Used)]
#[case("good", Verdict::Edited, vec![], 20, Judged::Used)]
#[case("good", Verdict::Rejected, vec![FaultKind::Tone], 0, Judged::FalseAlarm)]
fn a_draft_is_judged_by_its_faults(
    #[case] beat: &str,
    #[case] verdict: Verdict,
    #[case] faults: Vec<FaultKind>,
    #[case] points: i32,
    #[case] judged: Judged,
) {
    let finding = draft(beat, verdict, &faults);
    assert_eq!((finding.points, finding.of), (points, 20));
    assert!(matches!(finding.why, Why::Draft { judged: as_judged, .. } if as_judged == judged));
}

#[test]
fn naming_every_fault_there_could_be_does_not_count_as_catching_one() {
    let all = [FaultKind::WrongPolicy, FaultKind::Privacy, FaultKind::WrongCustomer, wrong()];
    assert_eq!(draft("outburst", Verdict::Rejected, &all).points, 12);
}

#[test]
fn a_draft_sent_blindly_is_not_made_good_by_judging_it_again() {
    let log = Log::new().judges("outburst", Verdict::Sent, &[wrong(), FaultKind::Tone]).judges(
        "outburst",
        Verdict::Rejected,
        &[wrong()],
    );
    assert_eq!(points(&card(&log), AbilityKind::Tools), (-10, 20));
}

#[test]
fn a_draft_left_alone_is_not_judged() {
    let offered = hotseat::session::What::DraftOffered { beat: "outburst".to_owned(), text: String::new() };
    assert_eq!(card(&Log::new().what(offered)).tools.score, None);
}

#[test]
fn each_fault_of_the_summary_earns_when_corrected_and_costs_when_left() {
    let log = Log::new().files("damage", "me", &[FaultKind::Tone]);
    let card = card(&log);
    let fixed = only(&card, |why| matches!(why, Why::Summary { corrected: true, .. }));
    let left = only(&card, |why| matches!(why, Why::Summary { corrected: false, .. }));
    assert_eq!([fixed.points, left.points, left.of], [8, 0, 8]);
}
