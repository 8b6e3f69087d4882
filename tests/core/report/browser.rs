//! A browser without a window: what it makes of a page, what it complains of, and what it prints.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Names under which Chromium is installed.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Chromium, and `pdftotext` to read what it prints.
pub(super) struct Browser {
    program: PathBuf,
}

/// A word on a printed page, with its edges in points.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// What was printed.
pub(super) struct Printed {
    /// Width and height of each page in points.
    pub(super) sizes: Vec<[f64; 2]>,
    /// The words of each page.
    pub(super) pages: Vec<Vec<Word>>,
}

fn on_the_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

#[expect(clippy::print_stderr, reason = "who runs the tests should know what was not tried")]
fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

impl Browser {
    /// The one `HOTSEAT_CHROMIUM` names, which `.ci/run` sees to, and which then has to be there; else one that is
    /// installed; none, which is said, where there is none.
    pub(super) fn find() -> Option<Self> {
        let named = std::env::var_os("HOTSEAT_CHROMIUM").map(PathBuf::from);
        let reader = on_the_path("pdftotext").is_some();
        if let Some(program) = named {
            assert!(program.is_file(), "HOTSEAT_CHROMIUM names {}, which is not there", program.display());
            assert!(reader, "pdftotext is not there: install poppler-utils");
            return Some(Self { program });
        }
        let found = NAMES.iter().find_map(|name| on_the_path(name));
        match found {
            Some(program) if reader => Some(Self { program }),
            Some(_) => {
                skipped(
                    "pages in a browser: there is no pdftotext, of poppler-utils, to read what is printed",
                );
                None
            }
            None => {
                skipped("pages in a browser: there is no Chromium, and HOTSEAT_CHROMIUM names none");
                None
            }
        }
    }

    fn run(&self, folder: &Path, arguments: &[String], file: &Path) -> Output {
        let output = Command::new(&self.program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
            ])
            .args(["--enable-logging=stderr", "--v=0", "--disable-extensions", "--hide-scrollbars"])
            .arg(format!("--user-data-dir={}", folder.join("profile").display()))
            .args(arguments)
            .arg(format!("file://{}", file.display()))
            .output()
            .expect("the browser starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output
    }

    /// What its console says of a page, a line a message, and the page as it understood it.
    pub(super) fn open(&self, page: &str) -> (Vec<String>, String) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("page.html");
        std::fs::write(&file, page).expect("a file");
        let output = self.run(folder.path(), &["--dump-dom".to_owned()], &file);
        let console = String::from_utf8_lossy(&output.stderr);
        let console = console.lines().filter(|line| line.contains(":CONSOLE")).map(str::to_owned).collect();
        (console, String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// What it prints of a page on the paper the page asks for.
    pub(super) fn print(&self, page: &str) -> Printed {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("page.html");
        std::fs::write(&file, page).expect("a file");
        let pdf = folder.path().join("page.pdf");
        let to = format!("--print-to-pdf={}", pdf.display());
        self.run(folder.path(), &["--no-pdf-header-footer".to_owned(), to], &file);
        let read = Command::new("pdftotext").arg("-bbox").arg(&pdf).arg("-").output().expect("it is read");
        assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        Printed::read(&String::from_utf8_lossy(&read.stdout))
    }
}

impl Printed {
    /// Reads `<page width="…" height="…">` and `<word xMin="…" yMin="…" xMax="…" yMax="…">…</word>`, a line each.
    fn read(text: &str) -> Self {
        let (mut sizes, mut pages) = (Vec::new(), Vec::<Vec<Word>>::new());
        for line in text.lines().map(str::trim) {
            if line.starts_with("<page ") {
                sizes.push([number(line, "width"), number(line, "height")]);
                pages.push(Vec::new());
            } else if let (true, Some(page)) = (line.starts_with("<word "), pages.last_mut()) {
                let text = line.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</word>"));
                page.push(Word {
                    text: text.expect("a word").to_owned(),
                    left: number(line, "xMin"),
                    right: number(line, "xMax"),
                    top: number(line, "yMin"),
                    bottom: number(line, "yMax"),
                });
            }
        }
        Self { sizes, pages }
    }
}

fn number(line: &str, name: &str) -> f64 {
    let from = line.split_once(&format!("{name}=\"")).expect("it is there").1;
    from.split('"').next().and_then(|number| number.parse().ok()).expect("a number")
}
