//! How a recap is kept to two pages: what is least missed goes first, then what can run on runs on, and at last the
//! earliest of many questions go. It places nothing.

use super::content::{AttendeeRecap, Tablemate};
use super::faces::Faces;
use super::layout::{Manner, lay};
use super::page::{Laid, Paper};

/// The two sides of one sheet.
const MOST_PAGES: usize = 2;
/// How many questions of a list are enough where there is no room for all.
const ENOUGH_EXCHANGES: usize = 6;

/// The words for the host, and what goes.
type Step = (&'static str, fn(&mut Tablemate));

/// What can go from the table of guests, the least missed first.
const STEPS: [Step; 4] = [
    ("how names are said", |tablemate| {
        tablemate.says_it_like = None;
    }),
    ("second contacts", |tablemate| {
        tablemate.contacts.truncate(1);
    }),
    ("the ends of offers", |tablemate| {
        if let Some(offer) = &mut tablemate.offers {
            offer.until = None;
        }
    }),
    ("the next steps of the others’ offers", |tablemate| {
        if let Some(offer) = &mut tablemate.offers {
            offer.next_step = None;
        }
    }),
];

/// One way to lay out a recap: how, and with what gone from it.
struct Attempt {
    recap: AttendeeRecap,
    gone: Vec<&'static str>,
    manner: Manner,
}

/// Lays out a guest's recap, on two pages if leaving out what is least missed can bring it there. Otherwise it takes
/// the fewest pages that were reached, and the host is told how many.
pub fn attendee(recap: &AttendeeRecap, faces: &Faces, paper: Paper) -> Laid {
    let apart = Manner {
        is_apart: true,
        most_exchanges: usize::MAX,
    };
    let mut best = lay(recap, faces, paper, apart);
    if best.pages.len() <= MOST_PAGES {
        return best;
    }
    let mut attempts = attempts(recap, apart);
    let furthest = attempts.pop().map(|last| last.lay(faces, paper));
    if furthest
        .as_ref()
        .is_some_and(|laid| laid.pages.len() > MOST_PAGES)
    {
        // Two pages are out of reach, so a small loss would help little.
        attempts.retain(|attempt| attempt.gone.is_empty());
    }
    let attempted = attempts.iter().map(|attempt| attempt.lay(faces, paper));
    for laid in attempted.chain(furthest) {
        if laid.pages.len() < best.pages.len() {
            best = laid;
        }
        if best.pages.len() <= MOST_PAGES {
            return best;
        }
    }
    let pages = best.pages.len();
    let words = format!("{pages} pages: more than the two sides of one sheet");
    best.report.left_out.push(words);
    best
}

/// What to try after the whole recap with its parts apart, the least loss first and the furthest last.
fn attempts(recap: &AttendeeRecap, apart: Manner) -> Vec<Attempt> {
    let (mut short, mut gone) = (recap.clone(), Vec::new());
    let mut versions = vec![(short.clone(), gone.clone())];
    for (words, shorten) in STEPS {
        let before = short.clone();
        short.tablemates.iter_mut().for_each(shorten);
        if short != before {
            gone.push(words);
            versions.push((short.clone(), gone.clone()));
        }
    }
    let running_on = Manner {
        is_apart: false,
        ..apart
    };
    let fewer = |manner| Manner {
        most_exchanges: ENOUGH_EXCHANGES,
        ..manner
    };
    let attempts = [apart, running_on, fewer(apart), fewer(running_on)]
        .into_iter()
        .flat_map(|manner| {
            versions.iter().map(move |(recap, gone)| Attempt {
                recap: recap.clone(),
                gone: gone.clone(),
                manner,
            })
        });
    attempts.skip(1).collect()
}

impl Attempt {
    fn lay(&self, faces: &Faces, paper: Paper) -> Laid {
        let mut laid = lay(&self.recap, faces, paper, self.manner);
        if !self.gone.is_empty() {
            let words = format!("Left out to save a page: {}", self.gone.join(", "));
            laid.report.left_out.push(words);
        }
        laid
    }
}
