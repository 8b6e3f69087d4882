//! Somebody who has played a thousand times.

use std::time::{Duration, Instant};

use super::*;
use crate::store::many;

/// What anybody waits for without wondering, on a slow and busy machine, in a build that is not optimised.
const AT_ONCE: Duration = Duration::from_secs(3);

#[test]
fn a_thousand_attempts_are_added_up_at_once() {
    let data = TempDir::new().unwrap();
    many::attempts(data.path(), "Ann", 1_000);
    #[expect(clippy::disallowed_methods, reason = "the test times what people wait for")]
    let shown = (0..3).map(|_| {
        let began = Instant::now();
        let (code, out, err) = run_in(data.path(), &["progress", "--lang", "en"], "");
        assert_eq!(code, 0, "{err}");
        assert!(out.contains("attempts with a scorecard: 1000"), "{out}");
        began.elapsed()
    });
    let fastest = shown.min().expect("three");
    assert!(fastest < AT_ONCE, "{fastest:?}");
}
