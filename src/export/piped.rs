//! Rows on their way from where they are computed to where they are written, which happens at the same time.

use std::mem;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use super::{Cell, ExportError, Question, Sheets};

/// How many rows go together.
const BATCH: usize = 500;
/// How many batches may wait.
const WAITING: usize = 8;

type Row = (Question, Vec<Cell>);

/// Does `work`, whose rows are written to `sheets` meanwhile.
pub(super) fn piped<T>(
    sheets: &mut (dyn Sheets + Send),
    work: impl FnOnce(&mut dyn Sheets) -> Result<T, ExportError>,
) -> Result<T, ExportError> {
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<Vec<Row>>(WAITING);
        let writer = scope.spawn(move || {
            for batch in receiver {
                for (question, cells) in batch {
                    sheets.row(question, &cells)?;
                }
            }
            Ok(())
        });
        let mut pipe = Pipe { sender, batch: Vec::new() };
        let done = work(&mut pipe).and_then(|done| pipe.send().map(|()| done));
        drop(pipe);
        // Where the writer failed, that is why the work could not go on.
        match writer.join() {
            Ok(written) => written.and(done),
            Err(_panicked) => Err(stopped()),
        }
    })
}

struct Pipe {
    sender: SyncSender<Vec<Row>>,
    batch: Vec<Row>,
}

impl Pipe {
    fn send(&mut self) -> Result<(), ExportError> {
        self.sender.send(mem::take(&mut self.batch)).map_err(|_nobody_listens| stopped())
    }
}

impl Sheets for Pipe {
    fn row(&mut self, question: Question, cells: &[Cell]) -> Result<(), ExportError> {
        self.batch.push((question, cells.to_vec()));
        if self.batch.len() >= BATCH { self.send() } else { Ok(()) }
    }
}

fn stopped() -> ExportError {
    ExportError::Io(std::io::Error::other("the writer stopped"))
}
