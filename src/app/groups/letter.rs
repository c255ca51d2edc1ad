//! Letters to the people of a group: texts to copy into a mail; nothing is ever sent from here.

use chrono::NaiveDate;

use super::{Belonging, GroupPage, MemberLine};
use crate::app::dinners::counted;

/// For how many days somebody is new.
const NEW_DAYS: i64 = 60;

/// What a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    Welcome,
    Renewal,
}

impl Letter {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Welcome, Self::Renewal];

    /// The one that somebody is most likely owed: a welcome while they are new, else a word about the renewal.
    pub fn for_member(member: &MemberLine, today: NaiveDate) -> Self {
        match member.belonging {
            Belonging::Guest | Belonging::Applicant => Self::Welcome,
            Belonging::Lapsed => Self::Renewal,
            Belonging::Organiser | Belonging::Member => match member.since {
                Some(since) if (today - since).num_days() < NEW_DAYS => Self::Welcome,
                _ => Self::Renewal,
            },
        }
    }

    /// "welcome".
    pub fn word(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::Renewal => "renewal reminder",
        }
    }
}

/// The text of a letter from `host`, the first name of the owner of the laptop where it is known.
pub fn letter(page: &GroupPage, member: &MemberLine, letter: Letter, host: &str) -> String {
    let name = member.person.short_name();
    let body = match letter {
        Letter::Welcome => welcome(page, member),
        Letter::Renewal => renewal(page, member),
    };
    let signed = if host.is_empty() {
        String::new()
    } else {
        format!("\n{host}")
    };
    format!("Dear {name},\n\n{body}\n\nWarm regards{signed}\n")
}

fn welcome(page: &GroupPage, member: &MemberLine) -> String {
    let group = &page.group.name;
    let first = match member.belonging {
        Belonging::Organiser | Belonging::Member => {
            format!("Welcome to {group}. It is good to have you with us.")
        }
        Belonging::Guest => format!("It is good to have you as a guest of {group}."),
        Belonging::Applicant => format!("Thank you for your wish to join {group}."),
        Belonging::Lapsed => format!("It would be good to see you at {group} again."),
    };
    let place = match page.group.place.as_str() {
        "" => String::new(),
        place => format!(" We usually meet at {place}."),
    };
    format!(
        "{first}{place} Our tables are small, and each guest has a few minutes: what you do, what you ask of the table, \
         and what you offer it.\n\nBefore the first evening, three lines from you would help:\n\
         - your ask: whom or what would you most like to find?\n\
         - your offer: what can you do for somebody at the table, and what is the next step to take it up?\n\
         - anything that the kitchen should know"
    )
}

fn renewal(page: &GroupPage, member: &MemberLine) -> String {
    let group = &page.group.name;
    let has_lapsed = member.belonging == Belonging::Lapsed;
    let first = match page.group.renews_on {
        Some(day) if has_lapsed => format!(
            "Your membership of {group} has lapsed; the next year begins on {}.",
            day.format("%a %-d %b %Y")
        ),
        Some(day) => format!("{group} renews on {}.", day.format("%a %-d %b %Y")),
        None if has_lapsed => format!("Your membership of {group} has lapsed."),
        None => format!("The next year of {group} is near."),
    };
    let dues = match page.group.dues_minor {
        0 => "There are no dues.".to_owned(),
        _ => format!("The dues are {}.", page.dues.0),
    };
    let been = match member.dinners {
        0 => "You have not been at one of our dinners yet, and I should like to hear what would make one worth your evening.".to_owned(),
        dinners => format!(
            "You were at {}. Before you decide, think of whom you met there, what you gave and what you were given.",
            counted(dinners, "dinner")
        ),
    };
    format!(
        "{first} {dues} {been}\n\nWill you stay for another year? A yes or a no is enough, and a reason helps me either way."
    )
}
