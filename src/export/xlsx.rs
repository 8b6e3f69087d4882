//! Tables as one workbook (Office Open XML): a sheet a question, formatted, with its header frozen and filters on.

use std::collections::BTreeMap;
use std::io::{Seek, Write};

use jiff::civil::{DateTime, date};
use rust_xlsxwriter::{
    ConditionalFormat2ColorScale, ConditionalFormatDataBar, ConditionalFormatType, DocProperties, Format,
    FormatAlign, FormatBorder, Workbook as Book, XlsxError,
};

use super::{Cell, Column, ExportError, Kind, MOST, Question, Sheets};
use crate::scenario::Language;

/// How many rows a sheet has below its header.
const ROWS: u32 = 1_048_575;

/// A workbook that is being filled.
pub struct Workbook {
    book: Book,
    language: Language,
    formats: BTreeMap<Look, Format>,
    /// The sheet of each question that is being filled: its index, and how many rows it has.
    sheets: BTreeMap<Question, (usize, u32)>,
    /// How many sheets each question has.
    parts: BTreeMap<Question, u32>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    Head,
    Text,
    Whole,
    Tenths,
    Percent,
    Day,
    Moment,
}

impl Workbook {
    /// An empty one with all its sheets and headings.
    ///
    /// # Errors
    /// [`ExportError::Workbook`].
    pub fn new(language: Language) -> Result<Self, ExportError> {
        let mut book = Book::new();
        // Three times as fast as the usual level, for a file a little larger.
        book.set_zip_compression_level(2);
        book.set_properties(&DocProperties::new().set_author("Hotseat"));
        let plain = || Format::new().set_align(FormatAlign::Top);
        let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        let formats = [
            (Look::Head, head.set_background_color(0x00DD_E7F0).set_border_bottom(FormatBorder::Thin)),
            (Look::Text, plain()),
            (Look::Whole, plain().set_num_format("0")),
            (Look::Tenths, plain().set_num_format("0.0")),
            (Look::Percent, plain().set_num_format("0%")),
            (Look::Day, plain().set_num_format("yyyy-mm-dd")),
            (Look::Moment, plain().set_num_format("yyyy-mm-dd hh:mm")),
        ];
        let mut made =
            Self { book, language, formats: formats.into(), sheets: BTreeMap::new(), parts: BTreeMap::new() };
        for question in Question::ALL {
            made.sheet(question)?;
        }
        Ok(made)
    }

    /// Begins the first sheet of a question, or the next where one is full.
    fn sheet(&mut self, question: Question) -> Result<usize, ExportError> {
        let part = self.parts.entry(question).and_modify(|part| *part += 1).or_insert(1);
        let title = question.title(self.language);
        let title = if *part == 1 { title.to_owned() } else { format!("{title} {part}") };
        let index = self.book.worksheets().len();
        let sheet = self.book.add_worksheet_with_low_memory().map_err(failed)?;
        let head = self.formats.get(&Look::Head).cloned().unwrap_or_default();
        sheet.set_name(title).map_err(failed)?;
        sheet.set_freeze_panes(1, 1).map_err(failed)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0).map_err(failed)?;
        for (column, one) in (0..).zip(question.columns(self.language)) {
            sheet.set_column_width(column, f64::from(one.width)).map_err(failed)?;
            sheet.write_string_with_format(0, column, one.title, &head).map_err(failed)?;
        }
        self.sheets.insert(question, (index, 0));
        Ok(index)
    }

    /// Puts filters and colours on a sheet that is full.
    fn close(&mut self, question: Question) -> Result<(), ExportError> {
        let Some((index, rows)) = self.sheets.get(&question).copied() else { return Ok(()) };
        let sheet = self.book.worksheet_from_index(index).map_err(failed)?;
        let columns: Vec<Column> = question.columns(self.language);
        let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or_default();
        sheet.autofilter(0, 0, rows, last).map_err(failed)?;
        for (column, one) in (0..).zip(columns).filter(|_| rows > 0) {
            match one.kind {
                Kind::Score => {
                    let scale = ConditionalFormat2ColorScale::new()
                        .set_minimum(ConditionalFormatType::Number, 0)
                        .set_maximum(ConditionalFormatType::Number, 100)
                        .set_minimum_color(0x00FF_FFFF)
                        .set_maximum_color(0x007F_B2E5);
                    sheet.add_conditional_format(1, column, rows, column, &scale).map_err(failed)?;
                }
                Kind::Percent => {
                    let bar = ConditionalFormatDataBar::new()
                        .set_minimum(ConditionalFormatType::Number, 0)
                        .set_maximum(ConditionalFormatType::Number, 1)
                        .set_fill_color(0x009F_C5E8)
                        .use_classic_style();
                    sheet.add_conditional_format(1, column, rows, column, &bar).map_err(failed)?;
                }
                Kind::Text | Kind::Number | Kind::Day | Kind::Moment => {}
            }
        }
        Ok(())
    }

    /// Writes it down.
    ///
    /// # Errors
    /// [`ExportError`] where it cannot be written.
    pub fn write(mut self, out: impl Write + Seek + Send) -> Result<(), ExportError> {
        for question in Question::ALL {
            self.close(question)?;
        }
        self.book.save_to_writer(out).map_err(failed)
    }
}

impl Sheets for Workbook {
    fn row(&mut self, question: Question, cells: &[Cell]) -> Result<(), ExportError> {
        let (mut index, mut rows) = self.sheets.get(&question).copied().unwrap_or_default();
        if rows == ROWS {
            self.close(question)?;
            (index, rows) = (self.sheet(question)?, 0);
        }
        rows += 1;
        let sheet = self.book.worksheet_from_index(index).map_err(failed)?;
        for (column, cell) in (0..).zip(cells) {
            let (look, number) = match cell {
                Cell::Empty => continue,
                Cell::Text(text) => {
                    // As a string, whatever it begins with: nothing in it is ever computed.
                    sheet.write_string(rows, column, fitting(text)).map_err(failed)?;
                    continue;
                }
                Cell::Whole(number) => (Look::Whole, small(*number)),
                Cell::Tenths(tenths) => (Look::Tenths, small(*tenths) / 10.0),
                Cell::Percent(percent) => (Look::Percent, f64::from(*percent) / 100.0),
                Cell::Day(day) => (Look::Day, serial(day.to_datetime(jiff::civil::Time::midnight())).trunc()),
                Cell::Moment(moment) => (Look::Moment, serial(*moment)),
            };
            match self.formats.get(&look) {
                Some(format) => sheet.write_number_with_format(rows, column, number, format),
                None => sheet.write_number(rows, column, number),
            }
            .map_err(failed)?;
        }
        self.sheets.insert(question, (index, rows));
        Ok(())
    }
}

impl std::fmt::Debug for Workbook {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Workbook").field("sheets", &self.sheets).finish_non_exhaustive()
    }
}

/// A text as long as a cell may be.
fn fitting(text: &str) -> String {
    // Excel counts in UTF-16.
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units < MOST
    };
    let kept: String = text.chars().take_while(fits).collect();
    if kept.len() == text.len() { kept } else { kept + "…" }
}

/// A number of these tables as a workbook holds it.
fn small(number: i64) -> f64 {
    i32::try_from(number).map_or(f64::MAX, f64::from)
}

/// Days since the beginning of 1900 as Excel counts them (with a 29 February 1900 that never was).
fn serial(moment: DateTime) -> f64 {
    let seconds = moment.duration_since(date(1899, 12, 30).at(0, 0, 0, 0)).as_secs();
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    small(days) + small(rest) / 86_400.0
}

fn failed(error: XlsxError) -> ExportError {
    if let XlsxError::IoError(error) = error {
        return ExportError::Io(error);
    }
    ExportError::Workbook(error.to_string())
}
