//! Reading what a trainee types: with a line editor at a terminal, else one line after the other.

use std::cell::RefCell;
use std::io::{self, BufRead, IsTerminal, Read};
use std::rc::Rc;
use std::time::Instant;

use anyhow::Context;
use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{Editor, Helper};

/// Bytes a piped line may have; a longer one is cut and answered with an error, not read into memory.
const LONGEST_LINE: u64 = 1 << 20;

/// One line, with the time it took.
pub(super) struct Typed {
    /// The words.
    pub(super) text: String,
    /// Whole seconds since the prompt.
    pub(super) after: u32,
    /// How many of these the trainee was typing.
    pub(super) busy: u32,
}

/// Where lines come from.
pub(super) enum Input {
    /// A person at a terminal.
    Terminal(Box<Editor<Watch, DefaultHistory>>),
    /// A script or a pipe.
    Lines(io::StdinLock<'static>),
}

/// Watches the line editor for the first key of a line, and completes commands.
pub(super) struct Watch {
    first_key: Rc<RefCell<Option<Instant>>>,
    commands: Vec<String>,
}

#[expect(clippy::disallowed_methods, reason = "the command line is where time is measured")]
fn now() -> Instant {
    Instant::now()
}

impl Input {
    /// Standard input, whatever it is.
    pub(super) fn open() -> anyhow::Result<Self> {
        if !io::stdin().is_terminal() {
            return Ok(Self::Lines(io::stdin().lock()));
        }
        let mut editor = Editor::new().context("the terminal cannot be read")?;
        editor.set_helper(Some(Watch { first_key: Rc::default(), commands: Vec::new() }));
        Ok(Self::Terminal(Box::new(editor)))
    }

    /// Whether a person sits at it.
    pub(super) fn is_live(&self) -> bool {
        matches!(self, Self::Terminal(_))
    }

    /// Offers these words for completion.
    pub(super) fn offer(&mut self, commands: Vec<String>) {
        if let Self::Terminal(editor) = self
            && let Some(watch) = editor.helper_mut()
        {
            watch.commands = commands;
        }
    }

    /// The next line; none at the end of input.
    pub(super) fn next(&mut self, prompt: &str, start: &str) -> anyhow::Result<Option<Typed>> {
        match self {
            Self::Lines(lines) => read_line(lines),
            Self::Terminal(editor) => {
                let began = now();
                let first_key = editor.helper().map(|watch| Rc::clone(&watch.first_key)).unwrap_or_default();
                *first_key.borrow_mut() = None;
                match editor.readline_with_initial(prompt, (start, "")) {
                    Ok(text) => {
                        if !text.trim().is_empty() {
                            editor.add_history_entry(text.trim()).context("the line cannot be remembered")?;
                        }
                        let seconds =
                            |since: Instant| u32::try_from(since.elapsed().as_secs()).unwrap_or(u32::MAX);
                        let busy = first_key.borrow().map_or(0, seconds);
                        Ok(Some(Typed { text, after: seconds(began), busy }))
                    }
                    Err(ReadlineError::Eof | ReadlineError::Interrupted) => Ok(None),
                    Err(error) => Err(error).context("the terminal cannot be read"),
                }
            }
        }
    }
}

fn read_line(lines: &mut io::StdinLock<'static>) -> anyhow::Result<Option<Typed>> {
    let mut bytes = Vec::new();
    let read = lines
        .by_ref()
        .take(LONGEST_LINE)
        .read_until(b'\n', &mut bytes)
        .context("standard input cannot be read")?;
    if read == 0 {
        return Ok(None);
    }
    if u64::try_from(read).is_ok_and(|read| read == LONGEST_LINE) && !bytes.ends_with(b"\n") {
        skip_line(lines)?;
    }
    let text = String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned();
    Ok(Some(Typed { text, after: 0, busy: 0 }))
}

fn skip_line(lines: &mut io::StdinLock<'static>) -> anyhow::Result<()> {
    loop {
        let mut rest = Vec::new();
        let read = lines
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut rest)
            .context("standard input cannot be read")?;
        if read == 0 || rest.ends_with(b"\n") {
            return Ok(());
        }
    }
}

impl Helper for Watch {}
impl Highlighter for Watch {}
impl Validator for Watch {}

impl Hinter for Watch {
    type Hint = String;

    fn hint(&self, line: &str, _pos: usize, _ctx: &rustyline::Context<'_>) -> Option<String> {
        let mut first_key = self.first_key.borrow_mut();
        if line.is_empty() {
            *first_key = None;
        } else if first_key.is_none() {
            *first_key = Some(now());
        }
        None
    }
}

impl Completer for Watch {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        pos: usize,
        _ctx: &rustyline::Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let typed = line.get(..pos).unwrap_or(line);
        let fitting =
            self.commands.iter().filter(|command| typed.starts_with('/') && command.starts_with(typed));
        Ok((
            0,
            fitting
                .map(|command| Pair { display: command.clone(), replacement: format!("{command} ") })
                .collect(),
        ))
    }
}
