//! Evenings made by chance, with a canary in every text, and for each canary who may read it.

use std::collections::BTreeMap;

use tablemates::{
    app::dinners,
    domain::{
        Acquaintance, Ask, Attendance, Audience, Commitment, Consent, ContactPoint, Dinner,
        DinnerRecord, Draft, EveningEvent, Group, Id, Note, NoteKind, Objective, Offer,
        OfferAnswer, Person, Slot, Suggestion, Table, Trade,
        dinner::{Answer, DinnerState, Presence, RecapPart},
        note::Reply,
        person::{ContactKind, Strength},
        promise::CommitmentState,
    },
    followup,
};
use uuid::Uuid;

/// Guests at a table, and how many of them came; the others stayed away.
const SEATS: usize = 6;
const CAME: usize = 5;

/// Numbers that look like chance and are the same each time.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn is(&mut self) -> bool {
        self.below(2) == 0
    }
}

/// An evening of two tables, and for each canary who may read it; nobody for what is for the owner or organisers only.
pub(crate) struct Evening {
    pub(crate) record: DinnerRecord,
    /// Those who came, by table and seat.
    pub(crate) readers: Vec<Id<Person>>,
    canaries: Vec<Vec<Id<Person>>>,
    ids: u128,
}

impl Evening {
    /// The evening of a seed.
    pub(crate) fn of(seed: u64) -> Self {
        let mut random = Random(seed);
        let mut evening = Self {
            record: DinnerRecord::of(Dinner::new(Id::from_uuid(Uuid::from_u128(1)))),
            readers: Vec::new(),
            canaries: Vec::new(),
            ids: u128::from(seed) << 32,
        };
        let guests: Vec<Id<Person>> = (0..2 * SEATS).map(|_| evening.id()).collect();
        let tables: Vec<Vec<Id<Person>>> = guests
            .chunks(SEATS)
            .map(|table| table[..CAME].to_vec())
            .collect();
        evening.readers = tables.concat();
        evening.dinner(&tables);
        for (at, guest) in guests.iter().enumerate() {
            let table = if at % SEATS < CAME {
                tables[at / SEATS].clone()
            } else {
                Vec::new()
            };
            evening.guest(*guest, at, &table, &mut random);
        }
        evening.stranger(guests[0]);
        for at in 0..40 {
            evening.note(at, &tables[at % 2], &mut random);
        }
        evening.replies(&tables, &mut random);
        evening.promises(&tables, &mut random);
        evening.record.you = Some(guests[0]);
        evening
    }

    /// The same with all its follow-ups accepted, as the host does in the end.
    pub(crate) fn wrapped(seed: u64) -> Self {
        let mut evening = Self::of(seed);
        let found = followup::suggest(&evening.record);
        for suggestion in &found {
            let promise = evening.accepted(suggestion);
            evening.record.commitments.push(promise);
        }
        evening.record.suggestions = found;
        evening
    }

    /// Everything of it as one change of a library, without what is found by rules.
    pub(crate) fn draft(&self) -> Draft {
        let record = &self.record;
        let mut draft = Draft::new("An evening");
        draft.create(&record.dinner);
        macro_rules! rows {
            ($($rows:ident)+) => { $(for row in &record.$rows { draft.create(row); })+ };
        }
        rows!(tables attendances contact_points consents trades acquaintances asks offers answers);
        rows!(objectives slots events notes commitments);
        if let (Some(group), Some(next)) = (&record.group, &record.next_dinner) {
            draft.create(group);
            draft.create(next);
        }
        for person in record.people.values() {
            draft.create(person);
        }
        draft
    }

    /// Who may read each canary that a text holds: the canaries found, and those that `reader` may not read.
    pub(crate) fn look(&self, text: &str, reader: Id<Person>) -> (usize, Vec<String>) {
        let mut found = 0;
        let mut wrong = Vec::new();
        for (at, sign) in text.match_indices("canary") {
            let rest = &text[at + sign.len()..];
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            // Where a line is broken in the middle of one, it is found where the line is whole.
            let number = digits.parse::<usize>().ok();
            let number = number.filter(|_| rest[digits.len()..].starts_with('x'));
            let Some(readers) = number.and_then(|number| self.canaries.get(number)) else {
                continue;
            };
            found += 1;
            if !readers.contains(&reader) {
                let around = text.get(at.saturating_sub(60)..at + 20).unwrap_or(&digits);
                wrong.push(format!("canary{digits}: …{around}…"));
            }
        }
        (found, wrong)
    }

    fn id<T>(&mut self) -> Id<T> {
        self.ids += 1;
        Id::from_uuid(Uuid::from_u128(self.ids))
    }

    fn canary(&mut self, readers: &[Id<Person>]) -> String {
        self.canaries.push(readers.to_vec());
        format!("canary{}x", self.canaries.len() - 1)
    }

    fn dinner(&mut self, tables: &[Vec<Id<Person>>]) {
        let all = self.readers.clone();
        let mut group = Group::new(self.id());
        group.name = self.canary(&[]);
        group.place = self.canary(&[]);
        let mut dinner = Dinner::new(self.id());
        dinner.group = group.id;
        dinner.title = self.canary(&all);
        dinner.place = self.canary(&all);
        dinner.host_line = self.canary(&all);
        dinner.template = self.canary(&[]);
        dinner.starts_at = "2020-11-26T19:00:00".parse().ok();
        dinner.state = DinnerState::Live;
        let mut next = Dinner::new(self.id());
        next.group = group.id;
        next.title = self.canary(&[]);
        next.place = self.canary(&[]);
        next.host_line = self.canary(&[]);
        next.starts_at = "2020-12-17T19:00:00".parse().ok();
        for (at, guests) in tables.iter().enumerate() {
            let mut table = Table::new(dinners::table_id(dinner.id, at as i64 + 1));
            table.dinner = dinner.id;
            table.number = at as i64 + 1;
            table.seats = SEATS as i64;
            table.host = guests.first().copied();
            self.record.tables.push(table);
        }
        let mut slot = Slot::new(self.id());
        slot.dinner = dinner.id;
        slot.table_no = 1;
        slot.title = self.canary(&[]);
        let mut event = EveningEvent::new(self.id());
        event.dinner = dinner.id;
        event.table_no = 1;
        "of a newer version".clone_into(&mut event.kind);
        event.payload = format!("{{\"words\":\"{}\"}}", self.canary(&[]));
        self.record.slots.push(slot);
        self.record.events.push(event);
        self.record.group = Some(group);
        self.record.next_dinner = Some(next);
        self.record.dinner = dinner;
    }

    /// A guest with everything that can be known of one. `table` are those who may read what is for the table: nobody,
    /// of somebody who stayed away.
    fn guest(&mut self, guest: Id<Person>, at: usize, table: &[Id<Person>], random: &mut Random) {
        let own: Vec<Id<Person>> = table
            .iter()
            .copied()
            .filter(|other| *other == guest)
            .collect();
        let mut person = Person::new(guest);
        person.given = format!("Guest{at}");
        // A name is at the table's; of that of somebody who stayed away nobody hears.
        for part in [&mut person.middle, &mut person.family, &mut person.suffix] {
            *part = self.canary(table);
        }
        for known in [
            &mut person.says_it_like,
            &mut person.company,
            &mut person.position,
            &mut person.business,
        ] {
            *known = self.canary(table);
        }
        let hidden = [
            &mut person.nickname,
            &mut person.helps,
            &mut person.wants_to_meet,
            &mut person.needs,
            &mut person.private_note,
            &mut person.source,
            &mut person.source_key,
        ];
        for text in hidden {
            *text = self.canary(&[]);
        }
        self.record.people.insert(guest, person);
        self.reach(guest, table, &own, random);
        // The first of their trades stands beside their name, the others nowhere.
        let trades = random.below(3);
        for rank in 0..trades {
            let mut trade = Trade::new(self.id());
            trade.person = guest;
            trade.name = self.canary(if rank == 0 { table } else { &[] });
            trade.rank = rank as i64;
            self.record.trades.push(trade);
        }
        let mut row = Attendance::new(dinners::attendance_id(self.record.dinner.id, guest));
        row.dinner = self.record.dinner.id;
        row.person = guest;
        row.answer = Answer::Accepted;
        row.presence = if table.is_empty() {
            Presence::NoShow
        } else {
            Presence::Attended
        };
        row.table_no = Some((at / SEATS) as i64 + 1);
        row.seat = Some((at % SEATS) as i64 + 1);
        // Others get the line to everybody.
        if random.is() {
            row.recap_line = self.canary(&own);
        }
        let parts = RecapPart::ALL.iter().copied();
        row.recap_without = parts.filter(|_| random.below(6) == 0).collect();
        self.record.attendances.push(row);
        let mut ask = Ask::new(self.id());
        ask.person = guest;
        ask.text = self.canary(table);
        (ask.why, ask.line) = (self.canary(&[]), self.canary(&[]));
        self.record.asks.push(ask);
        let mut offer = Offer::new(self.id());
        offer.person = guest;
        (offer.text, offer.next_step) = (self.canary(table), self.canary(table));
        offer.safe = self.canary(&[]);
        self.record.offers.push(offer);
        let mut objective = Objective::new(self.id());
        objective.person = guest;
        objective.dinner = Some(self.record.dinner.id);
        objective.audience = Audience::Organisers;
        (objective.text, objective.outcome) = (self.canary(&own), self.canary(&own));
        self.record.objectives.push(objective);
    }

    /// The ways to reach a guest: shown to the table where they agreed, and to themselves on their own letter.
    fn reach(
        &mut self,
        guest: Id<Person>,
        table: &[Id<Person>],
        own: &[Id<Person>],
        random: &mut Random,
    ) {
        for kind in ContactKind::ALL {
            let agreed = random.is();
            for rank in 0..2 {
                let is_shown = rank == 0 && matches!(kind, ContactKind::Email | ContactKind::Phone);
                let readers = match (is_shown, agreed) {
                    (true, true) => table.to_vec(),
                    (true, false) => own.to_vec(),
                    (false, _) => Vec::new(),
                };
                let mut point = ContactPoint::new(self.id());
                point.person = guest;
                point.kind = *kind;
                point.value = format!("{}@example.org", self.canary(&readers));
                point.label = self.canary(&[]);
                point.rank = rank;
                self.record.contact_points.push(point);
            }
            let mut consent = Consent::new(self.id());
            consent.person = guest;
            consent.kind = *kind;
            consent.given_on = "2026-11-01".parse().ok();
            consent.withdrawn_on = (!agreed).then(|| "2026-11-20".parse().ok()).flatten();
            consent.how = self.canary(&[]);
            self.record.consents.push(consent);
        }
    }

    /// Somebody whom a guest knows, and who was not there.
    fn stranger(&mut self, known_by: Id<Person>) {
        let mut person = Person::new(self.id());
        "Stranger".clone_into(&mut person.given);
        person.family = self.canary(&[]);
        person.business = self.canary(&[]);
        let mut row = Acquaintance::new(self.id());
        row.from = known_by;
        row.to = person.id;
        row.strength = Strength::KnowsWell;
        row.basis = self.canary(&[]);
        self.record.acquaintances.push(row);
        self.record.people.insert(person.id, person);
    }

    fn note(&mut self, at: usize, table: &[Id<Person>], random: &mut Random) {
        let mut one = || table[random.below(CAME)];
        let (speaker, subject, to) = (one(), one(), one());
        let mut note = Note::new(self.id());
        note.dinner = self.record.dinner.id;
        note.table_no = at as i64 % 2 + 1;
        note.kind = NoteKind::ALL[random.below(NoteKind::ALL.len())];
        note.audience = Audience::ALL[random.below(Audience::ALL.len())];
        note.speaker = Some(speaker);
        note.subject = Some(subject);
        note.to = Some(to).filter(|_| note.kind == NoteKind::Promise);
        note.due = "2020-12-01".parse().ok().filter(|_| random.is());
        note.reply = Some(Reply::Yes).filter(|_| note.kind == NoteKind::Reply);
        note.at_ms = 1_606_420_000_000 + at as i64;
        note.answers = self
            .record
            .notes
            .iter()
            .rev()
            .find(|asked| asked.kind == NoteKind::Question && asked.table_no == note.table_no)
            .map(|asked| asked.id)
            .filter(|_| note.kind == NoteKind::Answer);
        let readers = match note.audience {
            Audience::OnlyMe | Audience::Organisers => Vec::new(),
            // A promise is its two people's, whoever else hears the table's notes.
            _ if note.kind == NoteKind::Promise => vec![speaker, to],
            Audience::About => vec![speaker, subject, to],
            Audience::Table => table.to_vec(),
        };
        note.text = self.canary(&readers);
        self.record.notes.push(note);
    }

    fn replies(&mut self, tables: &[Vec<Id<Person>>], random: &mut Random) {
        for table in tables {
            let (giver, taker) = (table[random.below(CAME)], table[random.below(CAME)]);
            let offer = self
                .record
                .offers
                .iter()
                .find(|offer| offer.person == giver);
            let Some(offer) = offer.map(|offer| offer.id) else {
                continue;
            };
            let mut answer = OfferAnswer::new(self.id());
            answer.offer = offer;
            answer.person = taker;
            answer.answer = Reply::Yes;
            self.record.answers.push(answer);
        }
    }

    /// A promise of each audience at each table, open, and one that is kept already.
    fn promises(&mut self, tables: &[Vec<Id<Person>>], random: &mut Random) {
        for table in tables {
            for audience in Audience::ALL {
                for state in [CommitmentState::Open, CommitmentState::Done] {
                    let from = table[random.below(CAME)];
                    let to = Some(table[random.below(CAME)]).filter(|_| random.is());
                    let is_shown = matches!(audience, Audience::About | Audience::Table)
                        && state == CommitmentState::Open;
                    let both: Vec<Id<Person>> = to.into_iter().chain([from]).collect();
                    let mut promise = Commitment::new(self.id());
                    promise.audience = *audience;
                    promise.from = from;
                    promise.to = to;
                    promise.what = self.canary(if is_shown { &both } else { &[] });
                    promise.due = "2020-11-30".parse().ok();
                    promise.state = state;
                    promise.dinner = Some(self.record.dinner.id);
                    self.record.commitments.push(promise);
                }
            }
        }
    }

    fn accepted(&mut self, suggestion: &Suggestion) -> Commitment {
        let mut promise = Commitment::new(self.id());
        promise.audience = suggestion.audience;
        promise.from = suggestion.owner;
        promise.to = suggestion.other;
        promise.what.clone_from(&suggestion.what);
        promise.due = suggestion.due;
        promise.dinner = Some(suggestion.dinner);
        promise.note = suggestion.note;
        promise.suggestion = Some(suggestion.id);
        promise
    }

    /// The texts of a kind, and whether each is in any of `texts`: for what leaves by no way at all.
    pub(crate) fn only_mine(&self) -> BTreeMap<String, &'static str> {
        let notes = self.record.notes.iter();
        let notes = notes.filter(|note| note.audience == Audience::OnlyMe);
        let people = self.record.people.values();
        notes
            .map(|note| (note.text.clone(), "an only-me note"))
            .chain(people.map(|person| (person.private_note.clone(), "a private note")))
            .filter(|(text, _)| !text.is_empty())
            .collect()
    }
}
