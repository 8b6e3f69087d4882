//! How well one learns from some writers to hear another: each writer's replies are heard by a model that never saw them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::measure::{Measured, hear, measured};
use super::train::{FOLDS, Labelled, folds, train};
use super::{Hearing, Listener, ModelError};
use crate::scenario::text::Language;

/// What leaving out came to in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossed {
    /// The language.
    pub language: Language,
    /// By who was left out: a writer, or a fifth of the situations that name none where nobody names one.
    pub parts: Vec<(String, Measured)>,
    /// All replies left out, each heard by the model that had not seen it.
    pub whole: Measured,
}

/// Leaves out each writer in turn, or each fifth of the situations where no reply names a writer; learns from `share`
/// percent of the situations that are left, and measures on the replies left out.
///
/// # Errors
/// Where `lexicons` cannot make a listener without a model, or one that was learned cannot be read back.
pub fn cross<E: From<ModelError>>(
    lexicons: impl Fn() -> Result<Listener, E>,
    replies: &[Labelled],
    share: usize,
) -> Result<Vec<Crossed>, E> {
    let listener = lexicons()?;
    let mut all = Vec::new();
    for language in Language::ALL {
        let own: Vec<&Labelled> = replies.iter().filter(|reply| reply.lang == language).collect();
        let parts = parts(&own);
        let mut told: Vec<(String, Measured)> = Vec::new();
        let mut heard: Vec<(&Labelled, Hearing)> = Vec::new();
        for name in parts.iter().flatten().collect::<BTreeSet<_>>() {
            let is_out = |part: &Option<String>| part.as_ref() == Some(name);
            let (out, rest): (Vec<_>, Vec<_>) = own.iter().zip(&parts).partition(|(_, part)| is_out(part));
            let rest = some(&rest.into_iter().map(|(reply, _)| *reply).collect::<Vec<_>>(), share);
            let taught = lexicons()?.taught(&train(&listener, &rest).0)?;
            let out: Vec<&Labelled> = out.into_iter().map(|(reply, _)| *reply).collect();
            let hearings = hear(&taught, &out);
            told.push((name.clone(), measured(&out, &hearings)));
            heard.extend(out.into_iter().zip(hearings));
        }
        if !heard.is_empty() {
            let (out, hearings): (Vec<_>, Vec<_>) = heard.into_iter().unzip();
            all.push(Crossed { language, parts: told, whole: measured(&out, &hearings) });
        }
    }
    Ok(all)
}

/// Who is left out with each reply: its writer; replies that name none are always learned from, unless none names one.
fn parts(replies: &[&Labelled]) -> Vec<Option<String>> {
    if replies.iter().any(|reply| reply.writer.is_some()) {
        return replies.iter().map(|reply| reply.writer.clone()).collect();
    }
    let name = |part: usize| Some(format!("{} of {FOLDS}", part + 1));
    folds(replies).into_iter().map(name).collect()
}

/// The replies of so many percent of the situations, spread over all.
fn some(replies: &[&Labelled], share: usize) -> Vec<Labelled> {
    let situations: BTreeSet<(Option<&str>, &str)> =
        replies.iter().map(|reply| (reply.writer.as_deref(), reply.situation.as_str())).collect();
    let places: BTreeMap<_, usize> = situations.into_iter().zip(0..).collect();
    let taken = |reply: &&&Labelled| {
        let place = places.get(&(reply.writer.as_deref(), reply.situation.as_str())).copied().unwrap_or(0);
        (place + 1) * share / 100 > place * share / 100
    };
    replies.iter().filter(taken).map(|reply| (*reply).clone()).collect()
}

impl fmt::Display for Crossed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let language = self.language.code();
        writeln!(
            out,
            "{language:10} replies  macro  micro  sure: right, of all  harm: right, of all  calibr.  QWK    ten"
        )?;
        for (name, one) in
            self.parts.iter().map(|(name, one)| (name.as_str(), one)).chain([("all", &self.whole)])
        {
            writeln!(
                out,
                "{name:10} {:7}   {:.3}  {:.3}  {:.3}        {:.3}   {:.3}        {:.3}   {:.3}    {:.3}  {:.3}",
                one.replies,
                one.macro_f1(),
                one.micro_f1(),
                one.sure.precision(),
                one.sure.coverage(),
                one.harm.precision(),
                one.harm.coverage(),
                one.calibration.0,
                one.empathy,
                one.groups,
            )?;
        }
        writeln!(out, "\n{}", self.whole)
    }
}
