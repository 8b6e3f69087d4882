//! What a listener hears, and what it must not be fooled by.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hotseat::listen::{Asked, FaultKind, Hearing, Listener, Measure, Moment, Told, Truth, jsonl};
use hotseat::scenario::{Act, Calendar, Fact, Facts, Phrases, Today};
use jiff::civil::{DateTime, datetime};
use rstest::rstest;

mod fair;
mod learning;
mod lexicon;
mod quantities;
mod samples;
mod told;

fn listener() -> &'static Listener {
    static LISTENER: LazyLock<Listener> = LazyLock::new(|| {
        Listener::builtin().unwrap_or_else(|faults| panic!("the lexicons have faults: {faults:?}"))
    });
    &LISTENER
}

/// A Thursday.
fn now() -> DateTime {
    datetime(2026, 5, 14, 10, 0, 0, 0)
}

/// A Thursday; the week after has a holiday on Monday and work on Saturday.
fn today() -> Today<'static> {
    static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar {
        holidays: vec!["2026-05-18".to_owned()],
        workdays: vec!["2026-05-23".to_owned()],
        ..Calendar::default()
    });
    Today { now: now(), calendar: &CALENDAR }
}

fn hear(reply: &str) -> Hearing {
    answer("", reply)
}

fn answer(customer: &str, reply: &str) -> Hearing {
    listener().listen(&Moment { reply, customer, turn: None, tools: &[], samples: &[] })
}

fn cut(text: &str, from: u32, to: u32) -> String {
    text.chars().skip(from as usize).take((to - from) as usize).collect()
}

fn plain(words: &[&str]) -> Phrases {
    Phrases::Plain(words.iter().map(|word| (*word).to_owned()).collect())
}

fn fact(is: &[&str], wrong: &[&str]) -> Facts {
    let fact = Fact {
        label: None,
        is: plain(is),
        wrong: plain(wrong),
        cautious: false,
        hedged: plain(&[]),
        from: Vec::new(),
    };
    BTreeMap::from([("it".to_owned(), fact)])
}

fn truths(reply: &str, is: &[&str], wrong: &[&str]) -> Vec<Truth> {
    listener().told(reply, &fact(is, wrong), today()).into_iter().map(|told| told.truth).collect()
}

fn items(reply: &str) -> Vec<String> {
    listener().asks(reply, &BTreeMap::new()).into_iter().map(|asked| asked.item).collect()
}

#[test]
fn the_lexicons_that_come_with_hotseat_have_no_faults() {
    assert!(Listener::builtin().is_ok());
}

#[rstest]
#[case(Act::Greet, "Hello and welcome, my name is Kim.")]
#[case(Act::Greet, "您好,我是客服小李。")]
#[case(Act::Verify, "May I have your full name, date of birth and postcode please?")]
#[case(Act::Verify, "麻烦您报一下订单号和手机后四位,核实一下身份。")]
#[case(Act::Apologise, "I'm so sorry, we got this wrong.")]
#[case(Act::Apologise, "实在对不起,是我们的失误,让您久等了。")]
#[case(Act::Thank, "Thank you for telling me.")]
#[case(Act::Thank, "谢谢您告诉我。")]
#[case(Act::Consent, "I can refund the 40 to your card now, shall I go ahead?")]
#[case(Act::Consent, "差价十二块,我给您改成明早那班,您同意的话我再操作,可以吗?")]
#[case(Act::Explore, "Which light is on, and did it start after the storm?")]
#[case(Act::Explore, "请问是哪个灯亮着?什么时候开始的?")]
#[case(Act::Overpromise, "100% guaranteed, you have my word, nothing can go wrong!")]
#[case(Act::Overpromise, "您放心,百分百今晚修好,我拿人格担保!")]
#[case(Act::Own, "我这就去查,十分钟后我给您回电话。")]
#[case(Act::Expect, "I'll ring you by 6 pm today, even if there's no news.")]
#[case(Act::Expect, "最晚明天下午五点前我给您回电话。")]
#[case(Act::Blame, "You should have read the terms you signed, it's your own fault.")]
#[case(Act::Blame, "谁让您当初没看清楚,只能怪您自己。")]
#[case(Act::Deflect, "Not our department. You need to contact the bank.")]
#[case(Act::Deflect, "这不归我们管,您自己找物业去。")]
fn an_act_is_heard_in_both_languages(#[case] act: Act, #[case] reply: &str) {
    assert!(hear(reply).heard(act), "{act:?} in {reply}: {:?}", hear(reply));
}

#[rstest]
#[case(Act::Apologise, "Are you sorry?")]
#[case(Act::Apologise, "I'm not going to apologise.")]
#[case(Act::Apologise, "Sorry, but no.")]
#[case(Act::Overpromise, "I can't promise it will be back by two.")]
#[case(Act::Overpromise, "我不能保证两点前恢复。")]
#[case(Act::Thank, "The refund goes to your card.")]
#[case(Act::Rude, "The refund goes to your card in three working days.")]
#[case(Act::Blame, "退款三个工作日到账。")]
fn an_act_is_not_heard_where_it_is_denied_asked_or_absent(#[case] act: Act, #[case] reply: &str) {
    assert!(!hear(reply).heard(act), "{act:?} in {reply}: {:?}", hear(reply));
}

#[test]
fn a_reply_without_words_carries_nothing() {
    for reply in ["", "   ", "...", "!!!", "\u{200b}\u{200f}"] {
        assert_eq!(hear(reply), Hearing { acts: Vec::new(), empathy: 0, stuffed: false });
    }
}

#[test]
fn spans_name_the_words_that_prove_the_act() {
    let reply = "The line is down. I'm so sorry about that, truly.";
    let heard = hear(reply).acts.into_iter().find(|heard| heard.act == Act::Apologise).expect("heard");
    assert!(cut(reply, heard.from, heard.to).contains("sorry"), "{heard:?}");
}

#[test]
fn spans_count_characters_and_not_bytes() {
    let reply = "线路断了。实在对不起,马上修。";
    let heard = hear(reply).acts.into_iter().find(|heard| heard.act == Act::Apologise).expect("heard");
    assert!(cut(reply, heard.from, heard.to).contains("对不起"), "{heard:?}");
}

#[rstest]
#[case(
    "Nobody came at nine, and at ten, and I waited! What now?",
    "I am so sorry, you waited from nine; I'll ring the crew now, give me two minutes."
)]
#[case("两点要汇报", "两点的汇报,先把这个会保住。我现在给您加流量,一点五十给您回话。")]
fn no_span_is_longer_than_a_clause(#[case] customer: &str, #[case] reply: &str) {
    for heard in answer(customer, reply).acts {
        let words = cut(reply, heard.from, heard.to);
        assert!(!words.contains([',', ';', '.', '。', '!', '?']), "{words}");
    }
}

#[test]
fn an_act_has_at_most_two_spans() {
    let reply = "Sorry. I'm sorry about it. We apologise for the wait. My apologies again, so sorry.";
    let hearing = hear(reply);
    for act in Act::ALL {
        assert!(hearing.acts.iter().filter(|heard| heard.act == act).count() <= 2);
    }
}

#[test]
fn what_is_only_perhaps_there_is_reported_as_not_heard() {
    let replies = ["It may be sent tomorrow", "这个要看情况", "You can wait for it or call again."];
    assert!(replies.iter().any(|reply| hear(reply).acts.iter().any(|heard| !heard.heard)));
}

#[rstest]
#[case("Sorry thank you hello goodbye I understand your frustration anything else rest assured welcome")]
#[case("Greeting ✔ Empathy ✔ Solution ✔ Confirm ✔ Close ✔")]
#[case(
    "Thank you for your patience, thank you for your loyalty, thank you for your understanding, thank you for your trust."
)]
#[case("理解 共情 道歉 感谢 再见 放心 您好 稍等")]
#[case("抱歉抱歉真的抱歉,非常抱歉给您带来不便,再次向您致以最诚挚的歉意,抱歉。")]
fn piled_up_stock_phrases_are_no_specific_empathy(#[case] reply: &str) {
    assert!(answer("My father died and the line is cut", reply).empathy <= 1);
}

#[rstest]
#[case("Sorry thank you hello goodbye I understand your frustration anything else rest assured welcome")]
#[case(
    "Hello! I am so sorry. I understand how you feel. I will take care of this personally. You are in good hands. Thank you. Is there anything else? Have a great day!"
)]
#[case("理解 共情 道歉 感谢 再见 放心 您好 稍等")]
#[case(
    "您好!非常抱歉!我理解您的心情!请您放心!我马上为您处理!感谢您的耐心!请问还有什么可以帮您?祝您生活愉快!"
)]
fn piled_up_stock_phrases_earn_no_act_but_the_plain_moves_of_a_conversation(#[case] reply: &str) {
    let hearing = answer("My parcel is lost, 包裹丢了", reply).earned();
    let plain = [Act::Greet, Act::Verify, Act::Consent, Act::Feedback, Act::Close];
    let heard: Vec<_> = hearing.acts.iter().filter(|one| one.heard && !plain.contains(&one.act)).collect();
    assert!(heard.is_empty() && hearing.empathy <= 1, "{hearing:?}");
}

#[test]
fn empathy_tied_to_the_customer_is_specific() {
    let customer = "I've had no internet since 6 and I have a job interview on video at 2.";
    let reply = "A job interview at 2 on a dead line is the last thing you need, I'd be worried too. Let me get you online first.";
    assert_eq!(answer(customer, reply).empathy, 2);
}

#[test]
fn empathy_that_fits_anyone_is_not_specific() {
    let reply = "I understand your frustration.";
    assert!(answer("No internet since six.", reply).empathy <= 1);
}

#[test]
fn a_plain_fact_shows_no_empathy() {
    assert_eq!(answer("When?", "The refund takes 3 working days.").empathy, 0);
    assert_eq!(answer("多久到账?", "退款一般三个工作日到账。").empathy, 0);
}

#[rstest]
#[case("I'm so s\u{200b}orry, we got this wrong.")]
#[case("I'm so ѕоrry, we got this wrong.")]
#[case("I'm so sorry, we got this wrong.")]
#[case("\u{202e}I'm so sorry\u{202c}, we got this wrong.")]
fn disguised_letters_are_read_as_they_look(#[case] reply: &str) {
    assert!(hear(reply).heard(Act::Apologise), "{:?}", hear(reply));
}

#[test]
fn a_hundred_thousand_characters_are_heard_without_delay_or_panic() {
    for unit in ["sorry ", "对不起", "\u{202e}\u{0}x", "3 working days, ", "???", "(((**", "i will * by "]
    {
        let reply = unit.repeat(100_000 / unit.chars().count());
        let hearing = hear(&reply);
        assert!(hearing.acts.iter().all(|heard| heard.to <= 4_000));
    }
}

#[test]
fn a_reply_in_two_languages_is_heard_in_both() {
    let hearing = hear("实在对不起,是我们的失误,让您久等了。Thank you for waiting for us here today.");
    assert!(hearing.acts.iter().any(|heard| heard.act == Act::Apologise));
    assert!(hearing.acts.iter().any(|heard| heard.act == Act::Thank));
}

#[test]
fn all_parts_of_a_wording_must_stand_in_one_sentence() {
    let wording = &["refund + 3 working days"];
    assert_eq!(truths("Your refund, as I said, takes three working days.", wording, &[]), [Truth::True]);
    assert_eq!(truths("Your refund is on its way. The letter takes 3 working days.", wording, &[]), []);
}

#[test]
fn a_wrong_wording_is_told_falsely() {
    assert_eq!(truths("It takes 10 days.", &["3 working days"], &["10 days"]), [Truth::False]);
    assert_eq!(truths("退款要十天。", &["3个工作日"], &["10天"]), [Truth::False]);
}

#[rstest]
#[case("It is not 10 days.")]
#[case("不是10天。")]
#[case("Is it 10 days?")]
#[case("是10天吗?")]
fn what_is_denied_or_asked_is_not_told(#[case] reply: &str) {
    assert_eq!(truths(reply, &["10 days", "10天"], &[]), []);
}

#[rstest]
#[case("It's not 10 days, but 3 working days.")]
#[case("It's not 10 days but 3 working days.")]
#[case("不是10天,是3个工作日。")]
#[case("不是10天而是三个工作日。")]
fn a_correction_tells_only_what_is_true(#[case] reply: &str) {
    assert_eq!(truths(reply, &["3 working days"], &["10 days"]), [Truth::True]);
}

#[rstest]
#[case("Would you like your money back or a new bed?", &["money back + bed"])]
#[case("您是要全额退款，还是免费换新？", &["全额 + 换新"])]
fn an_offer_put_as_a_question_tells_what_there_is(#[case] reply: &str, #[case] wording: &[&str]) {
    assert_eq!(truths(reply, wording, &[]), [Truth::True]);
    assert_eq!(truths("Did they refuse you money back or a bed? 全额还是换新？", wording, &[]), []);
}

#[rstest]
#[case("No it's on us.")]
#[case("I won't sugar coat it: it's on us.")]
fn a_denial_reaches_no_further_than_its_own_words(#[case] reply: &str) {
    assert_eq!(truths(reply, &["on us"], &[]), [Truth::True]);
}

#[test]
fn a_limit_denies_nothing() {
    let reply = "It is there no later than Friday. 退款不超过3个工作日。";
    assert_eq!(truths(reply, &["Friday"], &[]), [Truth::True]);
    assert_eq!(truths(reply, &["3 working days"], &[]), [Truth::True]);
}

#[test]
fn a_false_wording_may_itself_deny() {
    let wrong = &["can't be returned", "退不了"];
    assert_eq!(truths("Opened items can't be returned.", &[], wrong), [Truth::False]);
    assert_eq!(truths("拆了就退不了了。", &[], wrong), [Truth::False]);
    assert_eq!(truths("The bot said opened items can't be returned.", &[], wrong), []);
}

#[test]
fn no_need_to_worry_denies_nothing() {
    assert_eq!(truths("不用担心3个工作日到账。", &["3个工作日"], &[]), [Truth::True]);
}

#[test]
fn a_cautious_answer_counts_only_where_the_fact_allows_it() {
    let mut facts = fact(&["18:00"], &[]);
    let hedged = plain(&["cannot name a time", "还说不准"]);
    facts.get_mut("it").expect("there").hedged = hedged;
    let said = |facts: &Facts| listener().told("I can't name a time yet.", facts, today());
    assert_eq!(said(&facts), []);
    facts.get_mut("it").expect("there").cautious = true;
    assert_eq!(said(&facts).first().map(|told| told.truth), Some(Truth::Hedged));
}

#[test]
fn words_within_a_longer_wording_do_not_count_twice() {
    assert_eq!(
        truths("It can be refunded in part.", &["can be refunded in part"], &["can be refunded"]),
        [Truth::True]
    );
    assert_eq!(truths("这个不能退。", &["不能退"], &["能退"]), [Truth::True]);
}

#[test]
fn a_told_fact_names_its_words() {
    let reply = "Good news: it is back at 6 pm, promise.";
    let Some(Told { from, to, .. }) = listener().told(reply, &fact(&["18:00"], &[]), today()).pop() else {
        panic!()
    };
    assert_eq!(cut(reply, from, to), "6 pm");
}

#[rstest]
#[case("Could you give me your order number?", &["order"])]
#[case("May I have your full name, date of birth and postcode please?", &["name", "date_of_birth", "postcode"])]
#[case("What is the code we sent you?", &["sms_code"])]
#[case("Please tell me your password.", &["password"])]
#[case("麻烦报一下订单号和手机后四位", &["order", "last4"])]
#[case("请提供一下您的验证码。", &["sms_code"])]
#[case("您的身份证号是多少?", &["id_number"])]
fn items_asked_for_are_named(#[case] reply: &str, #[case] expected: &[&str]) {
    assert_eq!(items(reply), expected);
}

#[rstest]
#[case("我先把最要紧的说清楚：副卡号码没有展示出去。")]
#[case("您别急，怕赶不上妈妈的生日，请告诉我您姓什么")]
#[case("We will never ask for your password.")]
#[case("Please never send me your card number.")]
#[case("请不要告诉任何人您的验证码。")]
#[case("我们绝不会向您要密码。")]
#[case("Your order number is 4471.")]
#[case("Have you tried changing your password?")]
#[case("Please reset your password.")]
#[case("您的订单号我看到了。")]
fn items_named_but_not_asked_for_are_not_reported(#[case] reply: &str) {
    assert_eq!(items(reply), Vec::<String>::new());
}

#[test]
fn a_scenario_brings_its_own_items() {
    let own = BTreeMap::from([("meter".to_owned(), plain(&["meter number", "电表号"]))]);
    let asked = listener().asks("Could you read me the meter number?", &own);
    assert_eq!(asked, [Asked { item: "meter".to_owned(), from: 22, to: 34 }]);
}

#[rstest]
#[case("CALM DOWN, sir", "calm down", Some("CALM DOWN"))]
#[case("Please calm, down", "calm down", Some("calm, down"))]
#[case("calm down", "calm down", Some("calm down"))]
#[case("The scalm downer", "calm down", None)]
#[case("这个真的没办法了", "没办法", Some("没办法"))]
#[case("Don't worry", "do not worry", Some("Don't worry"))]
#[case("nothing", "", None)]
fn a_phrase_is_found_whatever_its_case_width_and_punctuation(
    #[case] reply: &str,
    #[case] phrase: &str,
    #[case] expected: Option<&str>,
) {
    let found = listener().finds(reply, &[phrase.to_owned()]).map(|span| cut(reply, span.from, span.to));
    assert_eq!(found.as_deref(), expected);
}

#[rstest]
#[case("My supervisor has to agree, it takes about a minute, still here!", Some(60))]
#[case("大概一分钟，他一同意我马上给您退，这样行吗？", Some(60))]
#[case("One moment, two minutes.", Some(120))]
#[case("Let me check.", Some(60))]
#[case("我查一下", Some(60))]
#[case("您稍等,给我五分钟。", Some(300))]
#[case("Let me check, refunds take 24 hours.", Some(60))]
#[case("The refund takes two minutes.", None)]
#[case("退款三个工作日到账。", None)]
fn an_announced_hold_lasts_as_long_as_promised(#[case] reply: &str, #[case] seconds: Option<u32>) {
    assert_eq!(listener().hold(reply).map(|hold| hold.seconds), seconds);
}
