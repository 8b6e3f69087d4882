//! Words in several languages, as a trainer writes them.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A language a session can be held in.
///
/// Written as a string, `"en"`, since it is a key of texts; RON's own bare words cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

impl Language {
    /// Every language Hotseat speaks.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The one of two wordings that is in this language.
    pub fn pick<T>(self, en: T, zh: T) -> T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }

    /// The two-letter code used in files and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }
}

impl Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Codes;
        impl Visitor<'_> for Codes {
            type Value = Language;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a language: \"en\" or \"zh\"")
            }

            fn visit_str<E: de::Error>(self, code: &str) -> Result<Language, E> {
                Language::ALL
                    .into_iter()
                    .find(|language| language.code() == code)
                    .ok_or_else(|| E::unknown_variant(code, &["en", "zh"]))
            }
        }
        deserializer.deserialize_str(Codes)
    }
}

/// A text: one plain string for every language, or a map from language to string.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Text {
    /// The same in every language.
    Plain(String),
    /// One wording a language.
    By(BTreeMap<Language, String>),
}

impl Text {
    /// The wording in `language`; where it is missing, the first there is.
    pub fn get(&self, language: Language) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::By(map) => map.get(&language).or_else(|| map.values().next()).map_or("", String::as_str),
        }
    }

    /// Whether a wording for `language` was written.
    pub fn has(&self, language: Language) -> bool {
        match self {
            Self::Plain(_) => true,
            Self::By(map) => map.contains_key(&language),
        }
    }
}

/// Several phrases: one plain list for every language, or a map from language to list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Phrases {
    /// The same in every language.
    Plain(Vec<String>),
    /// One list a language.
    By(BTreeMap<Language, Vec<String>>),
}

impl Default for Phrases {
    fn default() -> Self {
        Self::Plain(Vec::new())
    }
}

impl Phrases {
    /// The phrases in `language`; none where that language has none.
    pub fn get(&self, language: Language) -> &[String] {
        match self {
            Self::Plain(list) => list,
            Self::By(map) => map.get(&language).map_or(&[], Vec::as_slice),
        }
    }

    /// Whether a list for `language` was written.
    pub fn has(&self, language: Language) -> bool {
        match self {
            Self::Plain(_) => true,
            Self::By(map) => map.contains_key(&language),
        }
    }
}

/// Reads a map and refuses a key written twice, which RON itself accepts in silence.
///
/// # Errors
/// Where a key stands twice, or an entry cannot be read.
pub(crate) fn unique<'de, A, K, V>(mut access: A) -> Result<BTreeMap<K, V>, A::Error>
where
    A: MapAccess<'de>,
    K: Deserialize<'de> + Ord + fmt::Debug,
    V: Deserialize<'de>,
{
    let mut map = BTreeMap::new();
    while let Some(key) = access.next_key::<K>()? {
        if map.contains_key(&key) {
            return Err(de::Error::custom(format!("duplicate key {key:?}")));
        }
        map.insert(key, access.next_value()?);
    }
    Ok(map)
}

/// A map read by [`unique`].
struct Unique<K, V>(BTreeMap<K, V>);

impl<'de, K: Deserialize<'de> + Ord + fmt::Debug, V: Deserialize<'de>> Deserialize<'de> for Unique<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<K, V>(PhantomData<(K, V)>);
        impl<'de, K: Deserialize<'de> + Ord + fmt::Debug, V: Deserialize<'de>> Visitor<'de> for Entries<K, V> {
            type Value = Unique<K, V>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
                unique(access).map(Unique)
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

/// Reads a map with [`unique`], as a field's `deserialize_with`.
///
/// # Errors
/// Where a key stands twice, or an entry cannot be read.
pub(crate) fn unique_map<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + fmt::Debug,
    V: Deserialize<'de>,
{
    Unique::deserialize(deserializer).map(|Unique(map)| map)
}

/// Three maps in one another.
type Nested<V> = BTreeMap<String, BTreeMap<String, BTreeMap<String, V>>>;

/// Reads three maps in one another, as a desk's records are, each with [`unique`].
///
/// # Errors
/// Where a key stands twice, or an entry cannot be read.
pub(crate) fn unique_records<'de, D, V>(deserializer: D) -> Result<Nested<V>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de>,
{
    let Unique(tables) = Unique::<String, Unique<String, Unique<String, V>>>::deserialize(deserializer)?;
    let rows = |Unique(rows): Unique<String, Unique<String, V>>| {
        rows.into_iter().map(|(key, Unique(row))| (key, row)).collect()
    };
    Ok(tables.into_iter().map(|(table, inner)| (table, rows(inner))).collect())
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;
        impl<'de> Visitor<'de> for Texts {
            type Value = Text;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text: \"…\" or { \"en\": \"…\", \"zh\": \"…\" }")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text::Plain(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Text, A::Error> {
                unique(access).map(Text::By)
            }
        }
        deserializer.deserialize_any(Texts)
    }
}

impl<'de> Deserialize<'de> for Phrases {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lists;
        impl<'de> Visitor<'de> for Lists {
            type Value = Phrases;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list of phrases: [\"…\"] or { \"en\": [\"…\"], \"zh\": [\"…\"] }")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Phrases, A::Error> {
                let mut list = Vec::new();
                while let Some(phrase) = access.next_element()? {
                    list.push(phrase);
                }
                Ok(Phrases::Plain(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Phrases, A::Error> {
                unique(access).map(Phrases::By)
            }
        }
        deserializer.deserialize_any(Lists)
    }
}
