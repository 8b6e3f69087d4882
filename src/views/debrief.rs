//! The debrief: rate yourself, then see what earned what, at the moment it happened.

mod card;
mod curve;
mod form;
mod head;
mod judged;
mod moment;
mod rating;
mod reviewed;
mod talk;

pub use form::SHORTEST_REASON;
pub use reviewed::{ReviewAct, Reviewed};

use std::collections::{BTreeMap, BTreeSet};

use egui::{Rect, ScrollArea, TextStyle, Ui, UiBuilder, pos2, vec2};

use super::lazily::Rows;
use super::page;
use super::theme::Kit;
use crate::review::{Alternative, Review};
use crate::scenario::Act;

/// Widths and heights, in letters, below which everything stands in one column.
const ROOM: (f32, f32) = (56.0, 38.0);

/// What the trainee said about this attempt before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// How they rated themselves: empathy, tools, resolution, each 0..=100.
    pub rating: Option<[u8; 3]>,
    /// The reasons why they see a finding differently, by its place in the scorecard.
    pub disputes: BTreeMap<usize, Vec<String>>,
    /// What they meant where it was not heard, by the place in the log of what was heard.
    pub meant: BTreeMap<u32, Vec<Act>>,
    /// What reviewers decided: whether it is passed, and why; the last one counts.
    pub decided: Vec<(bool, String)>,
    /// Whether the trainee shows it to whoever leads their team; none where that is not theirs to say.
    pub shared: Option<bool>,
    /// The rubric that was adopted since, by number, with the score that counts by it and whether that is passed.
    pub counts: Option<(u32, Option<u8>, Option<bool>)>,
    /// Whether somebody else looks at it, who can neither dispute nor try again.
    pub watched: bool,
    /// What reviewers did, and what whoever looks at it may do about that.
    pub reviewed: Reviewed,
}

/// What the trainee wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DebriefIntent {
    /// Keep how they rate themselves: empathy, tools, resolution, each 0..=100.
    RateSelf([u8; 3]),
    /// Compute what else could have been said in a turn.
    Compute {
        /// Which.
        turn: usize,
    },
    /// Sit down again where the reply of a turn was due.
    TryAgain {
        /// Which.
        turn: usize,
    },
    /// Keep that they see a finding differently.
    Dispute {
        /// Its place in the scorecard.
        finding: usize,
        /// Why.
        reason: String,
    },
    /// Show it to whoever leads one's team, or no longer.
    Share(bool),
    /// Something of a review.
    Review(ReviewAct),
    /// Write the debrief to a file.
    Export,
    /// Take the customer with this scenario id next.
    Drill(String),
    /// Go home.
    Home,
}

/// What is open, chosen and being written; made anew for each attempt.
#[derive(Clone, Debug)]
pub struct DebriefState {
    skipped: bool,
    rating: [u8; 3],
    tab: Tab,
    turn: Option<usize>,
    /// The turn under the pointer, in the conversation or on the curve.
    marked: Option<usize>,
    talk: Rows,
    steps: Rows,
    open: BTreeSet<usize>,
    shown: Option<usize>,
    disputing: Option<(usize, String)>,
    /// Whether the form for a reason, or the button that opens it, takes the keyboard at the next drawing.
    focus: bool,
    computing: Option<usize>,
    review: reviewed::Form,
}

impl Default for DebriefState {
    fn default() -> Self {
        Self {
            skipped: false,
            rating: [50; 3],
            tab: Tab::Moment,
            turn: None,
            marked: None,
            talk: Rows::default(),
            steps: Rows::default(),
            open: BTreeSet::new(),
            shown: None,
            disputing: None,
            focus: false,
            computing: None,
            review: reviewed::Form::default(),
        }
    }
}

impl DebriefState {
    /// This turn is open.
    pub fn at(turn: usize) -> Self {
        let mut state = Self::default();
        state.open_turn(turn, true);
        state
    }

    /// The turn that is open.
    pub fn turn(&self) -> Option<usize> {
        self.turn
    }

    /// Opens a turn and scrolls to it; in one column the conversation comes to the front.
    fn open_turn(&mut self, turn: usize, narrow: bool) {
        self.turn = Some(turn);
        self.talk.go(turn);
        if narrow {
            self.tab = Tab::Talk;
        }
    }

    /// Asks for what else could have been said in a turn, and shows it.
    fn compute(&mut self, turn: usize, wants: &mut Vec<DebriefIntent>) {
        self.computing = Some(turn);
        self.tab = Tab::Moment;
        wants.push(DebriefIntent::Compute { turn });
    }

    /// Opens a finding in the scorecard.
    fn show_finding(&mut self, finding: usize) {
        self.open.insert(finding);
        self.shown = Some(finding);
        self.tab = Tab::Card;
    }
}

/// Keeps what the keyboard has reached in sight.
fn follow(response: &egui::Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Tab {
    Talk,
    Moment,
    Card,
    Steps,
    Review,
}

/// What is drawn, all that stays the same while it is.
#[derive(Clone, Copy)]
struct Page<'a> {
    kit: &'a Kit,
    review: &'a Review,
    alternatives: Option<&'a [Alternative]>,
    kept: &'a Kept,
    /// Whether everything stands in one column.
    narrow: bool,
}

/// Draws the debrief of one attempt; `alternatives` are those of the turn last asked for with
/// [`DebriefIntent::Compute`], none while they are computed.
pub fn show(
    ui: &mut Ui,
    kit: &Kit,
    review: &Review,
    alternatives: Option<&[Alternative]>,
    kept: &Kept,
    state: &mut DebriefState,
) -> Vec<DebriefIntent> {
    let mut wants = Vec::new();
    let letter = ui.text_style_height(&TextStyle::Body) / 1.3;
    // By the whole window, so that a notice on top does not turn the page round.
    let room = vec2(ui.available_width(), ui.ctx().content_rect().height());
    let narrow = room.x < ROOM.0 * letter || room.y < ROOM.1 * letter;
    let page = Page { kit, review, alternatives, kept, narrow };
    if kept.rating.is_none() && !state.skipped && !kept.watched {
        let widest = (page::em(ui) * 36.0).max(760.0);
        page::column(ui, "rate yourself", widest, |ui| rating::show(ui, page, state, &mut wants));
        return wants;
    }
    if let (None, Some(turn)) = (state.computing, moment::first(review)) {
        state.computing = Some(turn);
        wants.push(DebriefIntent::Compute { turn });
    }
    let marked = state.marked.take();
    if narrow {
        one_column(ui, page, state, marked, &mut wants);
    } else {
        two_columns(ui, page, state, marked, &mut wants);
    }
    if state.marked != marked {
        ui.ctx().request_repaint();
    }
    wants
}

fn one_column(
    ui: &mut Ui,
    page: Page<'_>,
    state: &mut DebriefState,
    marked: Option<usize>,
    wants: &mut Vec<DebriefIntent>,
) {
    ScrollArea::vertical().id_salt("debrief").auto_shrink(false).animated(false).show(ui, |ui| {
        head::show(ui, page, state, wants);
        tabs(ui, page, state);
        if state.tab == Tab::Talk {
            curve::show(ui, page, state, marked);
            talk::show(ui, page, state, marked, wants);
        } else {
            side(ui, page, state, wants);
        }
        page::pages(ui);
    });
}

fn two_columns(
    ui: &mut Ui,
    page: Page<'_>,
    state: &mut DebriefState,
    marked: Option<usize>,
    wants: &mut Vec<DebriefIntent>,
) {
    if state.tab == Tab::Talk {
        state.tab = Tab::Moment;
    }
    head::show(ui, page, state, wants);
    let whole = ui.available_rect_before_wrap();
    let middle = whole.left() + whole.width() * 0.5;
    let left = Rect::from_min_max(whole.min, pos2(middle - 8.0, whole.bottom()));
    let right = Rect::from_min_max(pos2(middle + 8.0, whole.top()), whole.max);
    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
        ScrollArea::vertical().id_salt("conversation").auto_shrink(false).animated(false).show(ui, |ui| {
            talk::show(ui, page, state, marked, wants);
            page::own_pages(ui);
            if ui.memory(egui::Memory::focused).is_none() {
                page::pages(ui);
            }
        });
    });
    ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
        curve::show(ui, page, state, marked);
        tabs(ui, page, state);
        ScrollArea::vertical().id_salt(("side", state.tab)).auto_shrink(false).animated(false).show(
            ui,
            |ui| {
                side(ui, page, state, wants);
                page::own_pages(ui);
            },
        );
    });
    ui.advance_cursor_after_rect(whole);
}

fn tabs(ui: &mut Ui, page: Page<'_>, state: &mut DebriefState) {
    let kit = page.kit;
    let mut names = vec![
        (Tab::Moment, kit.t("The costliest moment", "丢分最多的地方")),
        (Tab::Card, kit.t("Scorecard", "评分卡")),
        (Tab::Steps, kit.t("Every step of the mood", "情绪变化明细")),
    ];
    if page.kept.reviewed.is_any(page.kept) {
        names.push((Tab::Review, kit.t("Review", "复核")));
    }
    if page.narrow {
        names.insert(0, (Tab::Talk, kit.t("Conversation", "对话")));
    }
    ui.horizontal_wrapped(|ui| {
        for (tab, name) in names {
            if ui.selectable_label(state.tab == tab, name).clicked() {
                state.tab = tab;
            }
        }
    });
}

fn side(ui: &mut Ui, page: Page<'_>, state: &mut DebriefState, wants: &mut Vec<DebriefIntent>) {
    match state.tab {
        Tab::Talk => {}
        Tab::Moment => moment::show(ui, page, state, wants),
        Tab::Card => card::show(ui, page, state, wants),
        Tab::Steps => curve::steps(ui, page, state),
        Tab::Review => reviewed::show(ui, page, state, wants),
    }
}
