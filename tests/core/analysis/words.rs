//! Every criterion, verdict and reason has words in both languages.

use hotseat::analysis::{Criterion, Kind, Unknown, Verdict};
use hotseat::locale::analysis as words;
use hotseat::scenario::Language;
use hotseat::stats::Undefined;

use super::World;

#[test]
fn a_criterion_is_read_back_from_what_it_is_written_as() {
    for kind in Kind::ALL {
        for name in ["", "eta", "beats.first.hears[0]", "a:b"] {
            let criterion = Criterion::new(kind, name);
            assert_eq!(criterion.to_string().parse(), Ok(criterion));
        }
    }
}

#[test]
fn a_word_that_is_no_criterion_is_refused_with_an_example() {
    let refused = "mood:father".parse::<Criterion>().expect_err("no kind is called mood").to_string();
    assert!(refused.contains("`mood:father`") && refused.contains("must_tell:eta"), "{refused}");
}

#[test]
fn all_is_worded_in_both_languages() {
    let analysis = World { seed: 1, biased: Some((6, 2.2)), ..World::default() }.analysis(800);
    let item = &analysis.items[6];
    let said = |language| {
        let mut lines: Vec<String> =
            Kind::ALL.map(|kind| words::criterion(&Criterion::new(kind, "eta"), None, language)).to_vec();
        let verdicts = [
            Verdict::TooFew,
            Verdict::EverybodyGetsIt,
            Verdict::NobodyGetsIt,
            Verdict::TellsNothing,
            Verdict::Backwards,
            Verdict::HarderIn(Language::Zh),
            Verdict::Easier,
            Verdict::Harder,
        ];
        lines.extend(verdicts.map(|verdict| words::verdict(verdict, item, language)));
        let unknown = [
            Unknown::Attempts { have: 3, need: 30 },
            Unknown::People { need: 5 },
            Unknown::OneLanguage,
            Unknown::OneVersion,
            Unknown::Undefined(Undefined::NoVariance),
            Unknown::Undefined(Undefined::NotComparable),
        ];
        lines.extend(unknown.map(|why| words::unknown(why, language)));
        lines.extend([0.95, 0.75, 0.6, 0.2].map(|alpha| words::reliability(alpha, language).to_owned()));
        lines.push(words::summary(&analysis, language));
        lines.join("\n")
    };
    insta::assert_snapshot!(format!("{}\n\n{}", said(Language::En), said(Language::Zh)));
}
