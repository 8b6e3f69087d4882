//! Values in the desk's records, and paths to them.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::{Language, Text};

/// What a field of a record holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number; money in the currency's whole units.
    Int(i64),
    /// Words, or a code such as `refunded`.
    Text(String),
    /// Several values, e.g. flags.
    List(Vec<Value>),
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => write!(formatter, "{value}"),
            Self::Int(value) => write!(formatter, "{value}"),
            Self::Text(value) => formatter.write_str(value),
            Self::List(values) => {
                for (index, value) in values.iter().enumerate() {
                    write!(formatter, "{}{value}", if index == 0 { "" } else { ", " })?;
                }
                Ok(())
            }
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(values) => values.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Cell::deserialize(deserializer)? {
            Cell::Bool(value) => Ok(Self::Bool(value)),
            Cell::Int(value) => Ok(Self::Int(value)),
            Cell::Text(Text::Plain(value)) => Ok(Self::Text(value)),
            Cell::List(cells) => {
                Ok(Self::List(cells.into_iter().map(|cell| cell.in_language(Language::En)).collect()))
            }
            Cell::Text(Text::By(_)) => {
                Err(de::Error::custom("a plain value is wanted here, not a text by language"))
            }
        }
    }
}

/// What an author writes in a field: a value, or a text that differs by language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Words, or a code.
    Text(Text),
    /// Several cells.
    List(Vec<Cell>),
}

impl Cell {
    /// The value that stands here in a session held in `language`.
    pub fn in_language(&self, language: Language) -> Value {
        match self {
            Self::Bool(value) => Value::Bool(*value),
            Self::Int(value) => Value::Int(*value),
            Self::Text(text) => Value::Text(text.get(language).to_owned()),
            Self::List(cells) => Value::List(cells.iter().map(|cell| cell.in_language(language)).collect()),
        }
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Cells;
        impl<'de> Visitor<'de> for Cells {
            type Value = Cell;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text, a whole number, true, false or a list of these")
            }

            fn visit_bool<E: de::Error>(self, value: bool) -> Result<Cell, E> {
                Ok(Cell::Bool(value))
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Cell, E> {
                Ok(Cell::Int(value))
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Cell, E> {
                i64::try_from(value).map(Cell::Int).map_err(E::custom)
            }

            fn visit_str<E: de::Error>(self, value: &str) -> Result<Cell, E> {
                Ok(Cell::Text(Text::Plain(value.to_owned())))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, access: A) -> Result<Cell, A::Error> {
                super::text::unique(access).map(|map| Cell::Text(Text::By(map)))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut access: A) -> Result<Cell, A::Error> {
                let mut cells = Vec::new();
                while let Some(cell) = access.next_element()? {
                    cells.push(cell);
                }
                Ok(Cell::List(cells))
            }
        }
        deserializer.deserialize_any(Cells)
    }
}

/// A field of a record, `table.key.column`; in a tool, `{arg}` stands for the value of an argument.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct Path {
    /// The table.
    pub table: String,
    /// The record's key, or `{arg}`.
    pub key: String,
    /// The column.
    pub column: String,
}

impl From<Path> for String {
    fn from(path: Path) -> Self {
        path.to_string()
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.table, self.key, self.column)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl FromStr for Path {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let mut parts = written.split('.');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(table), Some(key), Some(column), None)
                if !table.is_empty() && !key.is_empty() && !column.is_empty() =>
            {
                Ok(Self { table: table.to_owned(), key: key.to_owned(), column: column.to_owned() })
            }
            _ => Err(format!("`{written}` is not a field: write `table.key.column`")),
        }
    }
}

impl Path {
    /// The argument whose value stands for the key, where the key is written `{arg}`.
    pub fn argument(&self) -> Option<&str> {
        self.key.strip_prefix('{')?.strip_suffix('}')
    }
}
