//! Finding people by words and filters, on the sample.

use chrono::Days;
use tempfile::TempDir;

use super::PeopleFilter;
use crate::{
    app::{
        Desk,
        desk::{Edit, PersonEdit, open_sample},
    },
    domain::{Id, Person, encounter::MetAt},
};

fn desk() -> (TempDir, Desk) {
    let place = TempDir::new().unwrap();
    let desk = open_sample(&place.path().join("library.tablemates")).unwrap();
    (place, desk)
}

fn id(desk: &Desk, name: &str) -> Id<Person> {
    let line = desk.people().iter().find(|line| line.name == name);
    line.unwrap().person.id
}

fn found(desk: &Desk, text: &str, filter: PeopleFilter) -> Vec<String> {
    let index = desk.people_index().unwrap();
    let found = index.find(text, filter, desk.today());
    let names = found.into_iter().map(|at| desk.people()[at].name.clone());
    names.collect()
}

fn met(desk: &mut Desk, name: &str, context: MetAt, words: &str, days_ago: u64) {
    let edit = PersonEdit::Met {
        with: id(desk, name),
        met_on: desk.today() - Days::new(days_ago),
        context,
        words: words.to_owned(),
    };
    desk.edit(&Edit::Person(edit)).unwrap();
}

#[test]
fn plain_words_are_found_in_names_firms_trades_and_addresses_without_accents() {
    let (_place, desk) = desk();
    let all = PeopleFilter::All;
    assert_eq!(found(&desk, "raman", all), ["Priya Raman"]);
    assert_eq!(found(&desk, "  PRÍYA   studio ", all), ["Priya Raman"]);
    assert_eq!(found(&desk, "hannah@lindqvist", all), ["Hannah Lindqvist"]);
    assert!(found(&desk, "priya osteria-nowhere", all).is_empty());
    assert_eq!(found(&desk, "", all).len(), desk.people().len());
}

#[test]
fn a_sign_narrows_its_words_and_names_of_two_words_need_no_quotes() {
    let (_place, desk) = desk();
    let all = PeopleFilter::All;
    assert_eq!(found(&desk, "trade: solar", all), ["Ben Castellanos"]);
    assert!(found(&desk, "trade:castellanos", all).is_empty());
    assert_eq!(
        found(&desk, "near:castellanos solar", all),
        ["Ben Castellanos"]
    );
    // "near:" takes all words after it; a plain word comes first.
    assert_eq!(
        found(&desk, "ben near:castellanos", all),
        ["Ben Castellanos"]
    );
    assert!(found(&desk, "ruth near:castellanos", all).is_empty());
}

#[test]
fn met_finds_table_mates_contexts_and_meetings_elsewhere() {
    let (_place, mut desk) = desk();
    let all = PeopleFilter::All;
    let with_saoirse = found(&desk, "met:Saoirse Byrne", all);
    assert!(!with_saoirse.is_empty());
    assert!(
        !with_saoirse.contains(&"Saoirse Byrne".to_owned()),
        "nobody meets themselves"
    );
    assert!(!found(&desk, "met:thursday table", all).is_empty());
    assert!(!with_saoirse.contains(&"Ben Castellanos".to_owned()));
    met(
        &mut desk,
        "Ben Castellanos",
        MetAt::Group,
        "Chamber breakfast",
        3,
    );
    assert_eq!(found(&desk, "met:chamber", all).len(), 2, "both of the two");
    assert!(found(&desk, "met:ines carvalho", all).contains(&"Ben Castellanos".to_owned()));
}

#[test]
fn filters_follow_what_the_library_knows() {
    let (_place, mut desk) = desk();
    let core = found(&desk, "", PeopleFilter::Core);
    let index = desk.people_index().unwrap();
    for (at, line) in desk.people().iter().enumerate() {
        let shared = index.glance(at).unwrap().shared;
        assert_eq!(
            core.contains(&line.name),
            shared >= 3,
            "{} {shared}",
            line.name
        );
    }
    let before = found(&desk, "", PeopleFilter::NeverAlone).len();
    assert_eq!(before, desk.people().len() - 1, "everybody but you");
    met(&mut desk, "Ben Castellanos", MetAt::OneToOne, "", 100);
    assert_eq!(found(&desk, "", PeopleFilter::NeverAlone).len(), before - 1);
    assert!(found(&desk, "", PeopleFilter::Quiet).contains(&"Ben Castellanos".to_owned()));
    met(&mut desk, "Ben Castellanos", MetAt::Chance, "", 90);
    assert!(!found(&desk, "", PeopleFilter::Quiet).contains(&"Ben Castellanos".to_owned()));
}

#[test]
fn one_context_counts_once_and_an_old_one_not_at_all() {
    let (_place, mut desk) = desk();
    let contexts = |desk: &Desk| {
        let at = desk
            .people()
            .iter()
            .position(|line| line.name == "Ben Castellanos");
        let in_list = desk
            .people_index()
            .unwrap()
            .glance(at.unwrap())
            .unwrap()
            .contexts;
        let open = desk.person(id(desk, "Ben Castellanos")).unwrap().unwrap();
        assert_eq!(in_list, open.contexts, "the list and the page agree");
        in_list
    };
    assert_eq!(contexts(&desk), 0);
    met(
        &mut desk,
        "Ben Castellanos",
        MetAt::Group,
        "Chamber breakfast",
        3,
    );
    met(
        &mut desk,
        "Ben Castellanos",
        MetAt::Group,
        "chamber  breakfast".trim(),
        9,
    );
    met(&mut desk, "Ben Castellanos", MetAt::OneToOne, "Coffee", 1);
    assert_eq!(contexts(&desk), 3, "words that differ are another group");
    met(
        &mut desk,
        "Ben Castellanos",
        MetAt::Group,
        "CHAMBER BREAKFAST",
        20,
    );
    assert_eq!(contexts(&desk), 3);
    met(
        &mut desk,
        "Ben Castellanos",
        MetAt::Event,
        "A fair long ago",
        500,
    );
    assert_eq!(contexts(&desk), 3);
}
