//! What the palette finds: people, dinners, things to do here, and notes.

use crate::{
    app::{
        Desk,
        desk::{Edit, PersonDraft, PersonEdit},
    },
    domain::Person,
    ui::{
        command::{Action, BINDINGS, Command, Context, Route, Stage},
        fuzzy::{self, Hit},
        icons::Icon,
        theme::ThemeName,
    },
};

/// How many of each kind are shown.
const MOST: usize = 6;

/// What stands before the words.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Face {
    Icon(Icon),
    /// Initials and which of the ten colours.
    Person(String, usize),
}

/// What it does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Does {
    Command(Command),
    Action(Action),
}

/// One line of the palette.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) section: &'static str,
    pub(super) face: Face,
    pub(super) words: String,
    /// Which characters of the words matched.
    pub(super) letters: Vec<u32>,
    pub(super) remark: String,
    pub(super) caps: Vec<&'static str>,
    pub(super) does: Does,
}

/// What the letters of `query` find. `@`, `>` and `#` at its beginning look among people, things to do and dinners only.
pub(super) fn find(query: &str, desk: &Desk, context: Context) -> Vec<Entry> {
    let query = query.trim();
    let mut letters = query.chars();
    let only = letters
        .next()
        .filter(|first| ['@', '>', '#'].contains(first));
    let words = if only.is_some() {
        letters.as_str().trim()
    } else {
        query
    };
    let is_wanted = |sign: char| only.is_none_or(|only| only == sign);
    let mut entries = Vec::new();
    // With nothing typed it says what can be done here; everybody is no answer to nothing.
    if is_wanted('@') && (only.is_some() || !words.is_empty()) {
        entries.extend(people(words, desk));
    }
    if is_wanted('>') {
        entries.extend(things_to_do(words, context));
    }
    if is_wanted('#') && (only.is_some() || !words.is_empty()) {
        entries.extend(dinners(words, desk));
    }
    if only.is_none() && words.chars().count() > 1 {
        entries.extend(notes(words, desk));
    }
    if entries.is_empty() && !words.is_empty() && only != Some('>') {
        let mut draft = PersonDraft::empty();
        draft.person.call(words);
        entries.push(Entry {
            section: "Do",
            face: Face::Icon(Icon::UserPlus),
            words: format!("Add “{words}” as a person"),
            letters: Vec::new(),
            remark: String::new(),
            caps: Vec::new(),
            does: Does::Command(Command::Edit(Edit::Person(PersonEdit::Keep(Box::new(
                draft,
            ))))),
        });
    }
    entries
}

fn people(words: &str, desk: &Desk) -> Vec<Entry> {
    let people = desk.people();
    let hits = fuzzy::find(words, people.iter().map(|line| line.name.as_str()), MOST);
    let entry = |hit: Hit| {
        let line = people.get(hit.at)?;
        let colour = usize::from(Person::plate_colour(line.person.id));
        Some(Entry {
            section: "People",
            face: Face::Person(line.person.initials(), colour),
            words: line.name.clone(),
            letters: hit.letters,
            remark: line.line.clone(),
            caps: Vec::new(),
            does: Does::Command(Command::OpenPerson(line.person.id)),
        })
    };
    hits.into_iter().filter_map(entry).collect()
}

fn dinners(words: &str, desk: &Desk) -> Vec<Entry> {
    let dinners = desk.dinners();
    let texts: Vec<String> = dinners
        .iter()
        .map(|line| format!("{} {}", line.dinner.title, line.dinner.place))
        .collect();
    let hits = fuzzy::find(words, texts.iter().map(String::as_str), MOST);
    let entry = |hit: Hit| {
        let line = dinners.get(hit.at)?;
        let place = Route::Dinner(line.dinner.id, Stage::Guests);
        Some(Entry {
            section: "Dinners",
            face: Face::Icon(Icon::DINNERS),
            words: line.dinner.title.clone(),
            letters: hit.letters,
            remark: format!("{} · {}", line.day, line.place),
            caps: Vec::new(),
            does: Does::Command(Command::Go(place)),
        })
    };
    hits.into_iter().filter_map(entry).collect()
}

/// The verbs that work here, and what has no key.
fn things_to_do(words: &str, context: Context) -> Vec<Entry> {
    let is_here = |of: Context| of == Context::Everywhere || of == context;
    // What moves a choice or ends an overlay means nothing from here.
    let is_about_here = |action: Action| {
        matches!(
            action,
            Action::Up | Action::Down | Action::Open | Action::Cancel | Action::Palette
        )
    };
    let bindings = BINDINGS
        .iter()
        .filter(|binding| is_here(binding.context) && !is_about_here(binding.action));
    let mut entries: Vec<Entry> = bindings
        .map(|binding| Entry {
            section: "Do",
            face: Face::Icon(icon(binding.action)),
            words: binding.words.to_owned(),
            letters: Vec::new(),
            remark: String::new(),
            caps: binding.caps(),
            does: Does::Action(binding.action),
        })
        .collect();
    let themes = ThemeName::ALL.map(|name| {
        (
            format!("Theme: {}", name.word()),
            Command::Theme(Some(name)),
        )
    });
    let keyless = [
        ("New dinner".to_owned(), Command::Go(Route::NewDinner)),
        ("Groups".to_owned(), Command::Go(Route::Groups)),
        ("Theme: as the system".to_owned(), Command::Theme(None)),
    ];
    for (words, command) in keyless.into_iter().chain(themes) {
        if entries.iter().all(|entry| entry.words != words) {
            let icon = match command {
                Command::Go(Route::NewDinner) => Icon::DINNERS,
                Command::Go(_) => Icon::PEOPLE,
                _ => Icon::Palette,
            };
            entries.push(Entry {
                section: "Do",
                face: Face::Icon(icon),
                words,
                letters: Vec::new(),
                remark: String::new(),
                caps: Vec::new(),
                does: Does::Command(command),
            });
        }
    }
    let most = if words.is_empty() { usize::MAX } else { MOST };
    let hits = fuzzy::find(
        words,
        entries.iter().map(|entry| entry.words.as_str()),
        most,
    );
    hits.into_iter()
        .filter_map(|hit| {
            let entry = entries.get(hit.at)?.clone();
            Some(Entry {
                letters: hit.letters,
                ..entry
            })
        })
        .collect()
}

fn notes(words: &str, desk: &Desk) -> Vec<Entry> {
    let entry = |note: crate::domain::Note| {
        let who = note.speaker.map(|speaker| desk.name(speaker));
        let dinner = desk
            .dinners()
            .iter()
            .find(|line| line.dinner.id == note.dinner);
        let at = dinner.map(|line| line.day.clone());
        let remark: Vec<String> = who.into_iter().chain(at).collect();
        Entry {
            section: "Notes",
            face: Face::Icon(Icon::Quotes),
            words: format!("“{}”", note.text),
            letters: Vec::new(),
            remark: remark.join(", "),
            caps: Vec::new(),
            does: Does::Command(Command::Go(Route::Dinner(note.dinner, Stage::WrapUp))),
        }
    };
    desk.notes_with(words, MOST)
        .into_iter()
        .map(entry)
        .collect()
}

/// The icon of a verb.
fn icon(action: Action) -> Icon {
    match action {
        Action::Go(Route::Today) => Icon::TODAY,
        Action::Go(Route::Dinners) | Action::New => Icon::DINNERS,
        Action::Go(Route::People) => Icon::PEOPLE,
        Action::Go(Route::FollowUps) | Action::FollowUp => Icon::FOLLOW_UPS,
        Action::Go(Route::Introductions) | Action::Introduce => Icon::INTROS,
        Action::Go(Route::Insights) => Icon::INSIGHTS,
        Action::Go(Route::Settings) => Icon::SETTINGS,
        Action::Undo | Action::Redo => Icon::UNDO,
        Action::Keys => Icon::Keyboard,
        Action::SwitchGroup => Icon::Users,
        Action::BringIn => Icon::UploadSimple,
        Action::Search => Icon::FIND,
        Action::SeatAgain => Icon::SEAT_AGAIN,
        Action::WalkIn => Icon::WALK_IN,
        Action::NoShow => Icon::UserMinus,
        Action::Together => Icon::TOGETHER,
        Action::Apart => Icon::APART,
        Action::Fix | Action::PrivateNote => Icon::LOCK,
        Action::Drafts => Icon::DRAFT,
        Action::Edit => Icon::PencilSimple,
        Action::Add => Icon::Plus,
        Action::Done | Action::Confirm => Icon::DONE,
        Action::Thank => Icon::THANK,
        Action::OneToOne => Icon::ONE_TO_ONE,
        Action::Larger | Action::Smaller | Action::UsualSize => Icon::TextAa,
        _ => Icon::ArrowRight,
    }
}
