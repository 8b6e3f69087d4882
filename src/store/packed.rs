//! Texts as they are kept: packed with zstd and a dictionary of what logs and scorecards are made of, about a sixth of
//! their size.
//!
//! A packed text is one byte, the number of its dictionary, and a zstd frame (RFC 8878) without the dictionary's id. Layouts
//! before the sixth kept texts as they are, and those stay so: no JSON begins with such a byte. The chain runs over
//! the texts, not over what they are packed into.

use std::cell::RefCell;
use std::io;
use std::sync::LazyLock;

use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::CParameter;

/// The dictionary that is used; another one gets another number, and this one stays for what was packed with it.
const NUMBER: u8 = 1;
const DICTIONARY: &[u8] = include_bytes!("../../assets/store/pack-1.dict");
/// Of zstd's levels 1 to 22: above it texts of this size get no smaller, only slower.
const LEVEL: i32 = 9;
/// A text may be this long, in bytes; no log comes near it, and a damaged length asks for no more memory.
const LONGEST: usize = 64 << 20;

static PACKING: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(DICTIONARY, LEVEL));
static UNPACKING: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));

thread_local! {
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// The text, packed; as it is where it cannot be packed.
pub fn pack(text: &str) -> Vec<u8> {
    let frame = PACKER.with_borrow_mut(|slot| {
        let packer = made(slot, || {
            let mut packer = Compressor::with_prepared_dictionary(&PACKING)?;
            packer.set_parameter(CParameter::DictIdFlag(false))?;
            Ok(packer)
        })?;
        packer.compress(text.as_bytes())
    });
    match frame {
        Ok(frame) => [&[NUMBER], frame.as_slice()].concat(),
        Err(_no_memory) => text.as_bytes().to_vec(),
    }
}

/// The text that was packed, or kept as it is.
///
/// # Errors
/// What is wrong with the bytes, in English, where they are no such text.
pub fn unpack(bytes: &[u8]) -> Result<String, String> {
    let text = match bytes.split_first() {
        Some((&NUMBER, frame)) => UNPACKER
            .with_borrow_mut(|unpacker| {
                let unpacker = made(unpacker, || Decompressor::with_prepared_dictionary(&UNPACKING))?;
                let length = zstd::zstd_safe::get_frame_content_size(frame).ok().flatten();
                let length = length.and_then(|length| usize::try_from(length).ok());
                let length = length.filter(|length| *length <= LONGEST);
                let length = length.ok_or_else(|| io::Error::other("it is no zstd frame with a length"))?;
                unpacker.decompress(frame, length)
            })
            .map_err(|error| format!("it cannot be unpacked: {error}"))?,
        Some((number @ 2..=8, _)) => {
            return Err(format!("it is packed with dictionary {number}, which is not here"));
        }
        Some(_) | None => bytes.to_vec(),
    };
    String::from_utf8(text).map_err(|error| error.to_string())
}

/// What `slot` holds, made where it is empty.
fn made<T>(slot: &mut Option<T>, make: impl FnOnce() -> io::Result<T>) -> io::Result<&mut T> {
    match slot {
        Some(known) => Ok(known),
        None => Ok(slot.insert(make()?)),
    }
}
