//! The `hotseat` program: for now answers `hotseat listen` lines from standard input.

#![allow(clippy::print_stdout, reason = "measuring only, replaced at merge")]

use std::io::BufRead as _;

fn main() -> anyhow::Result<()> {
    let read = |name: &str| std::fs::read_to_string(format!("assets/listener/{name}"));
    let (en, zh) = (read("en.ron")?, read("zh.ron")?);
    let files = [("en.ron", en.as_str()), ("zh.ron", zh.as_str())];
    let listener =
        hotseat::listen::Listener::parse(&files).map_err(|faults| anyhow::anyhow!("{faults:#?}"))?;
    let marks = std::env::args().nth(1).is_some_and(|arg| arg == "marks");
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if marks {
            let row: serde_json::Value = serde_json::from_str(&line)?;
            let text = |key: &str| row.get(key).and_then(serde_json::Value::as_str).unwrap_or_default();
            let moment = hotseat::listen::Moment {
                reply: text("reply"),
                customer: text("customer"),
                turn: None,
                tools: &[],
            };
            println!("{}\t{}", text("id"), listener.marks(&moment).join(" "));
        } else {
            println!("{}", hotseat::listen::jsonl::answer(&listener, &line)?);
        }
    }
    Ok(())
}
