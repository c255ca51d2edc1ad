//! Making dinners and changing what is said of them.

use crate::{
    app::{
        Session,
        dinner_plan::{self, DinnerPlan},
        dinners,
    },
    domain::{Dinner, Id},
};

use super::{DeskError, Done, Subject};

/// A change of the dinners.
#[derive(Clone, Debug, PartialEq)]
pub enum DinnerEdit {
    /// Makes one, and opens it.
    Create(Box<DinnerPlan>),
    /// Says other things of one that is there.
    Change(Id<Dinner>, Box<DinnerPlan>),
    /// Whether its questions begin by themselves.
    BeginQuestions(Id<Dinner>, bool),
    Close(Id<Dinner>),
    Reopen(Id<Dinner>),
    Delete(Id<Dinner>),
}

impl DinnerEdit {
    /// Does it.
    pub(super) fn run(&self, session: &Session) -> Result<Done, DeskError> {
        let of = |id: Id<Dinner>| -> Result<Dinner, DeskError> {
            let gone = "That dinner is not there any more. Nothing was changed";
            let row = session.library().get(id)?;
            row.ok_or_else(|| DeskError::Refused(gone.to_owned()))
        };
        let (words, look_at) = match self {
            Self::Create(plan) => {
                let dinner = dinner_plan::create(session, plan)?;
                (format!("New dinner {}", dinner.title), Some(dinner.id))
            }
            Self::Change(id, plan) => (dinner_plan::change(session, &of(*id)?, plan)?, None),
            Self::BeginQuestions(id, by_themselves) => (
                dinners::begin_questions(session, &of(*id)?, *by_themselves)?,
                None,
            ),
            Self::Close(id) => (dinner_plan::set_closed(session, &of(*id)?, true)?, None),
            Self::Reopen(id) => (dinner_plan::set_closed(session, &of(*id)?, false)?, None),
            Self::Delete(id) => (dinner_plan::delete(session, &of(*id)?)?, None),
        };
        Ok(Done {
            words,
            look_at: look_at.map(Subject::Dinner),
        })
    }
}
