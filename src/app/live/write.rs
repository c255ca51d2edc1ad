//! The way of a change at the table: to the disk, and into what is known here.

use super::{
    Live, LiveError,
    take_back::{Deed, Rows, Words},
};
use crate::{
    app::{Way, Write, running_order},
    domain::{Change, Draft, Id},
};

impl Live {
    /// Changes rows: on the disk, and here, so that it can be taken back.
    pub(super) fn change(
        &mut self,
        way: &mut Way<'_>,
        draft: Draft,
        rows: Rows,
        words: Words,
    ) -> Result<(), LiveError> {
        if draft.is_empty() {
            return Ok(());
        }
        let change = self.write(way, draft)?;
        let other = self.swap(rows);
        self.did(Deed::Rows {
            change,
            has_key: false,
            words,
            other,
        });
        Ok(())
    }

    /// Writes a change of the table; the running order goes before the first, so that taking that back leaves it.
    pub(super) fn write(
        &mut self,
        way: &mut Way<'_>,
        draft: Draft,
    ) -> Result<Id<Change>, LiveError> {
        if !self.unsaved.is_empty() {
            let mut order = Draft::new(format!("Running order of {}", self.dinner().title));
            for slot in &self.unsaved {
                running_order::create(&mut order, slot);
            }
            write_one(way, order)?;
            self.unsaved.clear();
        }
        write_one(way, draft)
    }
}

fn write_one(way: &mut Way<'_>, mut draft: Draft) -> Result<Id<Change>, LiveError> {
    let change = way.session().new_id();
    draft.change = Some(change);
    draft.is_live = true;
    way.write(Write::Change(draft))?;
    Ok(change)
}
