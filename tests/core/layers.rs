//! The shape of the code, read from its sources.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn sources(folder: &str) -> BTreeMap<PathBuf, String> {
    fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.insert(path, text);
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    found
}

/// The modules of `lib.rs` in the order they stand there.
fn modules() -> Vec<String> {
    let lib = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned))
        .collect()
}

#[test]
fn a_module_uses_only_modules_listed_above_it() {
    let modules = modules();
    assert!(modules.len() >= 7, "lib.rs lists its modules: {modules:?}");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (path, text) in sources("src") {
        let inner = path.strip_prefix(&root).unwrap();
        let first = inner.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
        let Some(own) = modules.iter().position(|module| *module == first) else { continue };
        for later in modules.iter().skip(own + 1) {
            let used = format!("crate::{later}");
            assert!(
                !text.lines().any(|line| !line.trim_start().starts_with("//")
                    && line.match_indices(&used).any(|(at, _)| {
                        !line[at + used.len()..]
                            .starts_with(|next: char| next.is_alphanumeric() || next == '_')
                    })),
                "{} uses `{later}`, which stands below `{first}` in lib.rs",
                inner.display()
            );
        }
    }
}

#[test]
fn every_file_says_what_it_is_for_and_stays_under_400_lines() {
    for (path, text) in ["src", "tests/core", "benches"].into_iter().flat_map(sources) {
        assert!(text.starts_with("//! "), "{} does not begin with `//! `", path.display());
        let lines = text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
    }
}

#[test]
fn only_the_command_line_and_the_window_read_a_clock() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (path, text) in sources("src") {
        let inner = path.strip_prefix(&root).unwrap();
        if inner.starts_with("cli") || inner.starts_with("app") || inner.starts_with("main.rs") {
            continue;
        }
        for clock in
            ["SystemTime::now", "Instant::now", "Timestamp::now", "Zoned::now", "now_v7()", "rand::rng"]
        {
            assert!(!text.contains(clock), "{} calls {clock}", inner.display());
        }
    }
}
