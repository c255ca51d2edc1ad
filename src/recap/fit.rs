//! How a recap is kept to two pages: what can run on runs on, and then what is least missed goes. It places nothing.

use super::content::AttendeeRecap;
use super::faces::Faces;
use super::layout::lay;
use super::page::{Laid, Paper};

/// Lays out a guest's recap.
pub fn attendee(recap: &AttendeeRecap, faces: &Faces, paper: Paper) -> Laid {
    // What is looked up later begins a page of its own, unless that costs a third one.
    let apart = lay(recap, faces, paper, true);
    if apart.pages.len() <= 2 {
        return apart;
    }
    let together = lay(recap, faces, paper, false);
    if together.pages.len() <= 2 {
        return together;
    }
    let mut short = lay(&shortened(recap), faces, paper, false);
    if short.pages.len() <= 2 {
        let words =
            "how names are said, second contacts and the ends of offers, to stay on two pages";
        short.report.left_out.push(words.to_owned());
        return short;
    }
    // Nothing that can go brings it to two pages: then nothing goes.
    if together.pages.len() < apart.pages.len() {
        together
    } else {
        apart
    }
}

/// Without what is least missed in the table of guests.
fn shortened(recap: &AttendeeRecap) -> AttendeeRecap {
    let mut short = recap.clone();
    for tablemate in &mut short.tablemates {
        tablemate.says_it_like = None;
        tablemate.contacts.truncate(1);
        if let Some(offer) = &mut tablemate.offers {
            offer.until = None;
        }
    }
    short
}
