//! The desk beside the conversation.

use std::collections::BTreeMap;

use egui::Ui;

use super::theme::Kit;
use crate::session::Session;

/// The desk's tabs and forms.
#[derive(Default)]
pub struct DeskState;

/// What the trainee wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskIntent {
    /// Use a tool.
    Tool(String, BTreeMap<String, String>),
    /// Open an article.
    Read(String),
    /// Ask the supervisor.
    Consult(String),
    /// Hand over.
    HandOver(String, String),
    /// Put words into the composer.
    Insert(String),
    /// A form is being filled.
    Typing,
}

impl DeskState {
    /// Chooses a tab.
    pub fn select(&mut self, _index: usize) {}
    /// Shows why a form was refused.
    pub fn rejected(&mut self, _tool: &str, _why: String) {}
}

/// Draws the desk.
pub fn show(_ui: &mut Ui, _kit: &Kit, _session: &Session, _state: &mut DeskState) -> Vec<DeskIntent> {
    Vec::new()
}
