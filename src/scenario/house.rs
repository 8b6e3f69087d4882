//! `house.ron`: what a company wants said, avoided and weighed in every scenario.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::beat::Rule;
use super::goal::Weights;
use super::pinyin::Readings;
use super::text::{Language, Phrases, Text};

/// The company's own rules; every scenario plays under them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct House {
    /// The version of the format.
    pub format: u8,
    /// Phrases the company demands, by purpose; they never count as stuffing or repetition.
    #[serde(default, deserialize_with = "super::text::unique_map")]
    pub required: BTreeMap<String, Phrases>,
    /// Phrases no agent may use (服务禁语): each use is a finding.
    #[serde(default)]
    pub forbidden: Phrases,
    /// Phrases that warn an abusive customer that the contact will be ended.
    #[serde(default)]
    pub warnings: Phrases,
    /// Ready replies by name.
    #[serde(default, deserialize_with = "super::text::unique_map")]
    pub macros: BTreeMap<String, Text>,
    /// Rules that hold in every beat of every scenario.
    #[serde(default)]
    pub always: Vec<Rule>,
    /// Stock lines of customers.
    pub lines: Lines,
    /// Weights of the abilities where a scenario gives none.
    #[serde(default)]
    pub weights: Weights,
    /// The overall score to pass, where a scenario gives none.
    #[serde(default = "pass_mark")]
    pub pass: u8,
    /// What a critical error caps the result at.
    #[serde(default = "cap")]
    pub cap: u8,
}

impl House {
    /// The ready replies that hold every word of `query`, or that it reads as pinyin, by name with their text in
    /// `language`; all of them where nothing is asked for. Case and width make no difference.
    pub fn replies(&self, query: &str, language: Language) -> impl Iterator<Item = (&str, &str)> {
        let query = folded(query);
        self.macros.iter().map(move |(name, text)| (name.as_str(), text.get(language))).filter(
            move |(name, text)| {
                let held = folded(&format!("{text} {name}"));
                query.split_whitespace().all(|word| held.contains(word)) || Readings::new(text).read(&query)
            },
        )
    }
}

fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

fn pass_mark() -> u8 {
    75
}

fn cap() -> u8 {
    40
}

impl Default for House {
    fn default() -> Self {
        Self {
            format: 1,
            required: BTreeMap::new(),
            forbidden: Phrases::default(),
            warnings: Phrases::default(),
            macros: BTreeMap::new(),
            always: Vec::new(),
            lines: Lines::default(),
            weights: Weights::default(),
            pass: pass_mark(),
            cap: cap(),
        }
    }
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            otherwise: line("I'm not sure what you mean.", "我没太明白您的意思。"),
            silence: line("Hello? Are you still there?", "您好？还在吗？"),
            acknowledges: line("All right.", "好的。"),
            consents: line("Yes, please do.", "好，麻烦您了。"),
            declines: line("No, I'd rather not.", "不，先不要。"),
            refuses_item: line("I'm not giving you that.", "这个我不能告诉您。"),
            lacks_item: line("I don't have that to hand.", "这个我手边没有。"),
            farewell: line("Thank you, goodbye.", "谢谢，再见。"),
            leaves: line("I've had enough. Goodbye.", "算了，不说了。"),
            holds: line("Fine, I'll wait.", "行，我等着。"),
        }
    }
}

fn line(en: &str, zh: &str) -> Vec<Text> {
    vec![Text::By(BTreeMap::from([(Language::En, en.to_owned()), (Language::Zh, zh.to_owned())]))]
}

/// What customers say where a scenario gives no line; each list is used up before anything repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    /// A reply was not understood.
    pub otherwise: Vec<Text>,
    /// Nobody answers.
    pub silence: Vec<Text>,
    /// Short answers to a reply that was heard but moved nothing.
    pub acknowledges: Vec<Text>,
    /// Yes to a change.
    pub consents: Vec<Text>,
    /// No to a change, from too little trust.
    pub declines: Vec<Text>,
    /// Refuses to give an identity item that must never be asked.
    pub refuses_item: Vec<Text>,
    /// Does not know an identity item that was asked for.
    pub lacks_item: Vec<Text>,
    /// Takes leave, content.
    pub farewell: Vec<Text>,
    /// Leaves, out of patience.
    pub leaves: Vec<Text>,
    /// Accepts a hold.
    pub holds: Vec<Text>,
}

impl Lines {
    /// Every list by its name in the file.
    pub fn all(&self) -> [(&'static str, &[Text]); 10] {
        [
            ("otherwise", &self.otherwise),
            ("silence", &self.silence),
            ("acknowledges", &self.acknowledges),
            ("consents", &self.consents),
            ("declines", &self.declines),
            ("refuses_item", &self.refuses_item),
            ("lacks_item", &self.lacks_item),
            ("farewell", &self.farewell),
            ("leaves", &self.leaves),
            ("holds", &self.holds),
        ]
    }
}
