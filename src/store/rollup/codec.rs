//! Rows of the database as bytes, so that what was read once can be read again without the database making it anew.
//!
//! A row is its number of values and then each value: a byte for its kind, a number as eight bytes, and texts and bytes with
//! their length before them. All of it is one zstd frame.

use super::super::row::{Broken, Row, Value};

/// Of zstd's levels: from here on it takes much longer and gets little smaller.
const LEVEL: i32 = 3;
/// So many bytes at most, so that a damaged length asks for no more memory.
const LONGEST: usize = 256 << 20;

/// These rows as bytes.
pub(super) fn pack(rows: &[Row]) -> Result<Value, Broken> {
    let mut bytes = Vec::new();
    put_length(&mut bytes, rows.len());
    for row in rows {
        put_length(&mut bytes, row.0.len());
        row.0.iter().for_each(|value| put(&mut bytes, value));
    }
    zstd::bulk::compress(&bytes, LEVEL).map(Value::Bytes).map_err(|error| Broken(error.to_string()))
}

/// The rows in these bytes.
pub(super) fn unpack(packed: &Value) -> Result<Vec<Row>, Broken> {
    let Value::Bytes(packed) = packed else { return Err(Broken("a rollup holds no bytes".to_owned())) };
    let length = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
    let length = length.and_then(|length| usize::try_from(length).ok()).filter(|length| *length <= LONGEST);
    let length = length.ok_or_else(|| Broken("a rollup has no length".to_owned()))?;
    let bytes = zstd::bulk::decompress(packed, length).map_err(|error| Broken(error.to_string()))?;
    let mut rest = bytes.as_slice();
    let rows = length_of(&mut rest)?;
    (0..rows)
        .map(|_| {
            let values = length_of(&mut rest)?;
            (0..values).map(|_| get(&mut rest)).collect::<Result<Vec<_>, _>>().map(Row)
        })
        .collect()
}

fn put(bytes: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Null => bytes.push(0),
        Value::Int(number) => {
            bytes.push(1);
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        Value::Text(text) => {
            bytes.push(2);
            put_length(bytes, text.len());
            bytes.extend_from_slice(text.as_bytes());
        }
        Value::Bytes(own) => {
            bytes.push(3);
            put_length(bytes, own.len());
            bytes.extend_from_slice(own);
        }
    }
}

fn put_length(bytes: &mut Vec<u8>, length: usize) {
    bytes.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
}

fn get(rest: &mut &[u8]) -> Result<Value, Broken> {
    let [kind] = take(rest)?;
    Ok(match kind {
        0 => Value::Null,
        1 => Value::Int(i64::from_le_bytes(take(rest)?)),
        2 => Value::Text(String::from_utf8(run(rest)?).map_err(|error| Broken(error.to_string()))?),
        3 => Value::Bytes(run(rest)?),
        other => return Err(Broken(format!("a rollup holds a value of kind {other}"))),
    })
}

fn run(rest: &mut &[u8]) -> Result<Vec<u8>, Broken> {
    let length = length_of(rest)?;
    let (run, behind) = rest.split_at_checked(length).ok_or_else(ends)?;
    *rest = behind;
    Ok(run.to_vec())
}

fn length_of(rest: &mut &[u8]) -> Result<usize, Broken> {
    usize::try_from(u32::from_le_bytes(take(rest)?)).map_err(|error| Broken(error.to_string()))
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], Broken> {
    let (taken, behind) = rest.split_first_chunk().ok_or_else(ends)?;
    *rest = behind;
    Ok(*taken)
}

fn ends() -> Broken {
    Broken("a rollup ends too early".to_owned())
}
