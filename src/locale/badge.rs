//! Certificates in words: what they stand for, and what is wrong with one.

use jiff::tz::TimeZone;

use super::progress::requirement;
use crate::badge::{BadKey, Fault, Part};
use crate::scenario::Language;
use crate::scenario::roles::Rung;
use crate::store::Revoked;

/// What a step asks for, as a certificate carries it: Markdown, English and then Chinese.
pub fn criteria(step: &Rung) -> String {
    let lists = Language::ALL.map(|language| {
        let needs = step.needs.iter().map(|need| format!("\n- {}", requirement(*need, language)));
        let heading = language.pick("Shown in exams, without hints:", "在没有提示的考试中达到：");
        format!("{heading}\n{}", needs.collect::<String>())
    });
    lists.join("\n\n")
}

/// That a certificate does not hold any more, and why.
pub fn revoked(revoked: &Revoked, language: Language) -> String {
    let (day, reason) = (revoked.at.to_zoned(TimeZone::UTC).date(), &revoked.reason);
    language.pick(format!("REVOKED {day}: {reason}"), format!("已于 {day} 撤销：{reason}"))
}

/// Why a certificate does not hold, and what to do about it.
pub fn fault(fault: &Fault, language: Language) -> String {
    match language {
        Language::En => fault.to_string(),
        Language::Zh => chinese(fault),
    }
}

fn chinese(fault: &Fault) -> String {
    match fault {
        Fault::NotACertificate => "不是证书：内容不是由句点分隔的三部分，请索取签发时的原文件".to_owned(),
        Fault::NotBase64 { part } => {
            format!("已被改动：{}不是签发时的 base64url 编码", chinese_part(*part))
        }
        Fault::Unreadable { part, detail } => {
            format!("已被改动，或由其他软件生成：{}无法按证书读取（{detail}）", chinese_part(*part))
        }
        Fault::OtherAlgorithm { algorithm } => {
            format!("由其他软件生成：签名算法为 {algorithm}，Hotseat 只核验 EdDSA，请到签发方处核验")
        }
        Fault::Altered => "已被改动：签名与内容不符".to_owned(),
        Fault::OtherIssuer { named } => {
            format!("系伪造：证书自称由 {named} 签发，签名却出自另一个密钥")
        }
        Fault::Contradiction { claim } => format!("自相矛盾：“{claim}”与证书内容不一致"),
        Fault::NotYet { from } => format!("尚未生效：自 {from} 起有效，请检查本机时间"),
        Fault::Expired { until } => format!("已过期：有效期至 {until}，请申请新的证书"),
    }
}

fn chinese_part(part: Part) -> &'static str {
    match part {
        Part::Header => "头部",
        Part::Payload => "正文",
        Part::Signature => "签名",
    }
}

/// Why a key or an issuer cannot be read.
pub fn bad_key(bad: BadKey, language: Language) -> String {
    match (language, bad) {
        (Language::En, bad) => bad.to_string(),
        (Language::Zh, BadKey::Pem) => {
            "不是 Ed25519 私钥（PKCS#8，PEM 格式）：可用 `openssl genpkey -algorithm ed25519` 生成".to_owned()
        }
        (Language::Zh, BadKey::Did) => {
            "不是签发者标识：请填写完整的 `did:key:z6Mk…`，在签发的机器上运行 `hotseat certificate issuer` 可得".to_owned()
        }
    }
}
