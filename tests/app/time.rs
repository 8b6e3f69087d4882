//! How the window lets time pass.

use std::time::Duration;

use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use hotseat::app::{Screen, Wish};
use hotseat::session::What;

use super::{has, session, sit_down, window, wish};

/// Lets so many seconds pass, one a frame.
fn pass(app: &mut App, seconds: u32) {
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs(1)));
    for _ in 0..seconds {
        app.update();
    }
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::ZERO));
}

#[test]
fn a_customer_nobody_answers_loses_patience() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    sit_down(&mut app);
    pass(&mut app, 240);
    assert!(has(&app, |what| matches!(what, What::Silent { .. })));
}

#[test]
fn the_customers_clock_stands_still_while_the_trainee_is_in_the_settings() {
    let data = tempfile::tempdir().unwrap();
    let mut app = window(data.path(), None);
    sit_down(&mut app);
    wish(&mut app, Wish::Show(Screen::Settings));
    pass(&mut app, 3_000);
    wish(&mut app, Wish::Back);
    pass(&mut app, 5);
    assert!(!has(&app, |what| matches!(what, What::Silent { .. })));
    assert!(session(&app).clock() < 10, "{}", session(&app).clock());
}
