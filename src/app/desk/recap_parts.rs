//! What goes into a guest's recap and what stays out of it, counted for the host beside the page.

use crate::{
    app::dinners::counted,
    domain::{
        Audience, DinnerRecord, Id, Note, NoteKind, Person, Suggestion,
        dinner::RecapPart,
        promise::{Decision, FollowUpRule},
    },
    recap::content::Counts,
};

/// A part of a guest's recap, and whether the host lets it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartLine {
    pub part: RecapPart,
    /// What there is, with its count.
    pub words: String,
    pub is_in: bool,
}

/// What stays out of a guest's recap, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Notes that only the owner may read, and those for organisers.
    pub only_me: usize,
    pub organisers: usize,
    /// Promises between other people.
    pub of_others: usize,
    /// Follow-ups that nobody has decided, of those that would be on it.
    pub undecided: usize,
    /// First names of those at the table who did not agree that their contact is shown.
    pub no_contact: Vec<String>,
}

/// The parts of which there is something, in the order of the paper.
pub(super) fn parts(counts: &Counts, without: &[RecapPart]) -> Vec<PartLine> {
    let with_contact = counts.mates - counts.silent.len();
    let some = |count: usize, words: String| (count > 0).then_some(words);
    let said = match (counts.asked, counts.offered) {
        (true, true) => Some("Their ask and their offer"),
        (true, false) => Some("Their ask"),
        (false, true) => Some("Their offer"),
        (false, false) => None,
    };
    let questions = counted(counts.questions, "question");
    let lines = [
        (
            RecapPart::People,
            some(
                counts.mates,
                format!(
                    "Who was there: {}, {with_contact} with contact",
                    counts.mates
                ),
            ),
        ),
        (
            RecapPart::Contacts,
            some(with_contact, "Contacts they share".to_owned()),
        ),
        (RecapPart::AskAndOffer, said.map(str::to_owned)),
        (
            RecapPart::Questions,
            some(
                counts.questions,
                format!("{questions}, {} answered", counts.answered),
            ),
        ),
        (
            RecapPart::ToThem,
            some(
                counts.to_you,
                format!("{} to them", counted(counts.to_you, "promise")),
            ),
        ),
        (
            RecapPart::ByThem,
            some(
                counts.by_you,
                format!("{} of theirs", counted(counts.by_you, "promise")),
            ),
        ),
        (
            RecapPart::OneToOnes,
            some(
                counts.one_to_ones,
                format!("{} worth having", counted(counts.one_to_ones, "one-to-one")),
            ),
        ),
        (
            RecapPart::Objective,
            counts
                .objective
                .then(|| "Their objective, then and now".to_owned()),
        ),
        (
            RecapPart::NextDinner,
            counts.next_dinner.then(|| "The next dinner".to_owned()),
        ),
    ];
    lines
        .into_iter()
        .filter_map(|(part, words)| {
            Some(PartLine {
                part,
                words: words?,
                is_in: !without.contains(&part),
            })
        })
        .collect()
}

/// What stays out whatever the host lets in.
pub(super) fn left_out(record: &DinnerRecord, reader: Id<Person>, counts: Counts) -> LeftOut {
    let table_no = record.table_of(reader);
    let here = || {
        record
            .notes
            .iter()
            .filter(|note| Some(note.table_no) == table_no)
    };
    let of = |audience: Audience| here().filter(|note| note.audience == audience).count();
    let is_of_others = |note: &&Note| {
        note.kind == NoteKind::Promise
            && note.audience == Audience::About
            && note.speaker != Some(reader)
            && note.to != Some(reader)
    };
    let is_for_reader = |found: &&Suggestion| {
        found.decision == Decision::Undecided
            && found.rule == FollowUpRule::Promise
            && (found.owner == reader || found.other == Some(reader))
    };
    LeftOut {
        only_me: of(Audience::OnlyMe),
        organisers: of(Audience::Organisers),
        of_others: here().filter(is_of_others).count(),
        undecided: record.suggestions.iter().filter(is_for_reader).count(),
        no_contact: counts.silent,
    }
}
