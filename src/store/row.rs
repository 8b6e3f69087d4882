//! Values and rows as both engines know them.

use jiff::Timestamp;
use uuid::Uuid;

use super::packed;

/// One value, to an engine or from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// One row of an answer.
#[derive(Clone, Debug)]
pub(super) struct Row(pub(super) Vec<Value>);

/// A column that does not hold what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken(pub(super) String);

/// What can be read from a column.
pub(super) trait Read: Sized {
    fn read(value: &Value) -> Option<Self>;
}

impl Row {
    pub(super) fn get<T: Read>(&self, column: usize) -> Result<T, Broken> {
        let found = self.0.get(column);
        found.and_then(T::read).ok_or_else(|| {
            let kind = match found {
                None => "nothing",
                Some(Value::Null) => "no value",
                Some(Value::Int(_)) => "a number",
                Some(Value::Text(_)) => "a text",
                Some(Value::Bytes(_)) => "bytes",
            };
            Broken(format!("column {column} holds {kind} that is not what belongs there"))
        })
    }

    /// A text that is kept packed, or as it is where an older layout kept it; what was erased is empty.
    pub(super) fn unpacked(&self, column: usize) -> Result<String, Broken> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Ok(text.clone()),
            Some(Value::Bytes(bytes)) => packed::unpack(bytes).map_err(Broken),
            Some(Value::Null | Value::Int(_)) | None => Err(Broken(format!("column {column} holds no text"))),
        }
    }

    /// The same where there may be none.
    pub(super) fn maybe_unpacked(&self, column: usize) -> Result<Option<String>, Broken> {
        if self.0.get(column) == Some(&Value::Null) { Ok(None) } else { self.unpacked(column).map(Some) }
    }

    /// The text of a column, without copying it.
    pub(super) fn text(&self, column: usize) -> Result<&str, Broken> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(Broken(format!("column {column} holds no text"))),
        }
    }

    /// A column in words, read by `parse`.
    pub(super) fn parsed<T, E: std::fmt::Display>(
        &self,
        column: usize,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<T, Broken> {
        parse(self.text(column)?).map_err(|error| Broken(error.to_string()))
    }

    /// UTC milliseconds as a time.
    pub(super) fn time(&self, column: usize) -> Result<Timestamp, Broken> {
        Timestamp::from_millisecond(self.get(column)?).map_err(|error| Broken(error.to_string()))
    }

    /// The same where there may be none.
    pub(super) fn maybe_time(&self, column: usize) -> Result<Option<Timestamp>, Broken> {
        let at: Option<i64> = self.get(column)?;
        at.map(Timestamp::from_millisecond).transpose().map_err(|error| Broken(error.to_string()))
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: &Value) -> Option<Self> {
        if *value == Value::Null { Some(None) } else { T::read(value).map(Some) }
    }
}

macro_rules! integers {
    ($($kind:ty),*) => {$(
        impl Read for $kind {
            fn read(value: &Value) -> Option<Self> {
                if let Value::Int(number) = value { Self::try_from(*number).ok() } else { None }
            }
        }
    )*};
}
integers!(u8, u16, u32, usize, i64);

impl Read for bool {
    fn read(value: &Value) -> Option<Self> {
        u8::read(value).map(|number| number != 0)
    }
}

impl Read for String {
    fn read(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl<const N: usize> Read for [u8; N] {
    fn read(value: &Value) -> Option<Self> {
        if let Value::Bytes(bytes) = value { bytes.as_slice().try_into().ok() } else { None }
    }
}

impl Read for Uuid {
    fn read(value: &Value) -> Option<Self> {
        <[u8; 16]>::read(value).map(Self::from_bytes)
    }
}

impl Value {
    /// A text, packed.
    pub(super) fn packed(text: &str) -> Self {
        Self::Bytes(packed::pack(text))
    }

    /// What is left of a text that was erased.
    pub(super) const ERASED: Self = Self::Bytes(Vec::new());
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

macro_rules! from {
    ($($kind:ty => |$value:ident| $made:expr;)*) => {$(
        impl From<$kind> for Value {
            fn from($value: $kind) -> Self {
                $made
            }
        }
    )*};
}
from! {
    i64 => |value| Self::Int(value);
    u32 => |value| Self::Int(value.into());
    u16 => |value| Self::Int(value.into());
    u8 => |value| Self::Int(value.into());
    bool => |value| Self::Int(value.into());
    &str => |value| Self::Text(value.to_owned());
    String => |value| Self::Text(value);
    &String => |value| Self::Text(value.clone());
    [u8; 16] => |value| Self::Bytes(value.to_vec());
    [u8; 32] => |value| Self::Bytes(value.to_vec());
    Uuid => |value| Self::Bytes(value.as_bytes().to_vec());
    Timestamp => |value| Self::Int(value.as_millisecond());
    blake3::Hash => |value| Self::Bytes(value.as_bytes().to_vec());
}

/// The values of a statement, in the order of its numbers.
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::store::row::Value::from($value)),*] };
}
pub(super) use values;

/// The condition that a column is one of so many values, of which the first is `?2`.
pub(super) fn among(count: usize) -> String {
    let numbers: Vec<String> = (2..2 + count).map(|number| format!("?{number}")).collect();
    format!("IN ({})", numbers.join(", "))
}
