//! A learning record store for tests: answers each batch as it is told to, and keeps what it took.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::Value;

/// What it answers.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// This status, with these lines in the head.
    Status(u16, Vec<(&'static str, String)>),
    /// It takes the batch.
    Take,
    /// Nothing, for as long as anybody waits.
    Never,
    /// It takes the batch and then breaks the line off.
    TakeAndBreak,
}

impl Reply {
    pub(crate) fn status(status: u16) -> Self {
        Self::Status(status, Vec::new())
    }
}

/// A batch that came in, with the head of its request in small letters.
#[derive(Clone, Debug)]
pub(crate) struct Batch {
    pub(crate) head: Vec<String>,
    pub(crate) statements: Vec<Value>,
}

/// It, on a port of its own, until the test ends.
pub(crate) struct Server {
    pub(crate) address: String,
    came: Arc<Mutex<Vec<Batch>>>,
    taken: Arc<Mutex<Vec<Value>>>,
}

impl Server {
    /// Answers the batches, numbered from 0, as `reply` says.
    pub(crate) fn new(reply: impl Fn(usize, &[Value]) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}/xapi", listener.local_addr().expect("an address"));
        let (came, taken) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(Vec::new())));
        let (batches, kept) = (Arc::clone(&came), Arc::clone(&taken));
        thread::spawn(move || {
            let mut asleep = Vec::new();
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let Some(batch) = read(&stream) else { continue };
                let number = batches.lock().expect("not poisoned").len();
                let said = reply(number, &batch.statements);
                batches.lock().expect("not poisoned").push(batch.clone());
                if matches!(said, Reply::Take | Reply::TakeAndBreak) {
                    kept.lock().expect("not poisoned").extend(batch.statements);
                }
                match said {
                    Reply::Status(status, head) => answer(&mut stream, status, &head),
                    Reply::Take => answer(&mut stream, 200, &[]),
                    Reply::Never => asleep.push(stream),
                    Reply::TakeAndBreak => drop(stream),
                }
            }
        });
        Self { address, came, taken }
    }

    /// What came in.
    pub(crate) fn came(&self) -> Vec<Batch> {
        self.came.lock().expect("not poisoned").clone()
    }

    /// The ids it took, in order, as often as it took them.
    pub(crate) fn taken(&self) -> Vec<String> {
        let taken = self.taken.lock().expect("not poisoned");
        taken.iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
    }
}

fn read(stream: &TcpStream) -> Option<Batch> {
    let mut reader = BufReader::new(stream);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let line = line.trim().to_owned();
        if line.is_empty() {
            break;
        }
        head.push(line.to_lowercase());
    }
    let length = head.iter().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let statements = serde_json::from_slice(&body).ok()?;
    Some(Batch { head, statements })
}

fn answer(stream: &mut TcpStream, status: u16, head: &[(&str, String)]) {
    let more: Vec<String> = head.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let more = more.concat();
    let body = if status == 400 { "{\"error\": \"the verb is\n wrong\"}" } else { "[]" };
    let text = format!(
        "HTTP/1.1 {status} X\r\n{more}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    // Whoever asked may have gone.
    stream.write_all(text.as_bytes()).ok();
}
