//! The questions of `hotseat new`, asked one a line; a bad answer is explained and asked again.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::path::Path;

use thiserror::Error;

use super::{Answers, KINDS, Spoken, clean_id};
use crate::locale::names;
use crate::scenario::file::ScenarioKind;
use crate::scenario::{Language, Text};

/// Why the questions were not all answered.
#[derive(Debug, Error)]
pub enum AskError {
    /// The input ended before the last answer; nothing was written.
    #[error("the answers ended at \"{0}\": nothing was written")]
    Ended(String),
    /// The terminal could not be read or written.
    #[error("cannot ask: {0}")]
    Terminal(#[from] io::Error),
}

/// What is known before the first question.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The author's language: that of the questions and of the comments.
    pub language: Language,
    /// The folder the scenario will lie in; ids taken there are refused at once.
    pub folder: &'a Path,
    /// The shared desks to choose from; without any the question is left out.
    pub desks: &'a [String],
    /// The id, where it was given on the command line; a bad one is asked for.
    pub id: Option<&'a str>,
}

/// Asks for everything a new scenario needs.
pub fn ask(
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    setting: Setting<'_>,
) -> Result<Answers, AskError> {
    let Setting { language, folder, desks, id } = setting;
    let free = |line: &str, language| free_id(line, folder, language);
    let given = id.and_then(|id| free(id, language).map_err(|why| writeln!(output, "  {why}")).ok());
    let mut asking = Asking { input, output, language };
    let id = match given {
        Some(id) => id,
        None => asking.until(
            "id, also the file's name (small letters, digits, hyphens)",
            "id，也是文件名（小写字母、数字、连字符）",
            free,
        )?,
    };
    let spoken = asking.choice("languages", "语言", &["en", "zh", "en + zh"])?;
    let spoken = Spoken::ALL.get(spoken).copied().unwrap_or(Spoken::Both);
    let title = asking.text("title", "标题", spoken)?;
    let kinds = KINDS.map(|kind| names::kind(kind, language));
    let kind = asking.choice("kind of conversation", "对话类型", &kinds)?;
    let kind = KINDS.get(kind).copied().unwrap_or(ScenarioKind::Question);
    let level = asking.choice("level, 1 easy to 5 hard", "难度，1 易到 5 难", &["1", "2", "3", "4", "5"])?;
    let level = u8::try_from(level + 1).unwrap_or(1);
    let name = asking.text("the customer's name", "客户姓名", spoken)?;
    let trouble = asking.text(
        "what went wrong, in one sentence, as the customer would write it",
        "出了什么问题，用客户的口吻写一句",
        spoken,
    )?;
    let desk = if desks.is_empty() {
        None
    } else {
        let none = if language == Language::En { "none" } else { "不用" };
        let offered: Vec<&str> = [none].into_iter().chain(desks.iter().map(String::as_str)).collect();
        let chosen = asking.choice("shared desk", "共用工作台", &offered)?;
        chosen.checked_sub(1).and_then(|chosen| desks.get(chosen)).cloned()
    };
    Ok(Answers { id, title, spoken, kind, level, name, trouble, desk, comments: language })
}

struct Asking<'a> {
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
    language: Language,
}

impl Asking<'_> {
    /// Asks until `read` takes the answer.
    fn until<T>(
        &mut self,
        english: &str,
        chinese: &str,
        read: impl Fn(&str, Language) -> Result<T, String>,
    ) -> Result<T, AskError> {
        let question = match self.language {
            Language::En => english,
            Language::Zh => chinese,
        };
        loop {
            write!(self.output, "{question}: ")?;
            self.output.flush()?;
            let mut line = String::new();
            if self.input.read_line(&mut line)? == 0 {
                writeln!(self.output)?;
                return Err(AskError::Ended(question.to_owned()));
            }
            match read(line.trim(), self.language) {
                Ok(answer) => return Ok(answer),
                Err(why) => writeln!(self.output, "  {why}")?,
            }
        }
    }

    /// A text in each language spoken.
    fn text(&mut self, english: &str, chinese: &str, spoken: Spoken) -> Result<Text, AskError> {
        let mut words = BTreeMap::new();
        for language in spoken.languages() {
            let (mut english, mut chinese) = (english.to_owned(), chinese.to_owned());
            if spoken == Spoken::Both {
                english = format!("{english} ({})", language.code());
                chinese = format!("{chinese}({})", language.code());
            }
            words.insert(*language, self.until(&english, &chinese, some_words)?);
        }
        Ok(Text::By(words))
    }

    /// The position of what was chosen, by number or by the words themselves.
    fn choice(
        &mut self,
        english: &str,
        chinese: &str,
        offered: &[impl AsRef<str>],
    ) -> Result<usize, AskError> {
        for (number, offer) in (1..).zip(offered) {
            writeln!(self.output, "  {number}  {}", offer.as_ref())?;
        }
        let count = offered.len();
        self.until(english, chinese, |line, language| {
            let by_words = || offered.iter().position(|offer| offer.as_ref().eq_ignore_ascii_case(line));
            let by_number = line.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            by_number.filter(|number| *number < count).or_else(by_words).ok_or_else(|| match language {
                Language::En => format!("choose a number from 1 to {count}"),
                Language::Zh => format!("请选 1 到 {count} 之间的数字"),
            })
        })
    }
}

fn some_words(line: &str, language: Language) -> Result<String, String> {
    if line.is_empty() {
        return Err(match language {
            Language::En => "this cannot be left empty".to_owned(),
            Language::Zh => "这一项不能为空".to_owned(),
        });
    }
    Ok(line.to_owned())
}

/// An id that is well written and not taken.
fn free_id(line: &str, folder: &Path, language: Language) -> Result<String, String> {
    let id = clean_id(line).map_err(|error| match language {
        Language::En => error.to_string(),
        Language::Zh => {
            "请用小写字母、数字和连字符，例如 late-parcel；house、roles 等保留名不可用".to_owned()
        }
    })?;
    let path = folder.join(format!("{id}.ron"));
    if path.exists() {
        let path = path.display();
        return Err(match language {
            Language::En => format!("`{path}` exists already: choose another id"),
            Language::Zh => format!("“{path}”已存在：请换一个 id"),
        });
    }
    Ok(id)
}
