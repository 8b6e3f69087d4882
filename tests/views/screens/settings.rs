//! The settings, the list of shortcuts and the bar at the top.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use hotseat::scenario::Language;
use hotseat::store::settings::{Settings, Shade};
use hotseat::views::shell::{Shell, ShellIntent};
use hotseat::views::{help, settings, shell};

use super::{Screen, kit, press, screen, sized};

type Choices = egui_kittest::Harness<'static, Screen<Settings, Settings>>;

fn shown(language: Language) -> Choices {
    screen(language, Settings::default(), |ui, kit, state| settings::show(ui, kit, state).then_some(*state))
}

#[test]
fn every_setting_is_changed_by_its_label() {
    let mut choices = shown(Language::En);
    assert!(choices.state().wanted.is_empty(), "looking changes nothing");
    press(&mut choices, Role::RadioButton, "中文");
    press(&mut choices, Role::RadioButton, "Dark");
    press(&mut choices, Role::RadioButton, "150 %");
    press(&mut choices, Role::CheckBox, "Reduced motion");
    press(&mut choices, Role::CheckBox, "Colours for colour-blind eyes");
    press(&mut choices, Role::RadioButton, "Enter sends, Shift+Enter begins a new line");
    let wanted = Settings {
        language: Some(Language::Zh),
        shade: Shade::Dark,
        text: 150,
        reduced_motion: true,
        colour_safe: true,
        enter_sends: true,
    };
    assert_eq!(choices.state().wanted.len(), 6, "each change is told at once");
    assert_eq!(choices.state().wanted.last(), Some(&wanted));
    press(&mut choices, Role::RadioButton, "As the system");
    assert_eq!(choices.state().state.language, None);
}

#[test]
fn the_settings_are_worded_in_chinese() {
    let mut choices = shown(Language::Zh);
    press(&mut choices, Role::RadioButton, "深色");
    press(&mut choices, Role::CheckBox, "减少动态效果");
    assert_eq!(choices.state().state.shade, Shade::Dark);
    assert!(choices.state().state.reduced_motion);
}

#[test]
fn help_lists_every_shortcut_and_escape_closes_it() {
    for (language, send, next) in [
        (Language::En, "send the reply", "back to the screen before"),
        (Language::Zh, "发送回复", "返回上一个画面"),
    ] {
        let mut window = screen(language, true, |ui, kit, open| {
            help::show(ui, kit, open);
            None::<()>
        });
        for (keys, _) in help::rows(&window.ctx.clone(), &kit(language)) {
            assert!(window.query_by_label(&keys).is_some(), "{keys}");
        }
        assert!(window.query_by_label("Ctrl+Shift+W").is_some());
        assert!(window.query_by_label("Ctrl+1 … Ctrl+7").is_some());
        assert!(window.query_by_label_contains(send).is_some());
        assert!(window.query_by_label_contains(next).is_some());
        let close =
            window.get_by_role_and_label(Role::Button, if send.is_ascii() { "Close" } else { "关闭" });
        assert!(close.is_focused(), "nothing behind it has the keyboard");
        window.key_press(egui::Key::Escape);
        window.run();
        assert!(!window.state().state);
    }
}

#[test]
fn the_bar_leads_everywhere() {
    for (language, back, person, options, help) in [
        (Language::En, "← Back", "Mei: switch person", "Settings", "Help"),
        (Language::Zh, "← 返回", "Mei：切换用户", "设置", "帮助"),
    ] {
        let mut bar = screen(language, (), |ui, kit, ()| {
            shell::top(ui, kit, &Shell { title: "Library", person: "Mei", back: true, busy: false })
        });
        for name in [back, "Hotseat 坐席", person, options, help] {
            press(&mut bar, Role::Button, name);
        }
        assert_eq!(
            bar.state().wanted,
            [
                ShellIntent::Back,
                ShellIntent::Home,
                ShellIntent::Person,
                ShellIntent::Settings,
                ShellIntent::Help
            ]
        );
    }
}

#[test]
fn a_long_name_leaves_room_for_the_buttons_of_the_bar() {
    let name = "Wolfeschlegelsteinhausenbergerdorff".repeat(2);
    let label = format!("{name}: switch person");
    let mut bar = sized(Language::En, [1024.0, 640.0], 200, (), move |ui, kit, ()| {
        let title = "A customer who has waited for a very long time".repeat(4);
        shell::top(ui, kit, &Shell { title: &title, person: &name, back: true, busy: false })
    });
    for node in [&label, "Settings", "Help"] {
        let rect = bar.get_by_role_and_label(Role::Button, node).rect();
        assert!(rect.left() >= 0.0 && rect.right() <= 1024.0, "{node}: {rect:?}");
    }
    press(&mut bar, Role::Button, "Help");
    assert_eq!(bar.state().wanted, [ShellIntent::Help]);
}
