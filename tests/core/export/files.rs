//! The files: read back by other programs' rules.

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use hotseat::export::{Cell, CsvFiles, Question, Sheets, Workbook, export};
use hotseat::scenario::Language;
use jiff::civil::date;
use rstest::rstest;

use super::{Rows, installed};
use crate::xapi::filled;

/// What a trainee may type.
const TYPED: [&str; 12] = [
    "=HYPERLINK(\"http://evil.example\",\"click\")",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\tTAB",
    "  =1+1",
    "＝1+1",
    "<script>alert(\"x\")</script> & 'so'",
    "two\r\nlines, with \"quotes\"; and commas",
    "bell \u{7} nul \0 escape \u{1b}[31m _x0041_ end \u{ffff}",
    "{=1+1}",
    "平常的一句话 😀",
];

fn csv_of(cells: &[Cell]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = CsvFiles::new(folder.path(), Language::En).expect("it opens");
    files.row(Question::Findings, cells).expect("it is taken");
    files.finish().expect("it is written");
    let text = std::fs::read_to_string(folder.path().join("findings.csv")).expect("UTF-8");
    (folder, text)
}

fn ten(cell: Cell) -> Vec<Cell> {
    vec![cell; 10]
}

fn book(language: Language, rows: &[(Question, Vec<Cell>)]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("team.xlsx");
    let mut book = Workbook::new(language).expect("a workbook");
    for (question, cells) in rows {
        book.row(*question, cells).expect("it is taken");
    }
    let out = std::fs::File::create(&file).expect("a file");
    book.write(out).expect("it is written");
    (folder, file)
}

fn sheet(file: &Path, question: Question, language: Language) -> Vec<Vec<Data>> {
    let mut opened: Xlsx<_> = open_workbook(file).expect("it opens");
    let range = opened.worksheet_range(question.title(language)).expect("the sheet is there");
    range.rows().map(<[Data]>::to_vec).collect()
}

#[rstest]
fn nothing_anybody_typed_is_a_formula_in_a_csv_file(#[values(0, 1, 2, 3, 4, 5, 6)] which: usize) {
    let (_folder, text) = csv_of(&ten(Cell::text(TYPED[which])));
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let row = reader.records().next().expect("a row").expect("it reads");
    assert!(row.iter().all(|cell| cell == format!("'{}", TYPED[which])), "{row:?}");
}

#[test]
fn a_number_below_nothing_stays_a_number_in_a_csv_file() {
    let (_folder, text) = csv_of(&ten(Cell::Whole(-12)));
    assert!(text.contains("\r\n-12,-12,"), "{text}");
}

#[test]
fn a_csv_file_says_that_it_is_utf_8_and_ends_its_lines_as_the_standard_wants() {
    let (_folder, text) = csv_of(&ten(Cell::text(TYPED[8])));
    assert!(text.starts_with('\u{feff}'));
    assert!(text.contains("\"two\nlines, with \"\"quotes\"\"; and commas\",\"two"), "{text}");
    assert!(text.lines().next().is_some_and(|head| head.contains("Person,Scenario,Ended")), "{text}");
    assert!(text.ends_with("\r\n"));
}

#[test]
fn control_characters_stay_out_of_both_formats() {
    let cell = Cell::text(TYPED[9]);
    assert_eq!(
        cell,
        Cell::Text("bell \u{fffd} nul \u{fffd} escape \u{fffd}[31m _x0041_ end \u{fffd}".to_owned())
    );
}

#[test]
fn whatever_anybody_typed_reads_back_from_a_workbook_as_they_typed_it() {
    let rows: Vec<_> = TYPED.iter().map(|text| (Question::Findings, ten(Cell::text(text)))).collect();
    let (_folder, file) = book(Language::En, &rows);
    let read = sheet(&file, Question::Findings, Language::En);
    for (row, (_, cells)) in read[1..].iter().zip(&rows) {
        let Cell::Text(wanted) = &cells[0] else { panic!("a text") };
        let Data::String(found) = &row[0] else { panic!("a string: {:?}", row[0]) };
        // calamine leaves the escapes of OOXML as they are.
        assert_eq!(&found.replace("_x005F_", "_").replace("_x0009_", "\t"), wanted);
    }
    let mut opened: Xlsx<_> = open_workbook(&file).expect("it opens");
    let formulas = opened.worksheet_formula("Findings").expect("the sheet is there");
    assert!(formulas.used_cells().next().is_none());
}

#[test]
fn numbers_are_numbers_and_dates_are_dates_in_a_workbook() {
    let moment = date(2026, 11, 23).at(16, 40, 30, 0);
    let cells = [
        Cell::Whole(-3),
        Cell::Tenths(905),
        Cell::Percent(62),
        Cell::Day(date(2026, 12, 1)),
        Cell::Moment(moment),
        Cell::Empty,
    ];
    let (_folder, file) = book(Language::En, &[(Question::Findings, cells.to_vec())]);
    let row = sheet(&file, Question::Findings, Language::En)[1].clone();
    assert_eq!(row[0], Data::Float(-3.0));
    assert_eq!(row[1], Data::Float(90.5));
    assert_eq!(row[2], Data::Float(0.62));
    let serial = |cell: &Data| {
        let Data::DateTime(at) = cell else { panic!("a date: {cell:?}") };
        at.as_f64()
    };
    // Excel's own numbers for these.
    assert!((serial(&row[3]) - 46_357.0).abs() < 1e-9);
    assert!((serial(&row[4]) - (46_349.0 + (16.0 * 3600.0 + 40.0 * 60.0 + 30.0) / 86_400.0)).abs() < 1e-9);
}

#[test]
fn a_text_too_long_for_a_cell_is_cut_where_one_can_see_it() {
    let long = "好".repeat(40_000);
    let (_folder, file) = book(Language::En, &[(Question::Findings, vec![Cell::text(&long)])]);
    let row = sheet(&file, Question::Findings, Language::En)[1].clone();
    let Data::String(cut) = &row[0] else { panic!("a string: {:?}", row[0]) };
    assert_eq!(cut.chars().count(), hotseat::export::MOST);
    assert!(cut.ends_with('…'));
}

#[rstest]
fn both_formats_hold_the_same_rows_under_headings_in_the_interfaces_language(
    #[values(Language::En, Language::Zh)] language: Language,
) {
    let (_data, store, mei) = filled();
    let installed = installed();
    let desk = installed.desk(&store, language);
    let people = [mei];
    let mut rows = Rows::default();
    export(&desk, &people, &mut rows, &mut |_| {}).expect("it goes out");
    let (_folder, file) = book(language, &rows.0);
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = CsvFiles::new(folder.path(), language).expect("it opens");
    export(&desk, &people, &mut files, &mut |_| {}).expect("it goes out");
    files.finish().expect("it is written");
    for question in Question::ALL {
        let titles: Vec<&str> = question.columns(language).iter().map(|column| column.title).collect();
        let count = rows.0.iter().filter(|(of, _)| *of == question).count();
        let sheet = sheet(&file, question, language);
        assert_eq!(sheet[0].iter().map(ToString::to_string).collect::<Vec<_>>(), titles);
        assert_eq!(sheet.len(), count + 1, "{question:?}");
        let text = std::fs::read_to_string(folder.path().join(question.file())).expect("UTF-8");
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        assert_eq!(reader.headers().expect("a head").iter().collect::<Vec<_>>(), titles);
        assert_eq!(reader.records().flatten().count(), count);
        if language == Language::Zh {
            assert!(titles.iter().all(|title| *title == "n" || !title.is_ascii()), "{titles:?}");
        }
    }
}

#[test]
fn an_export_that_breaks_off_leaves_what_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("people.csv"), "as it was").expect("a file");
    let files = CsvFiles::new(folder.path(), Language::En).expect("it opens");
    drop(files);
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").flatten().collect();
    assert_eq!(left.len(), 1);
    assert_eq!(std::fs::read_to_string(left[0].path()).expect("a text"), "as it was");
}

#[test]
fn a_folder_that_cannot_be_is_said_to_be_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "x").expect("a file");
    assert!(CsvFiles::new(&file.join("below"), Language::En).is_err());
}

#[test]
fn more_rows_than_a_sheet_holds_go_on_on_the_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("team.xlsx");
    let mut book = Workbook::new(Language::En).expect("a workbook");
    let cells = [Cell::Whole(1)];
    for _ in 0..1_048_580 {
        book.row(Question::Findings, &cells).expect("it is taken");
    }
    book.write(std::fs::File::create(&file).expect("a file")).expect("it is written");
    let mut opened: Xlsx<_> = open_workbook(&file).expect("it opens");
    assert!(opened.sheet_names().contains(&"Findings 2".to_owned()));
    let range = opened.worksheet_range("Findings 2").expect("the sheet is there");
    assert_eq!(range.height(), 1 + 5);
}

#[test]
fn an_empty_store_gives_headings_and_no_rows() {
    let (_folder, file) = book(Language::Zh, &[]);
    for question in Question::ALL {
        assert_eq!(sheet(&file, question, Language::Zh).len(), 1);
    }
}
