//! What can go wrong with reviews and calibrations.

use thiserror::Error;

use super::attempt::AttemptId;

/// Why something of a review could not be kept; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReviewError {
    /// It is being played.
    #[error("attempt {attempt} is not over: it is reviewed once it is")]
    NotOver {
        /// Which.
        attempt: AttemptId,
    },
    /// Its scorecard has no such finding or critical error.
    #[error(
        "the scorecard of attempt {attempt} has no such finding: `hotseat review {attempt}` numbers them"
    )]
    NoSuchFinding {
        /// Which.
        attempt: AttemptId,
    },
    /// Points no finding of this kind can have.
    #[error(
        "{points} points are not possible there: give 0 to {of}, or, where points are only taken, -100 to 0"
    )]
    BadPoints {
        /// What was asked for.
        points: i32,
        /// What there is to earn.
        of: i32,
    },
    /// This version cannot compute a scorecard of it.
    #[error(
        "this version cannot grade attempt {attempt} again, so nothing is overruled: `hotseat verify {attempt}` says why"
    )]
    NotGradable {
        /// Which.
        attempt: AttemptId,
    },
    /// A comment without a letter.
    #[error("there is no text: write what you want to say")]
    NoText,
    /// A comment on what did not happen.
    #[error("attempt {attempt} has no moment {event}: `hotseat review {attempt}` numbers them")]
    NoSuchMoment {
        /// Which attempt.
        attempt: AttemptId,
        /// The place asked for, from 1.
        event: u32,
    },
    /// An answer to what was not said.
    #[error("attempt {attempt} has no comment {comment}: `hotseat attempts --show {attempt}` numbers them")]
    NoSuchComment {
        /// Which attempt.
        attempt: AttemptId,
        /// The number asked for.
        comment: u32,
    },
    /// Somebody who could not review it.
    #[error("{name} may not review this: the owner can make them manager of a team that person is in")]
    NotAReviewer {
        /// Who.
        name: String,
    },
    /// An exam that still waits for a decision.
    #[error(
        "exam {attempt} waits for a decision: say whether it is passed with `hotseat review {attempt} --pass|--fail`"
    )]
    NotDecided {
        /// Which.
        attempt: AttemptId,
    },
    /// An appeal against nothing.
    #[error(
        "nobody decided or overruled anything in attempt {attempt}: to see a finding differently, dispute it"
    )]
    NothingToAppeal {
        /// Which.
        attempt: AttemptId,
    },
    /// There is no such calibration for whoever asks.
    #[error("there is no such calibration for you: look at `hotseat calibrate list`")]
    NoSuchCalibration,
    /// A calibration in which nothing could be compared.
    #[error("a calibration takes at least one attempt and two reviewers: name more")]
    TooSmall,
    /// It is over.
    #[error("this calibration is closed: look at it with `hotseat calibrate show`")]
    Closed,
    /// It is not over, and nobody sees anybody's scores before.
    #[error(
        "this calibration is still open, and scores stay hidden until it is closed: `hotseat calibrate close`"
    )]
    StillOpen,
    /// One is scored once.
    #[error("you have scored attempt {attempt} in this calibration already: the first scores stay")]
    ScoredBefore {
        /// Which.
        attempt: AttemptId,
    },
    /// A rating that is none, or a criterion twice.
    #[error("each criterion is scored once, with 0, 1 or 2, or left open")]
    BadRating,
}
