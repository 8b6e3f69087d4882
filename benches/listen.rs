//! How long it takes to make a listener and to hear one reply of about 300 characters.
#![allow(missing_docs, clippy::expect_used, reason = "a bench stops where something is wrong")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use hotseat::listen::{Listener, Moment};

const EN: &str = "You're on the kerb with your family because our filter got it wrong. I apologise, and you've every right \
    to be furious. Let me get you all off that kerb: one question to check it's you, then I lift the block. What was the \
    last thing you paid for with it? It takes about two minutes and I'll stay on the line until it works.";
const ZH: &str = "一天没单，这个亏是实实在在的，还平白背个“涉诈”，谁心里不堵。我看是前天您连着拨了八十多个生号，系统拦的，那是打给乘客的吧？";

fn listen(criterion: &mut Criterion) {
    criterion.bench_function("make", |bench| bench.iter(|| Listener::builtin().expect("parses")));
    let listener = Listener::builtin().expect("parses");
    let customer = "My family is standing on the kerb and the card is blocked! 一天没单了！";
    for (name, reply) in [("en", EN.to_owned()), ("zh", ZH.repeat(5).chars().take(300).collect())] {
        let moment = Moment { reply: &reply, customer, turn: None, tools: &[], samples: &[] };
        criterion.bench_function(name, |bench| bench.iter(|| listener.listen(black_box(&moment))));
    }
}

criterion_group!(benches, listen);
criterion_main!(benches);
