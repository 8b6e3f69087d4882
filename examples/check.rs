//! `cargo run --example check -- PATH…`: checks scenario files until `hotseat check` is wired.
#![expect(clippy::print_stdout, clippy::exit, reason = "a stand-in for the command line")]

use hotseat::cli::check::{Format, check};
use hotseat::scenario::{Language, Library};

fn main() {
    let mut paths: Vec<std::path::PathBuf> = std::env::args_os().skip(1).map(Into::into).collect();
    let zh = paths.iter().position(|path| path.as_os_str() == "--zh");
    let language = zh.map_or(Language::En, |at| {
        paths.remove(at);
        Language::Zh
    });
    let (out, code) = check(&paths, &Library::embedded(), Format::Text, language, false);
    print!("{out}");
    std::process::exit(code.into());
}
