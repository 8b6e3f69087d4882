//! Reviews in words: every refusal says what to do, in both languages.

use hotseat::locale::store::store_error;
use hotseat::scenario::Language;
use hotseat::store::ReviewError;

use super::*;

#[test]
fn every_refusal_names_the_remedy_in_both_languages() {
    let attempt = AttemptId(Uuid::from_u128(1));
    let name = "Tara".to_owned();
    for error in [
        ReviewError::NotOver { attempt },
        ReviewError::NoSuchFinding { attempt },
        ReviewError::BadPoints { points: 99, of: 20 },
        ReviewError::NotGradable { attempt },
        ReviewError::NoText,
        ReviewError::NoSuchMoment { attempt, event: 3 },
        ReviewError::NoSuchComment { attempt, comment: 3 },
        ReviewError::NotAReviewer { name },
        ReviewError::NotDecided { attempt },
        ReviewError::NothingToAppeal { attempt },
        ReviewError::NoSuchCalibration,
        ReviewError::TooSmall,
        ReviewError::Closed,
        ReviewError::StillOpen,
        ReviewError::ScoredBefore { attempt },
        ReviewError::BadRating,
    ] {
        let error = StoreError::Review(error);
        let [en, zh] = [Language::En, Language::Zh].map(|language| store_error(&error, language));
        assert!(en != zh && en.is_ascii() && !zh.is_ascii(), "{en} / {zh}");
        assert!(en.contains(": ") || en.contains(", "), "{en}");
    }
}
