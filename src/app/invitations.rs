//! Whom to invite next: by the first meetings that they would add, then by who asked to meet them; one trade, one seat.
//! Rules that keep people apart are obeyed without a word about them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::desk::PersonLine;
use crate::{
    domain::{
        Acquaintance, Dinner, DinnerRecord, Id, Membership, Person, Rule, Trade,
        dinner::{Answer, Presence, RuleKind, Scope},
        group::Standing,
        person::Strength,
    },
    followup::matching,
    storage::{Library, StorageError},
};

/// So many are suggested, and so many of those left out are named.
const SHOWN: usize = 6;
const NAMED: usize = 3;

/// Somebody to invite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub person: Id<Person>,
    /// First meetings with those who come.
    pub gain: usize,
    /// "Knows Hannah and you."
    pub why: String,
    /// "Jonah asked to meet a mortgage broker."; empty when nobody did.
    pub wanted: String,
}

/// Whom to invite next, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invitations {
    pub best: Vec<Invitation>,
    /// Who would have been among them but for their trade, with the rule.
    pub left_out: Vec<String>,
}

/// The members of the dinner's group who are not asked yet, or where there are none everybody else, ranked. `people` is
/// everybody in the library by family name. The work grows with what the guests did and with a look at each person.
pub fn suggest(
    library: &Library,
    record: &DinnerRecord,
    people: &[PersonLine],
) -> Result<Invitations, StorageError> {
    let table = Table::new(library, record)?;
    let members: BTreeSet<Id<Person>> = library
        .of::<Membership>("group", record.dinner.group.uuid())?
        .into_iter()
        .filter(|membership| membership.standing != Standing::Lapsed)
        .map(|membership| membership.person)
        .collect();
    let free = |line: &&PersonLine| {
        !table.asked.contains(&line.person.id) && !table.apart.contains(&line.person.id)
    };
    let mut pool: Vec<&PersonLine> = people
        .iter()
        .filter(|line| members.contains(&line.person.id))
        .filter(free)
        .collect();
    if pool.is_empty() {
        pool = people.iter().filter(free).collect();
    }
    let mut ranked: Vec<(usize, usize, usize)> = pool
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let met = table.known.get(&line.person.id).map_or(0, BTreeSet::len);
            (table.coming.len() - met, table.wishes(line).len(), at)
        })
        .collect();
    // Alike in all, by name.
    ranked.sort_by_key(|(gain, wishes, at)| (std::cmp::Reverse((*gain, *wishes)), *at));
    let mut found = Invitations::default();
    let mut more = 0;
    for (gain, _, at) in ranked {
        let Some(line) = pool.get(at).filter(|_| found.best.len() < SHOWN) else {
            break;
        };
        match table.trade_taken(library, line)? {
            Some(words) if found.left_out.len() < NAMED => found.left_out.push(words),
            Some(_) => more += 1,
            None => found.best.push(Invitation {
                person: line.person.id,
                gain,
                why: table.why(line),
                wanted: table.wanted(line),
            }),
        }
    }
    if more > 0 {
        found
            .left_out
            .push(format!("{more} more whose trade is at the table"));
    }
    Ok(found)
}

/// What those who come bring to the choice.
struct Table<'a> {
    record: &'a DinnerRecord,
    coming: Vec<Id<Person>>,
    /// Whoever is on the list, whatever they answered, and the owner of the laptop.
    asked: BTreeSet<Id<Person>>,
    /// Who may not sit with somebody on the list.
    apart: BTreeSet<Id<Person>>,
    /// For somebody outside, which of those who come they have met.
    known: BTreeMap<Id<Person>, BTreeSet<Id<Person>>>,
    /// Trades in small letters, with who has them.
    trades: BTreeMap<String, Vec<Id<Person>>>,
    /// Words that those who come ask for, each with the guests by their place in `coming`.
    wanted: HashMap<String, Vec<usize>>,
    /// Rules that somebody wants to meet somebody.
    wishes: BTreeSet<(Id<Person>, Id<Person>)>,
}

/// How many words of somebody a guest asks for.
#[derive(Clone, Copy, Debug, Default)]
struct Hits {
    trade: usize,
    name: usize,
    /// Of what they say about themselves.
    rest: usize,
}

/// A guest who asked for somebody like that, and in which words.
struct Wish {
    guest: Id<Person>,
    words: String,
}

impl<'a> Table<'a> {
    fn new(library: &Library, record: &'a DinnerRecord) -> Result<Self, StorageError> {
        let is_in = |answer, presence| {
            !matches!(answer, Answer::Declined | Answer::Waitlisted) && presence != Presence::NoShow
        };
        let active: BTreeSet<Id<Person>> = record
            .attendances
            .iter()
            .filter(|a| is_in(a.answer, a.presence))
            .map(|a| a.person)
            .collect();
        let mut coming: Vec<Id<Person>> = record
            .attendances
            .iter()
            .filter(|a| a.is_coming())
            .map(|a| a.person)
            .collect();
        coming.sort_by_cached_key(|person| (record.name(*person), *person));
        let mut asked: BTreeSet<Id<Person>> = record.attendances.iter().map(|a| a.person).collect();
        asked.extend(record.you);
        let mut table = Self {
            record,
            asked,
            apart: BTreeSet::new(),
            known: BTreeMap::new(),
            trades: BTreeMap::new(),
            wanted: HashMap::new(),
            wishes: BTreeSet::new(),
            coming,
        };
        table.meet(library)?;
        table.rules(library, &active)?;
        for trade in record
            .trades
            .iter()
            .filter(|trade| active.contains(&trade.person))
        {
            let holders = table.trades.entry(folded(&trade.name)).or_default();
            holders.push(trade.person);
        }
        for (at, guest) in table.coming.iter().enumerate() {
            let texts = table.texts(*guest).map(|text| matching::words(&text));
            let words: BTreeSet<String> = texts.into_iter().flatten().collect();
            for word in words {
                table.wanted.entry(word).or_default().push(at);
            }
        }
        Ok(table)
    }

    fn meet(&mut self, library: &Library) -> Result<(), StorageError> {
        let coming: BTreeSet<Id<Person>> = self.coming.iter().copied().collect();
        let mut met = library.ate_with_before(&self.record.dinner)?;
        let says = |a: &&Acquaintance| a.strength >= Strength::Met;
        met.extend(
            self.record
                .acquaintances
                .iter()
                .filter(says)
                .map(|a| (a.from, a.to)),
        );
        for guest in &coming {
            let said: Vec<Acquaintance> = library.of("to", guest.uuid())?;
            met.extend(said.iter().filter(says).map(|a| (a.to, a.from)));
        }
        for (guest, other) in met {
            if coming.contains(&guest) {
                self.known.entry(other).or_default().insert(guest);
            }
        }
        Ok(())
    }

    /// The rules of this dinner, and those of the group's other dinners, as people do not change from one to the next.
    fn rules(
        &mut self,
        library: &Library,
        active: &BTreeSet<Id<Person>>,
    ) -> Result<(), StorageError> {
        let mut rules: Vec<Rule> = Vec::new();
        for dinner in library.of::<Dinner>("group", self.record.dinner.group.uuid())? {
            rules.extend(library.of::<Rule>("dinner", dinner.id.uuid())?);
        }
        let is_one_table = self.record.tables.len() <= 1;
        for rule in rules {
            let Some(second) = rule.second else { continue };
            let reaches = match rule.scope {
                Scope::Dinner => true,
                Scope::Table => is_one_table,
                Scope::Neighbours => false,
            };
            match rule.kind {
                RuleKind::Apart if reaches => {
                    for (one, other) in [(rule.first, second), (second, rule.first)] {
                        if active.contains(&one) {
                            self.apart.insert(other);
                        }
                    }
                }
                RuleKind::Wants => {
                    self.wishes.insert((rule.first, second));
                }
                RuleKind::Apart | RuleKind::Together | RuleKind::Lock => {}
            }
        }
        Ok(())
    }

    /// Whom and what a guest asks for, in their words.
    fn texts(&self, guest: Id<Person>) -> [String; 2] {
        let wants = self
            .record
            .people
            .get(&guest)
            .map(|person| person.wants_to_meet.clone());
        let ask = self.record.ask_of(guest).map(|ask| ask.text.clone());
        [wants.unwrap_or_default(), ask.unwrap_or_default()]
    }

    /// The places in `coming` of the guests who asked for somebody like that.
    fn wishes(&self, line: &PersonLine) -> Vec<usize> {
        let mut hits: BTreeMap<usize, Hits> = BTreeMap::new();
        let mut trade_words = 0;
        let mut look = |text: &str, part: fn(&mut Hits) -> &mut usize| {
            let mut words = 0;
            matching::each_word(text, |word| {
                words += 1;
                for guest in self.wanted.get(word).into_iter().flatten() {
                    *part(hits.entry(*guest).or_default()) += 1;
                }
            });
            words
        };
        trade_words += look(&line.line, |hits| &mut hits.trade);
        let names = look(&line.person.given, |hits| &mut hits.name)
            + look(&line.person.family, |hits| &mut hits.name);
        for text in [&line.person.business, &line.person.helps] {
            look(text, |hits| &mut hits.rest);
        }
        // "Broker" alone is no mortgage broker: all of a trade, or much of it with what they say of themselves.
        let is_meant = |hits: &Hits| {
            (trade_words > 0 && hits.trade >= trade_words.min(2))
                || (hits.trade > 0 && hits.rest > 1)
                || (names > 1 && hits.name >= names)
        };
        let mut found: Vec<usize> = hits
            .iter()
            .filter(|(_, hits)| is_meant(hits))
            .map(|(at, _)| *at)
            .collect();
        if !self.wishes.is_empty() {
            let asks = |(at, guest): (usize, &Id<Person>)| {
                self.wishes
                    .contains(&(*guest, line.person.id))
                    .then_some(at)
            };
            found.extend(self.coming.iter().enumerate().filter_map(asks));
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    /// Who at the table has the trade already, if nobody else of it can be seated.
    fn trade_taken(
        &self,
        library: &Library,
        line: &PersonLine,
    ) -> Result<Option<String>, StorageError> {
        let own = library.of::<Trade>("person", line.person.id.uuid())?;
        let names = own.iter().map(|trade| trade.name.as_str());
        for name in names.chain([line.line.as_str()]) {
            let Some(holders) = self.trades.get(&folded(name)) else {
                continue;
            };
            if holders.len() >= self.record.tables.len().max(1) {
                let holder = holders.first().map(|holder| self.called(*holder));
                return Ok(Some(format!(
                    "{}: {} is at the table already ({})",
                    line.name,
                    lower_first(name),
                    holder.unwrap_or_default()
                )));
            }
        }
        Ok(None)
    }

    fn why(&self, line: &PersonLine) -> String {
        let known = self.known.get(&line.person.id);
        // You come last, as in speech.
        let mut names: Vec<(bool, String)> = known
            .into_iter()
            .flatten()
            .map(|guest| (Some(*guest) == self.record.you, self.called(*guest)))
            .collect();
        names.sort();
        let names: Vec<String> = names.into_iter().map(|(_, name)| name).collect();
        let knows = match names.as_slice() {
            [] if self.coming.is_empty() => "Nobody has said yes so far.".to_owned(),
            [] => "Has met nobody who comes.".to_owned(),
            [name] => format!("Knows only {name}."),
            [one, other] => format!("Knows {one} and {other}."),
            [one, other, rest @ ..] => format!("Knows {one}, {other} and {} more.", rest.len()),
        };
        let trade = line.line.trim();
        if !self.wishes(line).is_empty()
            || trade.is_empty()
            || trade.contains(',')
            || trade.chars().count() > 40
        {
            return knows;
        }
        format!("{knows} Nobody asked for {}.", with_article(trade))
    }

    fn wanted(&self, line: &PersonLine) -> String {
        let wishes = self.wishes(line);
        let wishes: Vec<Wish> = wishes
            .into_iter()
            .filter_map(|at| self.coming.get(at).copied())
            .map(|guest| self.wish(guest, line))
            .collect();
        match wishes.as_slice() {
            [] => String::new(),
            [wish] => format!("{} asked to meet {}.", self.asker(wish.guest), wish.words),
            [wish, rest @ ..] => format!(
                "{} asked to meet {}, and {} more did.",
                self.asker(wish.guest),
                wish.words,
                rest.len()
            ),
        }
    }

    /// The part of what a guest asks for that is about somebody.
    fn wish(&self, guest: Id<Person>, line: &PersonLine) -> Wish {
        let mut own = BTreeSet::new();
        let person = &line.person;
        for text in [
            &line.line,
            &person.business,
            &person.helps,
            &person.position,
            &line.name,
        ] {
            matching::each_word(text, |word| {
                own.insert(word.to_owned());
            });
        }
        let clauses = self.texts(guest);
        let clauses = clauses.iter().flat_map(|text| text.split([',', ';', '.']));
        let best = clauses
            .map(|clause| {
                (
                    matching::words(clause).intersection(&own).count(),
                    clause.trim(),
                )
            })
            .rev()
            .max_by_key(|(shared, _)| *shared)
            .filter(|(shared, _)| *shared > 0);
        let words = best.map_or_else(
            || line.person.short_name(),
            |(_, clause)| {
                let clause = clause.strip_prefix("and ").unwrap_or(clause);
                if clause.contains(&line.name) {
                    line.person.short_name()
                } else {
                    lower_first(clause)
                }
            },
        );
        Wish { guest, words }
    }

    fn called(&self, guest: Id<Person>) -> String {
        if Some(guest) == self.record.you {
            "you".to_owned()
        } else {
            self.record.short_name(guest)
        }
    }

    fn asker(&self, guest: Id<Person>) -> String {
        let name = self.called(guest);
        if name == "you" {
            "You".to_owned()
        } else {
            name
        }
    }
}

fn folded(words: &str) -> String {
    words.trim().to_lowercase()
}

/// The first letter small, unless the word is written in capitals ("IT support").
fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    if letters.as_str().starts_with(char::is_uppercase) {
        return words.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}

/// "a translator", "an architect", "office lettings".
fn with_article(trade: &str) -> String {
    let trade = lower_first(trade);
    let is_person = ["er", "or", "ist", "ant", "ect", "ian", "ach", "yer"]
        .iter()
        .any(|end| trade.ends_with(end));
    match trade.chars().next() {
        Some('a' | 'e' | 'i' | 'o' | 'u') if is_person => format!("an {trade}"),
        Some(_) if is_person => format!("a {trade}"),
        _ => trade,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{
            Desk,
            desk::{OpenDinner, sample_session},
            dinners::attendance_id,
        },
        domain::{Draft, dinner::DinnerState},
    };

    /// The desk on the sample, with what `change` adds for tonight.
    fn desk(
        folder: &tempfile::TempDir,
        change: impl FnOnce(&DinnerRecord, &mut Draft),
    ) -> (Desk, OpenDinner) {
        let file = folder.path().join("library.tablemates");
        let session = sample_session(&file).unwrap();
        let mut dinners = session.library().dinners().unwrap();
        let tonight = dinners
            .iter()
            .position(|dinner| dinner.state == DinnerState::Seated);
        let tonight = dinners.remove(tonight.unwrap());
        let id = tonight.id;
        let mut draft = Draft::new("test");
        change(&session.library().record(tonight).unwrap(), &mut draft);
        session.write(draft).unwrap();
        let desk = Desk::new(session).unwrap();
        let open = desk.dinner(id).unwrap().unwrap();
        (desk, open)
    }

    fn named(desk: &Desk, found: &Invitations) -> Vec<String> {
        found
            .best
            .iter()
            .map(|each| desk.name(each.person))
            .collect()
    }

    #[test]
    fn who_adds_most_first_meetings_comes_first_with_the_reason() {
        let folder = tempfile::tempdir().unwrap();
        let (desk, open) = desk(&folder, |_, _| {});
        let found = desk.invitations(&open).unwrap();
        let gains: Vec<usize> = found.best.iter().map(|each| each.gain).collect();
        assert!(gains.is_sorted_by(|a, b| a >= b), "{gains:?}");
        let ruth = &found.best[0];
        assert_eq!(desk.name(ruth.person), "Ruth Abara");
        assert_eq!((ruth.gain, ruth.why.as_str()), (7, "Knows only you."));
        assert!(
            ruth.wanted
                .starts_with("Jonah asked to meet a mortgage broker"),
            "{}",
            ruth.wanted
        );
        let asked = |person| open.record.attendances.iter().any(|a| a.person == person);
        assert!(found.best.iter().all(|each| !asked(each.person)));
    }

    #[test]
    fn a_rule_that_keeps_apart_is_obeyed_without_a_word() {
        let folder = tempfile::tempdir().unwrap();
        let (desk, open) = desk(&folder, |record, draft| {
            let id_of = |given: &str| {
                let mut people = record.people.values();
                people
                    .find(|person| person.given == given)
                    .map(|person| person.id)
            };
            let mut rule = Rule::new(Id::new(7));
            rule.dinner = record.dinner.id;
            rule.kind = RuleKind::Apart;
            rule.first = id_of("Jonah").unwrap();
            rule.second = id_of("Ruth");
            rule.scope = Scope::Table;
            draft.create(&rule);
        });
        // The rule names her only if she is in tonight's record; she is, as somebody whom a guest knows.
        let found = desk.invitations(&open).unwrap();
        assert!(!named(&desk, &found).contains(&"Ruth Abara".to_owned()));
        assert!(!found.left_out.join(" ").contains("Ruth"));
    }

    #[test]
    fn one_trade_one_seat_and_the_rule_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let (desk, open) = desk(&folder, |record, draft| {
            let jonah = record
                .people
                .values()
                .find(|person| person.given == "Jonah")
                .unwrap();
            let mut trade = Trade::new(Id::new(8));
            trade.person = jonah.id;
            "mortgage broker".clone_into(&mut trade.name);
            trade.rank = 2;
            draft.create(&trade);
        });
        let found = desk.invitations(&open).unwrap();
        assert!(!named(&desk, &found).contains(&"Ruth Abara".to_owned()));
        assert_eq!(
            found.left_out[0],
            "Ruth Abara: mortgage broker is at the table already (Jonah)"
        );
    }

    #[test]
    fn who_declined_frees_the_trade() {
        let folder = tempfile::tempdir().unwrap();
        let (desk, open) = desk(&folder, |record, draft| {
            for old in &record.attendances {
                let mut new = old.clone();
                new.answer = Answer::Declined;
                draft.update(old, &new);
            }
            assert!(
                record
                    .attendances
                    .iter()
                    .all(|a| a.id == attendance_id(a.dinner, a.person))
            );
        });
        let found = desk.invitations(&open).unwrap();
        assert!(found.left_out.is_empty());
        assert!(found.best.iter().all(|each| each.gain == 0));
        assert!(found.best[0].why.starts_with("Nobody has said yes so far."));
    }

    #[test]
    fn trades_read_as_words_in_a_sentence() {
        assert_eq!(with_article("Translator"), "a translator");
        assert_eq!(with_article("Architect"), "an architect");
        assert_eq!(with_article("IT support"), "IT support");
        assert_eq!(with_article("Office lettings"), "office lettings");
    }
}
