//! Marks: how texts, comments, numbers and full-width punctuation are told apart.

use super::Syntax;

/// Whether RON can read this as a number.
pub(super) fn is_number(written: &str) -> bool {
    let plain = written.trim_start_matches(['+', '-']);
    let digits = match plain.rfind(['i', 'u', 'f']) {
        Some(at) if ["8", "16", "32", "64", "128"].contains(&plain.get(at + 1..).unwrap_or_default()) => {
            plain.get(..at).unwrap_or_default()
        }
        _ => plain,
    };
    if let Some(other) = ["0x", "0o", "0b"].iter().find_map(|base| digits.strip_prefix(base)) {
        return other.chars().all(|digit| digit.is_ascii_hexdigit() || digit == '_');
    }
    let usual = |mark: char| mark.is_ascii_digit() || matches!(mark, '_' | '.' | 'e' | 'E' | '+' | '-');
    digits.chars().all(usual) && digits.chars().any(|mark| mark.is_ascii_digit())
}

/// The hashes of a raw text that starts here: `r"`, `r#"`, `r##"`.
pub(super) fn raw_text(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.bytes().take_while(|byte| *byte == b'#').count();
    after.get(hashes..)?.starts_with('"').then_some(hashes)
}

/// How long a comment is, comments inside it counted in.
pub(super) fn comment_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let next = rest.find(['/', '*'])?;
        let mark = rest.get(next..)?;
        if mark.starts_with("/*") {
            depth += 1;
            at += next + 2;
        } else if mark.starts_with("*/") {
            depth -= 1;
            at += next + 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += next + 1;
        }
    }
}

/// What a quoted text says; escapes other than the usual stay as they are.
pub(super) fn plain_text(written: &str) -> String {
    let inner = written.trim_start_matches(['r', '#']).trim_end_matches('#');
    let inner = inner.trim_start_matches(['"', '“']).trim_end_matches(['"', '”']);
    if written.starts_with('r') || !inner.contains('\\') {
        return inner.to_owned();
    }
    inner.replace("\\\"", "\"").replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
}

pub(super) fn wide(mark: char) -> Syntax {
    Syntax::FullWidth(mark, narrow(mark).unwrap_or(','))
}

/// The plain mark for a full-width one.
pub(super) fn narrow(mark: char) -> Option<char> {
    match mark {
        '，' | '、' | '；' | ';' => Some(','),
        '：' => Some(':'),
        '（' => Some('('),
        '）' => Some(')'),
        '［' | '【' => Some('['),
        '］' | '】' => Some(']'),
        '｛' => Some('{'),
        '｝' => Some('}'),
        '“' | '”' | '‘' | '’' | '＂' => Some('"'),
        _ => None,
    }
}
