//! The briefing at a terminal.

use super::screen::{Look, Screen};
use crate::locale::names;
use crate::scenario::file::BotLine;
use crate::scenario::{Language, Scenario};

/// What is known before the first line.
pub(super) fn briefing(
    screen: &mut Screen,
    scenario: &Scenario,
    talk: Language,
    ui: Language,
) -> anyhow::Result<()> {
    let file = scenario.file();
    screen.title(file.title.get(talk))?;
    let about = ui.pick(
        format!("{} · level {} · about {} minutes", names::kind(file.kind, ui), file.level, file.minutes),
        format!("{} · 难度 {} · 约 {} 分钟", names::kind(file.kind, ui), file.level, file.minutes),
    );
    screen.say(Look::Faint, 0, &about)?;
    screen.gap()?;
    screen.line(file.briefing.get(talk))?;
    if !file.critical.is_empty() {
        screen.title(ui.pick(
            "Critical errors: any of these fails the session",
            "致命错误：犯其中任何一条，本次即不通过",
        ))?;
        for critical in &file.critical {
            screen.say(Look::Plain, 2, &format!("• {}", critical.title.get(talk)))?;
        }
    }
    if !file.bot.is_empty() {
        screen.title(ui.pick("What the bot and the customer wrote before", "转人工前与机器人的对话"))?;
        for line in &file.bot {
            match line {
                BotLine::Customer(text) => {
                    screen.say(
                        Look::Customer,
                        2,
                        &names::headed(file.customer.name.get(talk), text.get(talk), ui),
                    )?;
                }
                BotLine::Bot(text) => {
                    screen.say(
                        Look::Faint,
                        2,
                        &names::headed(ui.pick("Bot", "机器人"), text.get(talk), ui),
                    )?;
                }
            }
        }
    }
    screen.gap()?;
    Ok(())
}
