//! What a customer is asked to prove who they are, in words.

use crate::scenario::Language;

/// The name of an item the listener knows; the code itself, with blanks, where a scenario brought its own.
pub fn item(code: &str, language: Language) -> String {
    let (en, zh) = match code {
        "order" => ("the order number", "订单号"),
        "booking_number" => ("the booking number", "预订号"),
        "reference" => ("the reference number", "工单号"),
        "name" => ("the name", "姓名"),
        "date_of_birth" => ("the date of birth", "出生日期"),
        "last4" => ("the last four digits", "后四位"),
        "phone" => ("the phone number", "手机号"),
        "address" => ("the address", "地址"),
        "email" => ("the e-mail address", "邮箱"),
        "postcode" => ("the postcode", "邮编"),
        "password" => ("the password", "密码"),
        "sms_code" => ("the code sent by text", "短信验证码"),
        "card_number" => ("the card number", "银行卡号"),
        "cvv" => ("the card's security code", "银行卡安全码"),
        "id_number" => ("the ID number", "证件号码"),
        "pin" => ("the PIN", "取款密码"),
        "account" => ("the account number", "账号"),
        "amount" => ("the amount", "金额"),
        "date" => ("the date", "日期"),
        "security_answer" => ("the security answer", "密保答案"),
        other => return other.replace('_', " "),
    };
    language.pick(en, zh).to_owned()
}
