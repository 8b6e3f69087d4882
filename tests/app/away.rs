//! The window beside a real server that goes away and comes back. Without `DATABASE_URL` there is none, and nothing is tried.

use std::io::{Read as _, Write as _};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use bevy::prelude::App;
use hotseat::app::banner::{Banner, News};
use hotseat::app::people::People;
use hotseat::app::{Screen, Wish};
use hotseat::scenario::Language;
use hotseat::session::{Mode, Ticket};
use hotseat::store::{Ending, PersonId, Place, State, Store, Summary};
use hotseat::views::seat::SeatIntent;
use uuid::Uuid;

use super::{at, is_saved, say, screen, until, wish};

const WORD: &str = "four plain words here";

/// A wire to the server that can be cut and mended.
struct Wire {
    folder: tempfile::TempDir,
    cut: Arc<AtomicBool>,
    lines: Arc<Mutex<Vec<UnixStream>>>,
}

/// Where the server's socket lies, and a new schema of it; none where there is no server.
fn server() -> Option<(PathBuf, String)> {
    let address = std::env::var("DATABASE_URL").ok()?;
    let folder = PathBuf::from(address.split_once("host=")?.1.split('&').next()?);
    let schema = format!("window_{}", Uuid::now_v7().simple());
    let mut client = postgres::Client::connect(&address, postgres::NoTls).unwrap();
    client.batch_execute(&format!("CREATE SCHEMA {schema}")).unwrap();
    Some((folder, schema))
}

impl Wire {
    fn to(server: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).unwrap();
        let (cut, lines) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        let (server, is_cut, all) = (server.join(".s.PGSQL.5432"), Arc::clone(&cut), Arc::clone(&lines));
        std::thread::spawn(move || {
            for here in listener.incoming().map_while(Result::ok) {
                let Ok(there) = UnixStream::connect(&server) else { return };
                if is_cut.load(Ordering::SeqCst) {
                    continue;
                }
                all.lock().unwrap().extend([here.try_clone().unwrap(), there.try_clone().unwrap()]);
                pass(here.try_clone().unwrap(), there.try_clone().unwrap());
                pass(there, here);
            }
        });
        Self { folder, cut, lines }
    }

    fn address(&self, schema: &str) -> String {
        let host = self.folder.path().display();
        format!("postgresql://app@/hotseat?host={host}&options=-csearch_path%3D{schema}")
    }

    fn cut(&self) {
        self.cut.store(true, Ordering::SeqCst);
        for line in self.lines.lock().unwrap().drain(..) {
            line.shutdown(Shutdown::Both).ok();
        }
    }

    fn mend(&self) {
        self.cut.store(false, Ordering::SeqCst);
    }
}

/// Carries what comes in at one end out at the other.
fn pass(mut from: UnixStream, mut to: UnixStream) {
    std::thread::spawn(move || {
        let mut bytes = [0; 16 * 1024];
        while let Ok(read @ 1..) = from.read(&mut bytes) {
            if to.write_all(&bytes[..read]).is_err() {
                break;
            }
        }
        to.shutdown(Shutdown::Both).ok();
    });
}

/// A team's store with Mei in it, the wire to it, and what it holds past the wire.
struct Team {
    wire: Wire,
    address: String,
    straight: String,
}

impl Team {
    fn new() -> Option<Self> {
        let (server, schema) = server()?;
        let wire = Wire::to(&server);
        let host = server.display();
        let straight = format!("postgresql://app@/hotseat?host={host}&options=-csearch_path%3D{schema}");
        let mut store = Store::connect(&straight).unwrap();
        let now = jiff::Timestamp::UNIX_EPOCH;
        let olga = store.enter("Olga", PersonId(Uuid::now_v7()), now).unwrap();
        let mei = store.person("Mei", PersonId(Uuid::now_v7()), now).unwrap();
        for person in [&olga, &mei] {
            store.set_passphrase(person.id, WORD).unwrap();
        }
        Some(Self { address: wire.address(&schema), wire, straight })
    }

    fn window(&self, data: &Path) -> App {
        at(data, None, 0, Place::Server(self.address.clone()))
    }

    /// Whether the desk could let Mei in by itself.
    fn is_mirrored(&self, data: &Path) -> bool {
        let desk = Place::Server(self.address.clone()).desk(data).unwrap();
        let known = |mut desk: Store| desk.sign_in("Mei", WORD, jiff::Timestamp::UNIX_EPOCH).is_ok();
        desk.join("hotseat.db").is_file() && Store::at_desk(&desk).is_ok_and(known)
    }

    /// What Mei has there.
    fn attempts(&self) -> Vec<Summary> {
        let mut store = Store::connect(&self.straight).unwrap();
        let mei = store.sign_in("Mei", WORD, jiff::Timestamp::UNIX_EPOCH).unwrap();
        store.attempts(mei.id).unwrap()
    }
}

fn sign_in(app: &mut App) {
    let wanted = Wish::SignIn { name: "Mei".to_owned(), passphrase: WORD.to_owned(), remember: false };
    wish(app, wanted);
    until(app, "Mei is at home", |app| screen(app) == Screen::Home);
}

fn sit_down(app: &mut App) {
    wish(app, Wish::Brief("first-day".to_owned()));
    until(app, "the briefing is there", |app| screen(app) == Screen::Briefing);
    wish(app, Wish::Start { language: Language::En, mode: Mode::Practice });
    assert_eq!(screen(app), Screen::Seat);
}

fn get_up(app: &mut App) {
    wish(app, Wish::Seat(SeatIntent::End));
    wish(app, Wish::WrapUp);
    wish(app, Wish::File(Ticket::default()));
    until(app, "the debrief is shown", |app| screen(app) == Screen::Debrief);
    until(app, "all is on disk", is_saved);
}

fn is_told_away(app: &App) -> bool {
    let banner = app.world().resource::<Banner>();
    matches!(&banner.0, Some((News::Unsaved, words)) if words.contains("kept on this machine"))
}

fn ended(attempts: &[Summary]) -> usize {
    attempts.iter().filter(|one| one.state == State::Ended(Ending::Finished)).count()
}

#[test]
fn a_session_the_server_leaves_in_the_middle_goes_on_and_comes_back_whole() {
    let Some(team) = Team::new() else { return };
    let data = tempfile::tempdir().unwrap();
    let mut app = team.window(data.path());
    sign_in(&mut app);
    sit_down(&mut app);
    say(&mut app, "Hello, what a worry before a birthday!");
    until(&mut app, "that is in the team's store", is_saved);
    team.wire.cut();
    say(&mut app, "I'll look at your order now.");
    until(&mut app, "it goes on at the desk", is_told_away);
    get_up(&mut app);
    assert_eq!(ended(&team.attempts()), 0, "the server knows nothing of it");
    team.wire.mend();
    wish(&mut app, Wish::Show(Screen::Home));
    until(&mut app, "it is there whole", |_| ended(&team.attempts()) == 1);
    assert_eq!(team.attempts().len(), 1, "and once");
}

#[test]
fn a_window_that_began_while_the_server_was_away_goes_back_to_it() {
    let Some(team) = Team::new() else { return };
    let data = tempfile::tempdir().unwrap();
    let mut first = team.window(data.path());
    sign_in(&mut first);
    until(&mut first, "the desk knows her", |_| team.is_mirrored(data.path()));
    drop(first);

    team.wire.cut();
    let mut app = team.window(data.path());
    sign_in(&mut app);
    until(&mut app, "she is told", is_told_away);
    sit_down(&mut app);
    say(&mut app, "Hello, what a worry before a birthday!");
    get_up(&mut app);
    team.wire.mend();
    wish(&mut app, Wish::Show(Screen::Home));
    until(&mut app, "it is in the team's store", |_| ended(&team.attempts()) == 1);
    until(&mut app, "and listed at home", |app| {
        ended(&app.world().resource::<People>().attempts) == 1 && !is_told_away(app)
    });
    // From here on it is kept there at once.
    sit_down(&mut app);
    say(&mut app, "Good morning!");
    until(&mut app, "the server has it", |_| team.attempts().len() == 2);
}

#[test]
fn whoever_has_another_passphrase_when_the_server_is_back_is_asked_for_it() {
    let Some(team) = Team::new() else { return };
    let data = tempfile::tempdir().unwrap();
    let mut first = team.window(data.path());
    sign_in(&mut first);
    until(&mut first, "the desk knows her", |_| team.is_mirrored(data.path()));
    drop(first);

    team.wire.cut();
    let mut app = team.window(data.path());
    sign_in(&mut app);
    until(&mut app, "she is told", is_told_away);
    let mut store = Store::connect(&team.straight).unwrap();
    let mei = store.sign_in("Mei", WORD, jiff::Timestamp::UNIX_EPOCH).unwrap();
    store.set_passphrase(mei.id, "another four plain words").unwrap();
    team.wire.mend();
    wish(&mut app, Wish::Show(Screen::Library));
    wish(&mut app, Wish::Show(Screen::Home));
    until(&mut app, "she is at the door", |app| screen(app) == Screen::Profile);
    assert!(app.world().resource::<People>().here.is_none());
}
