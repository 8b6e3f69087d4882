//! Sample replies of a moment: they settle doubt and turn no hearing round.

use hotseat::listen::{Listener, Moment, Sample};
use hotseat::scenario::Act;

fn sure(reply: &str, act: Act, samples: &[Sample<'_>]) -> u8 {
    let listener = Listener::builtin().expect("it ships");
    let hearing = listener.listen(&Moment { reply, customer: "", turn: None, tools: &[], samples });
    hearing.acts.iter().filter(|heard| heard.act == act).map(|heard| heard.sure).max().unwrap_or(0)
}

fn sample<'a>(reply: &'a str, acts: &'a [Act]) -> Sample<'a> {
    Sample { reply, acts, tells: &[] }
}

#[test]
fn a_reply_nearly_in_the_words_of_a_sample_is_heard_more_surely() {
    for (reply, like) in [
        (
            "The lamp stays on my desk tonight until it glows.",
            "Your lamp stays on my desk tonight until it glows again.",
        ),
        ("这灯今晚就放我桌上，亮了为止。", "您这灯今晚就放我桌上，亮了才算完。"),
    ] {
        let without = sure(reply, Act::Own, &[]);
        let with = sure(reply, Act::Own, &[sample(like, &[Act::Own])]);
        assert!(with >= without + 15, "{reply}: {without} before, {with} with the sample");
        assert_eq!(sure(reply, Act::Thank, &[sample(like, &[Act::Own])]), sure(reply, Act::Thank, &[]));
    }
}

#[test]
fn a_reply_in_other_words_is_heard_as_without_the_sample() {
    let other = [sample("Your lamp stays on my desk tonight until it glows again.", &[Act::Own])];
    for reply in ["What is your order number, please?", "Have a nice evening!"] {
        assert_eq!(sure(reply, Act::Own, &other), sure(reply, Act::Own, &[]), "{reply}");
    }
}

#[test]
fn a_sample_does_not_make_a_kindness_of_an_insult() {
    let insult = "Shut up, you stupid cow, and read the mail.";
    assert!(sure(insult, Act::Rude, &[]) >= 60);
    let called_kind = [sample(insult, &[Act::Feel])];
    assert!(sure(insult, Act::Feel, &called_kind) < 50, "it is still no empathy");
    assert_eq!(sure(insult, Act::Rude, &called_kind), sure(insult, Act::Rude, &[]));
}
