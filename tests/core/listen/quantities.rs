//! Amounts, times and days are compared by what they mean, however they are typed.

use hotseat::listen::Truth;
use rstest::rstest;

use super::{listener, now, truths};

#[rstest]
#[case("18:00", "It is back at 6 pm.")]
#[case("6 pm", "It is back by 18:00.")]
#[case("6 pm", "晚上六点恢复。")]
#[case("18:00", "晚上6点前恢复。")]
#[case("18:00", "It is back at 6:00 PM sharp.")]
#[case("晚上六点半", "Back at 6.30 p.m.")]
#[case("3 working days", "退款三个工作日到账。")]
#[case("3个工作日", "It takes three business days.")]
#[case("$1,299", "That comes to 1299 dollars.")]
#[case("¥899", "一共八百九十九块。")]
#[case("¥899", "一共899元。")]
#[case("899", "一共899元。")]
#[case("20 May", "It comes on May 20th.")]
#[case("20 May", "5月20日送到。")]
#[case("5月20日", "20号送到。")]
#[case("15 May", "It comes tomorrow.")]
#[case("明天", "It comes on 15 May.")]
#[case("15 May", "周五到。")]
#[case("18 May", "It comes next Monday.")]
#[case("下周一", "It comes on Monday.")]
#[case("24 hours", "24小时内恢复。")]
#[case("24 hours", "It takes one day.")]
#[case("15%", "百分之十五的优惠。")]
#[case("15 percent", "便宜15%。")]
#[case("half an hour", "半小时就好。")]
#[case("90 minutes", "一个半小时到。")]
#[case("12345678", "Your order is 1234 5678.")]
#[case("20 May", "Booked for 20/05.")]
#[case("20 May", "See you on 5/20.")]
#[case("20 May", "It comes Weds.")]
#[case("21 May", "next thrusday")]
#[case("16 May", "day after tomorrow it is there")]
#[case("15 May", "明儿送到。")]
#[case("16 May", "本周6送到。")]
#[case("3 working days", "up to three workdays")]
#[case("3 working days", "2-3 biz days")]
#[case("3 working days", "within 3 workin days")]
#[case("3个工作日", "仨工作日就到")]
#[case("5 working days", "三五个工作日")]
#[case("10 minutes", "十来分钟就好")]
#[case("30 minutes", "半个钟头")]
#[case("14 days", "within a fortnight")]
#[case("36 hours", "a day and a half")]
#[case("2 days", "a couple of days")]
#[case("£100", "a hundred quid")]
#[case("19:30", "the next one is at half seven")]
#[case("18:45", "quarter to seven")]
#[case("18:20", "twenty past six")]
#[case("19:00", "Free slot 7-9pm.")]
#[case("21:00", "Free slot 7-9pm.")]
#[case("11:00", "Free slot 11-1pm.")]
#[case("20 May", "约一下周三")]
#[case("3 working days", "1299块三个工作日到账")]
#[case("3 working days", "It's done. 3 working days.")]
#[case("18 May", "Good news! Monday it lands.")]
#[case("3 working days", "There is a 3-working-day wait.")]
#[case("3 working days", "three full working days")]
#[case("3个工作日", "三天工作日之内")]
#[case("150元", "給您減一百五十塊")]
#[case("3个工作日", "三個工作日之內")]
#[case("150元", "给您减一百五")]
#[case("16 May", "Sat 16th")]
#[case("19:00", "晚7~9点")]
#[case("19:00", "晚7-9点")]
#[case("21:00", "晚上7点到9点")]
fn quantities_are_compared_by_what_they_mean(#[case] wording: &str, #[case] reply: &str) {
    let seen = listener().quantities(reply, now());
    assert_eq!(truths(reply, &[wording], &[]), [Truth::True], "{seen:?}");
}

#[rstest]
#[case("1 working day + it", "It is there by Friday.")]
#[case("2 working days + it", "It is there on Tuesday.")]
#[case("到账 + 3个工作日", "最晚下周三前到账。")]
#[case("到账 + 6个工作日", "23号到账。")]
#[case("that + 20 May", "That is 3 working days.")]
#[case("16 May + it", "It comes in two days.")]
#[case("news + 10:20", "The next news comes in 20 minutes.")]
fn a_day_and_the_days_until_then_say_the_same(#[case] wording: &str, #[case] reply: &str) {
    assert_eq!(truths(reply, &[wording], &[]), [Truth::True]);
}

#[rstest]
#[case("2 working days + it", "It is there by Monday.")]
#[case("3 working days + it", "It is there by Sunday.")]
#[case("news + 20 minutes", "The next news comes at 10:20.")]
fn the_calendar_is_heeded(#[case] wording: &str, #[case] reply: &str) {
    assert_eq!(truths(reply, &[wording], &[]), []);
}

#[test]
fn a_day_named_for_something_else_is_no_length_of_time() {
    assert_eq!(truths("What is on Friday?", &["1 working day"], &[]), []);
    assert_eq!(truths("周五有什么事儿，跟我说说", &["1个工作日"], &[]), []);
}

#[test]
fn the_calendar_speaks_for_a_trainee_and_never_against_them() {
    assert_eq!(truths("It is there by Friday.", &[], &["1 working day"]), []);
}

#[rstest]
#[case("3 working days", "It takes 3 days.")]
#[case("6 pm", "It is back at 6 am.")]
#[case("18:00", "早上六点恢复。")]
#[case("$1,299", "That comes to 129 dollars.")]
#[case("3 working days", "It takes 3 to 5 working days.")]
#[case("¥899", "That comes to $899.")]
#[case("15%", "Room 15 is free.")]
#[case("24 July", "We are here 24/7.")]
#[case("3 February", "About 2/3 of it is back.")]
#[case("20:30", "Half eight guests have gone.")]
#[case("12:50", "It takes ten to one hundred days.")]
fn quantities_that_differ_are_not_taken_for_each_other(#[case] wording: &str, #[case] reply: &str) {
    assert_eq!(truths(reply, &[wording], &[]), []);
}

#[test]
fn an_hour_without_morning_or_evening_fits_both() {
    assert_eq!(truths("六点恢复。", &["18:00"], &[]), [Truth::True]);
}
