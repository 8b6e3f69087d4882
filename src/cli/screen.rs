//! Writing to the terminal: colours where they help, plain text where it is read by a program.

use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};

/// Where the seat writes.
pub(super) struct Screen {
    out: anstream::AutoStream<io::Stdout>,
    width: usize,
    /// Whether somebody looks at it.
    pub(super) live: bool,
    /// What was written, where it goes into a file.
    kept: Option<String>,
}

/// How a piece of text looks.
#[derive(Clone, Copy)]
pub(super) enum Look {
    Plain,
    Title,
    Customer,
    Trainee,
    Desk,
    Faint,
    Good,
    Bad,
    Warn,
}

impl Look {
    fn style(self) -> Style {
        let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        match self {
            Self::Plain => Style::new(),
            Self::Title => Style::new().bold(),
            Self::Customer => colour(AnsiColor::Yellow).bold(),
            Self::Trainee => colour(AnsiColor::Cyan),
            Self::Desk => colour(AnsiColor::Blue),
            Self::Faint => Style::new().dimmed(),
            Self::Good => colour(AnsiColor::Green),
            Self::Bad => colour(AnsiColor::Red),
            Self::Warn => colour(AnsiColor::Magenta),
        }
    }
}

impl Screen {
    pub(super) fn new() -> Self {
        let stdout = io::stdout();
        let live = stdout.is_terminal();
        let width = if live { textwrap::termwidth().clamp(40, 110) } else { 100 };
        Self { out: anstream::AutoStream::auto(stdout), width, live, kept: None }
    }

    /// One that keeps what is written, plain, for a file.
    pub(super) fn for_a_file() -> Self {
        Self {
            out: anstream::AutoStream::never(io::stdout()),
            width: 100,
            live: false,
            kept: Some(String::new()),
        }
    }

    /// What was written for a file.
    pub(super) fn text(self) -> String {
        self.kept.unwrap_or_default()
    }

    fn put(&mut self, look: Look, line: &str) -> io::Result<()> {
        if let Some(kept) = &mut self.kept {
            kept.push_str(line);
            kept.push('\n');
            return Ok(());
        }
        let style = look.style();
        writeln!(self.out, "{style}{line}{style:#}")
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Writes a paragraph in one look, wrapped, every line but the first indented by `indent`.
    pub(super) fn say(&mut self, look: Look, indent: usize, text: &str) -> io::Result<()> {
        let rest = " ".repeat(indent);
        for paragraph in tame(text).split('\n') {
            let options = textwrap::Options::new(self.width)
                .subsequent_indent(&rest)
                .word_separator(textwrap::WordSeparator::Custom(words))
                .word_splitter(textwrap::WordSplitter::NoHyphenation);
            for line in textwrap::wrap(paragraph, options) {
                self.put(look, &line)?;
            }
            if paragraph.is_empty() {
                self.put(Look::Plain, "")?;
            }
        }
        self.out.flush()
    }

    /// Writes a plain paragraph.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        self.say(Look::Plain, 0, text)
    }

    /// Writes a line as it is, without wrapping.
    pub(super) fn exact(&mut self, look: Look, text: &str) -> io::Result<()> {
        self.put(look, &tame(text))?;
        self.out.flush()
    }

    /// Writes an empty line.
    pub(super) fn gap(&mut self) -> io::Result<()> {
        self.put(Look::Plain, "")?;
        self.out.flush()
    }

    /// Writes a heading.
    pub(super) fn title(&mut self, text: &str) -> io::Result<()> {
        self.gap()?;
        self.say(Look::Title, 0, text)
    }
}

/// Text without control characters that could command a terminal or turn its direction.
pub(super) fn tame(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\n' => '\n',
            '\t' => ' ',
            letter if letter.is_control() => '\u{fffd}',
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            letter => letter,
        })
        .collect()
}

/// Splits a line where it may break: at spaces, and around every Chinese character.
fn words(line: &str) -> Box<dyn Iterator<Item = textwrap::core::Word<'_>> + '_> {
    let mut cuts = vec![0];
    let mut before: Option<char> = None;
    for (at, letter) in line.char_indices() {
        if let Some(last) = before {
            let after_space = last == ' ' && letter != ' ';
            let between = (is_wide(last) || is_wide(letter))
                && !hangs(letter)
                && !opens(last)
                && last != ' '
                && letter != ' ';
            if after_space || between {
                cuts.push(at);
            }
        }
        before = Some(letter);
    }
    cuts.push(line.len());
    let pieces: Vec<_> = cuts
        .windows(2)
        .filter_map(|pair| match pair {
            [from, to] => {
                line.get(*from..*to).filter(|piece| !piece.is_empty()).map(textwrap::core::Word::from)
            }
            _ => None,
        })
        .collect();
    Box::new(pieces.into_iter())
}

fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

/// Punctuation that may not begin a line.
fn hangs(letter: char) -> bool {
    "，。！？；：、）》」』”’…—,.!?;:)%".contains(letter)
}

/// Punctuation that may not end a line.
fn opens(letter: char) -> bool {
    "（《「『“‘(".contains(letter)
}

/// Prints one line.
pub(super) fn say(line: &str) -> anyhow::Result<u8> {
    writeln!(anstream::stdout(), "{line}")?;
    Ok(0)
}
