//! The window: its camera, its looks, and the views of each screen with what they wish for.

mod screens;

use std::panic::{AssertUnwindSafe, catch_unwind};

use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::window::{Monitor, PresentMode, PrimaryMonitor, PrimaryWindow, WindowResolution};
use bevy_egui::{EguiContexts, EguiPlugin, EguiPrimaryContextPass, egui};

use super::banner::News;
use super::people::People;
use super::play::Table;
use super::shelf::Shelf;
use super::taste::Taste;
use super::{Banner, Launch, Screen, Wish, domains, ime, pace, preflight, stage};
use crate::locale::assignment::{self, Progress};
use crate::progress::{due, estimates, standing};
use crate::store::{self, Whom};
use crate::views::help::Command;
use crate::views::home::{Held, HomeData, Outlook, Todo};
use crate::views::{arrival, briefing, help, home, library, profile, shell, team, theme};

/// Opens the window and returns when it is closed.
///
/// # Errors
/// Says why there can be no window, with what to install.
pub fn open(launch: crate::cli::Launch) -> Result<(), String> {
    if let Some(why) = preflight::missing(launch.language) {
        return Err(why);
    }
    let language = launch.language;
    let told = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let place = std::sync::Arc::clone(&told);
    std::panic::set_hook(Box::new(move |panic| {
        if let Ok(mut told) = place.lock()
            && told.is_empty()
        {
            panic.to_string().lines().last().unwrap_or_default().clone_into(&mut told);
        }
    }));
    let ran = catch_unwind(AssertUnwindSafe(|| run(launch)));
    drop(std::panic::take_hook());
    match ran {
        Ok(AppExit::Success) => Ok(()),
        Ok(AppExit::Error(_)) | Err(_) => {
            let complaint = told.lock().map(|told| told.clone()).unwrap_or_default();
            Err(preflight::plain(&complaint, language))
        }
    }
}

fn run(launch: crate::cli::Launch) -> AppExit {
    let mut app = App::new();
    let window = Window {
        title: "Hotseat \u{5750}\u{5e2d}".to_owned(),
        resolution: WindowResolution::new(1280, 800),
        resize_constraints: WindowResizeConstraints { min_width: 640.0, min_height: 480.0, ..default() },
        present_mode: PresentMode::AutoVsync,
        ..default()
    };
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin { primary_window: Some(window), ..default() })
            .set(LogPlugin { level: bevy::log::Level::ERROR, ..default() }),
    );
    app.insert_resource(Launch(launch));
    app.add_plugins((pace::plugin, ime::plugin, plugin));
    app.run()
}

/// The domains with their views; the window or an image is up to the caller.
pub(super) fn plugin(app: &mut App) {
    domains(app);
    app.add_plugins((EguiPlugin::default(), stage::plugin))
        .init_resource::<Memory>()
        .add_systems(Startup, camera)
        .add_systems(Update, (gather, fit))
        .add_systems(
            EguiPrimaryContextPass,
            (
                dress,
                bar.run_if(has_fonts),
                (
                    screens::show_profile.run_if(in_state(Screen::Profile)),
                    screens::show_home.run_if(in_state(Screen::Home)),
                    screens::show_library.run_if(in_state(Screen::Library)),
                    screens::show_briefing.run_if(in_state(Screen::Briefing)),
                    screens::show_seat.run_if(in_state(Screen::Seat)),
                    screens::show_wrap_up.run_if(in_state(Screen::WrapUp)),
                    screens::show_debrief.run_if(in_state(Screen::Debrief)),
                    screens::show_team.run_if(in_state(Screen::Team)),
                    screens::show_settings.run_if(in_state(Screen::Settings)),
                )
                    .run_if(has_fonts),
            )
                .chain(),
        );
}

/// Fills a screen that is hardly larger than the window, or smaller: what stands at its edge would be out of sight.
fn fit(
    mut done: Local<bool>,
    screens: Query<&Monitor, With<PrimaryMonitor>>,
    mut windows: Query<&mut Window, With<PrimaryWindow>>,
) {
    if let (false, Ok(screen), Ok(mut window)) = (*done, screens.single(), windows.single_mut()) {
        let (width, height) = (f64::from(screen.physical_width), f64::from(screen.physical_height));
        if width < 1_340.0 * screen.scale_factor || height < 900.0 * screen.scale_factor {
            window.set_maximized(true);
        }
        *done = true;
    }
}

/// What the views remember, and what is made for them once instead of in every frame.
#[derive(Resource, Default)]
struct Memory {
    profile: profile::ProfileState,
    home: home::HomeState,
    team: team::TeamState,
    passphrase: crate::views::settings::PassphraseState,
    library: library::LibraryState,
    briefing: briefing::BriefingState,
    data: Option<HomeData>,
    help: bool,
    arrival: arrival::Arrival<Screen>,
    dressed: Option<crate::store::settings::Settings>,
    /// The language the fonts were chosen for.
    lettered: Option<crate::scenario::Language>,
    /// Whether the fonts are there: they are one frame after they were given.
    fonts: bool,
    /// What is left of the window below the bar.
    root: Option<egui::Rect>,
}

fn camera(mut commands: Commands, taste: Res<Taste>) {
    let [red, green, blue, _] = taste.kit().palette.ground.to_array();
    commands.insert_resource(ClearColor(Color::srgb_u8(red, green, blue)));
    commands.spawn(Camera2d);
}

/// Fonts once, colours and sizes whenever the settings change.
fn dress(
    mut contexts: EguiContexts,
    taste: Res<Taste>,
    mut memory: ResMut<Memory>,
    mut clear: ResMut<ClearColor>,
) -> Result {
    let context = contexts.ctx_mut()?;
    memory.fonts = memory.dressed.is_some();
    let language = taste.kit().language;
    if memory.lettered != Some(language) {
        theme::install_fonts(context, language);
        memory.lettered = Some(language);
        context.request_repaint();
    }
    if memory.dressed != Some(taste.settings) {
        let palette = taste.kit().palette;
        theme::apply(context, &palette, taste.settings.text, !taste.settings.reduced_motion);
        let [red, green, blue, _] = palette.ground.to_array();
        clear.0 = Color::srgb_u8(red, green, blue);
        memory.dressed = Some(taste.settings);
    }
    Ok(())
}

fn has_fonts(memory: Res<Memory>) -> bool {
    memory.fonts
}

/// The whole window as one `Ui`, or what the bar left of it.
fn root(context: &egui::Context, rect: egui::Rect, name: &str) -> egui::Ui {
    let builder = egui::UiBuilder::new().layer_id(egui::LayerId::background()).max_rect(rect);
    egui::Ui::new(context.clone(), egui::Id::new(name), builder)
}

/// The bar on top, the banner below it, the help window, and the keys that work everywhere.
fn bar(
    mut contexts: EguiContexts,
    taste: Res<Taste>,
    people: Res<People>,
    screen: Res<State<Screen>>,
    mut table: ResMut<Table>,
    time: Res<Time<Real>>,
    mut memory: ResMut<Memory>,
    mut banner: ResMut<Banner>,
    mut wishes: MessageWriter<Wish>,
) -> Result {
    let context = contexts.ctx_mut()?.clone();
    let kit = taste.kit();
    let screen = *screen.get();
    let back = matches!(
        screen,
        Screen::Library | Screen::Briefing | Screen::Settings | Screen::Debrief | Screen::Team
    ) || (screen == Screen::Home && table.goes_on().is_some());
    let mut ui = root(&context, context.content_rect(), "root");
    if let Some(person) = people.here.as_ref().filter(|_| screen != Screen::Profile) {
        let title = title(screen, &kit);
        let busy = matches!(screen, Screen::Seat | Screen::WrapUp);
        let shown = shell::Shell { title, person: &person.name, back, busy };
        let frame = egui::Frame::new();
        let pressed =
            egui::Panel::top("shell").frame(frame).show(&mut ui, |ui| shell::top(ui, &kit, &shown)).inner;
        match pressed {
            Some(shell::ShellIntent::Back) => _ = wishes.write(Wish::Back),
            Some(shell::ShellIntent::Home) => _ = wishes.write(Wish::Show(Screen::Home)),
            Some(shell::ShellIntent::Person) => _ = wishes.write(Wish::SwitchPerson),
            Some(shell::ShellIntent::Settings) => _ = wishes.write(Wish::Show(Screen::Settings)),
            Some(shell::ShellIntent::Help) => memory.help = !memory.help,
            None => {}
        }
    }
    if let Some((news, words)) = banner.0.clone() {
        let good = matches!(news, News::Told | News::Written(_));
        let colour = if good { kit.palette.text } else { kit.palette.bad };
        let frame = egui::Frame::new().fill(kit.palette.card).inner_margin(egui::Margin::symmetric(16, 8));
        egui::Panel::top("banner").frame(frame).show(&mut ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(egui::RichText::new(words).color(colour));
                if let News::Written(file) = news
                    && ui.button(kit.t("Open", "打开")).clicked()
                    && let Err(error) = open::that_detached(&file)
                {
                    let file = file.display();
                    banner.complain(kit.t(
                        format!("The file could not be opened ({error}). It is {file}"),
                        format!("无法打开文件（{error}）。位置：{file}"),
                    ));
                }
                if ui.button(kit.t("Dismiss", "知道了")).clicked() {
                    banner.0 = None;
                }
            });
        });
    }
    help::show(&mut ui, &kit, &mut memory.help);
    if help::pressed(&context, Command::Help) {
        memory.help = !memory.help;
    }
    if screen != Screen::Settings && help::pressed(&context, Command::Settings) {
        wishes.write(Wish::Show(Screen::Settings));
    }
    // Esc closes an open list first.
    let listed = egui::Popup::is_any_open(&context);
    if back && !listed && help::pressed(&context, Command::Back) {
        if memory.help { memory.help = false } else { _ = wishes.write(Wish::Back) }
    }
    if screen == Screen::Seat
        && let Some(playing) = &mut table.bypass_change_detection().playing
    {
        let now = time.elapsed_secs_f64();
        if memory.help { playing.leave(now) } else { playing.come_back(now) }
    }
    // The seat and the profile know best where one begins to write.
    memory.arrival.show(&mut ui, screen, matches!(screen, Screen::Seat | Screen::Profile));
    memory.root = Some(ui.available_rect_before_wrap());
    Ok(())
}

fn title(screen: Screen, kit: &theme::Kit) -> &'static str {
    match screen {
        Screen::Profile => "",
        Screen::Home => kit.t("Home", "首页"),
        Screen::Library => kit.t("Library", "场景库"),
        Screen::Team => kit.t("Team", "团队"),
        Screen::Briefing => kit.t("Briefing", "任务简报"),
        Screen::Seat => kit.t("The seat", "坐席"),
        Screen::WrapUp => kit.t("Wrap-up", "话后小结"),
        Screen::Debrief => kit.t("Debrief", "复盘"),
        Screen::Settings => kit.t("Settings", "设置"),
    }
}

/// What the home screen shows, made anew only when something changed.
fn gather(mut memory: ResMut<Memory>, people: Res<People>, shelf: Res<Shelf>, taste: Res<Taste>) {
    let Some(person) = &people.here else {
        memory.data = None;
        return;
    };
    if memory.data.is_some() && !people.is_changed() && !shelf.is_changed() && !taste.is_changed() {
        return;
    }
    let leads =
        people.rights.is_some_and(|has| has.has(store::Right::Owner) || has.has(store::Right::Manager));
    let standing = standing(shelf.roles(), &people.evidence, &shelf.heads(), super::archive::now());
    let zone = jiff::tz::TimeZone::system();
    let data =
        HomeData::new(person.name.clone(), standing, people.attempts.clone(), shelf.entries.clone(), zone);
    let language = taste.kit().language;
    let data = data.with_outlook(outlook(&people, &shelf, language));
    memory.data = Some(data.with_todo(todo(&people, &shelf, language), leads));
}

/// What is due to whoever is here, how well they do, and what they are certified for.
fn outlook(people: &People, shelf: &Shelf, language: crate::scenario::Language) -> Outlook {
    let zone = jiff::tz::TimeZone::system();
    let now = super::archive::now();
    let held = people.certificates.iter().map(|one| {
        let steps = shelf.roles().ladders.iter().flat_map(|ladder| &ladder.steps);
        let (one, revoked) = (&one.new, one.revoked.as_ref());
        let step = steps.into_iter().find(|step| step.id == one.step);
        let day = one.made.to_zoned(zone.clone()).date();
        let revoked =
            revoked.map(|revoked| format!(" · {}", crate::locale::badge::revoked(revoked, language)));
        Held {
            id: one.id,
            title: step.map_or_else(|| one.step.clone(), |step| step.title.get(language).to_owned()),
            day: format!("{day}{}", revoked.unwrap_or_default()),
        }
    });
    Outlook {
        certificates: held.collect(),
        due: due(&people.evidence, &shelf.heads(), &now.to_zoned(zone.clone())),
        abilities: estimates(&people.evidence, now).into_iter().collect(),
    }
}

/// What whoever is here was given; what is done is told where it was given, not here.
fn todo(people: &People, shelf: &Shelf, language: crate::scenario::Language) -> Vec<Todo> {
    let now = super::archive::now();
    let named = |id: &str| shelf.scenario(id).map(|one| one.file().title.get(language).to_owned());
    let open = people.given.iter().filter(|(_, progress)| *progress != Progress::Done);
    let all = open.map(|(given, progress)| {
        let new = &given.assignment.new;
        let attempt = given.attempts.iter().find(|attempt| attempt.state == store::State::Open);
        Todo {
            id: new.id,
            title: assignment::title(&new.task, named, shelf.roles(), language),
            exam: new.certify,
            offered: new.whom == Whom::Anybody && given.attempts.is_empty(),
            progress: *progress,
            terms: assignment::terms(given, now, language),
            open: attempt.map(|attempt| attempt.id),
            more: given.left() != Some(0) && given.assignment.withdrawn.is_none(),
        }
    });
    all.collect()
}
