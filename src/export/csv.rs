//! Tables as CSV files (RFC 4180), in UTF-8 with the mark by which Excel knows it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use csv::{Terminator, Writer, WriterBuilder};

use super::{Cell, ExportError, Question, Sheets};
use crate::scenario::Language;

/// One file a question, in a folder. They stand beside their names until [`CsvFiles::finish`] puts them in place.
#[derive(Debug)]
pub struct CsvFiles {
    files: Vec<(PathBuf, Writer<BufWriter<File>>)>,
    kept: bool,
}

impl CsvFiles {
    /// Opens files in this folder, making it where needed.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn new(folder: &Path, language: Language) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut all = Self { files: Vec::new(), kept: false };
        for question in Question::ALL {
            let file = folder.join(question.file());
            let mut opened = BufWriter::new(File::create(beside(&file))?);
            opened.write_all("\u{feff}".as_bytes())?;
            let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(opened);
            writer.write_record(question.columns(language).iter().map(|column| column.title))?;
            all.files.push((file, writer));
        }
        Ok(all)
    }

    /// Puts the files in place.
    ///
    /// # Errors
    /// Where a file cannot be written; those before it are in place then.
    pub fn finish(mut self) -> io::Result<()> {
        for (_, writer) in &mut self.files {
            writer.flush()?;
        }
        for (file, _) in &self.files {
            fs::rename(beside(file), file)?;
        }
        self.kept = true;
        Ok(())
    }
}

impl Drop for CsvFiles {
    fn drop(&mut self) {
        if !self.kept {
            for (file, _) in &self.files {
                // What is left of a failed try is of no use; where it cannot be removed, it does no harm.
                fs::remove_file(beside(file)).ok();
            }
        }
    }
}

impl Sheets for CsvFiles {
    fn row(&mut self, question: Question, cells: &[Cell]) -> Result<(), ExportError> {
        let place = Question::ALL.iter().position(|one| *one == question).unwrap_or_default();
        if let Some((_, writer)) = self.files.get_mut(place) {
            writer.write_record(cells.iter().map(written)).map_err(io::Error::from)?;
        }
        Ok(())
    }
}

/// Writes one row where there is one file only; `first` goes with the mark of UTF-8 in front.
///
/// # Errors
/// [`ExportError::Io`] where it cannot be written.
pub fn write_row(out: &mut dyn Write, first: bool, cells: &[Cell]) -> Result<(), ExportError> {
    if first {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    writer.write_record(cells.iter().map(written)).map_err(io::Error::from)?;
    Ok(writer.flush()?)
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Whole(number) => number.to_string(),
        Cell::Tenths(tenths) => format!("{}.{}", tenths / 10, (tenths % 10).abs()),
        Cell::Percent(percent) => format!("{percent}%"),
        Cell::Day(day) => day.to_string(),
        Cell::Moment(moment) => moment.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

/// A text that no spreadsheet takes for a formula: an apostrophe goes in front of what would begin one (OWASP, CSV
/// Injection), full-width signs too, and spaces before it help nothing.
fn harmless(text: &str) -> String {
    let begins = |letter: char| "=+-@\t\r\n＝＋－＠".contains(letter);
    let first = text.trim_start_matches(' ').chars().next();
    if first.is_some_and(begins) { format!("'{text}") } else { text.to_owned() }
}
