//! Reports in a real browser: they open without complaint, and print on A4 with every row whole.

use std::collections::BTreeSet;

use hotseat::scenario::Language;
use hotseat::store::{PersonId, TeamId};
use rstest::rstest;
use uuid::Uuid;

use super::browser::{Browser, Printed};
use super::world::{NAME, Tried, World, at, installed, keep, world};
use super::{page, text};
use crate::shipped::played;
use crate::store::Engine;

/// A4, in points, and how far its margins reach at least.
const A4: [f64; 2] = [595.0, 842.0];
const MARGIN: f64 = 36.0;

/// How many people are in the table.
const PEOPLE: u32 = 60;

/// Nothing is cut off at an edge of the paper.
fn assert_on_paper(printed: &Printed) {
    assert!(!printed.pages.is_empty());
    for (page, size) in printed.pages.iter().zip(&printed.sizes) {
        assert!((size[0] - A4[0]).abs() < 2.0 && (size[1] - A4[1]).abs() < 2.0, "A4: {size:?}");
        for word in page {
            // How high a word is told to be is how high its font may be.
            let middle = f64::midpoint(word.top, word.bottom);
            let inside = word.left >= MARGIN
                && word.right <= size[0] - MARGIN
                && (MARGIN..=size[1] - MARGIN).contains(&middle);
            assert!(inside, "{word:?} is not whole on {size:?}");
        }
    }
}

/// How often a word stands on a page, whatever follows it.
fn count(page: &[super::browser::Word], text: &str) -> usize {
    page.iter().filter(|word| word.text.trim_end_matches([',', '、']) == text).count()
}

#[test]
fn what_a_browser_complains_of_is_heard() {
    let Some(browser) = Browser::find() else { return };
    let bad = "<!DOCTYPE html><html><body><script>nowhere.at.all()</script></body></html>";
    let (console, _) = browser.open(bad);
    assert!(console.iter().any(|line| line.contains("nowhere")), "{console:?}");
}

#[rstest]
fn a_browser_opens_each_report_without_complaint_and_takes_nothing_typed_for_a_tag(
    #[values(Language::En, Language::Zh)] language: Language,
) {
    let Some(browser) = Browser::find() else { return };
    let Some(World { store, trainee, team, place: _place }) = world(Engine::Sqlite) else { return };
    let installed = installed();
    let paper = installed.paper(language);
    let person = installed.person(&store, trainee.id).html(&paper).expect("a page");
    let team = installed.team(&store, team).html(&paper).expect("a page");
    let debrief = page(&played("angry-complaint", "rude", "en"), language).1;
    for (what, page) in [("person", person), ("team", team), ("debrief", debrief)] {
        let (console, understood) = browser.open(&page);
        assert_eq!(console, Vec::<String>::new(), "{what}");
        for foreign in ["<script", "<img", "<iframe"] {
            assert!(!understood.contains(foreign), "{foreign} in {what}");
        }
        for tag in ["<table", "<tr", "<svg", "<caption", "<section", "<h2"] {
            assert_eq!(understood.matches(tag).count(), page.matches(tag).count(), "{tag} in {what}");
        }
        assert!(what == "debrief" || text(&understood).contains(NAME), "{what}");
    }
}

/// A team of sixty whose names take several lines, each with an ability in every cell.
fn sixty(world: &mut World) -> TeamId {
    let team = world.store.team("Sixty", TeamId(Uuid::from_u128(60)), at(3)).expect("a team").id;
    for number in 0..PEOPLE {
        let name = format!("A{number:02}x Maria-Theodora von der Überlangenstraße und zu Z{number:02}x");
        let id = PersonId(Uuid::from_u128(1_000 + u128::from(number)));
        world.store.enter(&name, id, at(3)).expect("they sit down");
        for attempt in 0..3_u32 {
            let key = 10_000 + u128::from(number) * 10 + u128::from(attempt);
            keep(&mut world.store, id, key, &Tried::practice(20 + i64::from(attempt)));
        }
        world.store.enter("Olga", PersonId(Uuid::from_u128(1)), at(3)).expect("back again");
        world.store.join(team, id, false).expect("in it");
    }
    world.store.leave(team, PersonId(Uuid::from_u128(1))).expect("whoever made it is not in it");
    team
}

#[test]
fn a_table_of_sixty_people_prints_on_a4_with_every_row_whole_and_none_lost() {
    let Some(browser) = Browser::find() else { return };
    let Some(mut world) = world(Engine::Sqlite) else { return };
    let team = sixty(&mut world);
    let installed = installed();
    let report = installed.team(&world.store, team);
    for language in Language::ALL {
        let printed = browser.print(&report.html(&installed.paper(language)).expect("a page"));
        assert_on_paper(&printed);
        assert!(printed.pages.len() >= 4, "it takes several pages: {}", printed.pages.len());
        let mut seen = BTreeSet::new();
        for page in &printed.pages {
            let mut rows = 0;
            for number in 0..PEOPLE {
                let (first, last) = (format!("A{number:02}x"), format!("Z{number:02}x"));
                assert_eq!(count(page, &first), count(page, &last), "{first} is cut in two");
                // In the first column of the heat map stands a name once.
                let head = page.iter().filter(|word| word.text == first && word.left < MARGIN + 20.0);
                let here = head.count();
                rows += here;
                if here > 0 {
                    assert!(seen.insert(number), "{first} stands there twice");
                }
            }
            let numbers = page.iter().filter(|word| word.text == "n").count();
            assert_eq!(numbers, rows * 4, "a row takes its numbers along");
            // What is printed in Chinese can be read only where there is a font for it.
            if rows > 0 && language == Language::En {
                assert_eq!(count(page, "Late"), 1, "the table's head stands on every page it goes on to");
            }
        }
        assert_eq!(seen.len(), PEOPLE as usize, "nobody is lost");
    }
}

#[test]
fn a_report_about_a_person_with_a_hundred_attempts_prints_each_of_them_whole() {
    let Some(browser) = Browser::find() else { return };
    let Some(World { mut store, trainee, place: _place, .. }) = world(Engine::Sqlite) else { return };
    store.enter(NAME, trainee.id, at(1)).expect("the trainee");
    for number in 0..100_i64 {
        let key = 20_000 + u128::try_from(number).expect("small");
        let mut tried = Tried::practice(80 - number / 4);
        tried.card.overall = u8::try_from(number).ok();
        keep(&mut store, trainee.id, key, &tried);
    }
    let installed = installed();
    let report = installed.person(&store, trainee.id);
    for language in Language::ALL {
        let printed = browser.print(&report.html(&installed.paper(language)).expect("a page"));
        assert_on_paper(&printed);
        let rows: usize = printed.pages.iter().map(|page| count(page, "20:26")).sum();
        assert_eq!(rows, 104, "every attempt with its hour");
        for page in &printed.pages {
            // Each row holds its hour once and the title, of which the last word is this.
            let (hours, titles) = (count(page, "20:26"), count(page, "(en)"));
            assert_eq!(hours, titles, "a row is cut in two");
        }
    }
}
