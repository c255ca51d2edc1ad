//! People: anybody in the library, how to reach them, what they do, whom they know and what they agreed to show.

use chrono::NaiveDate;

use crate::{domain::Id, noun, words};

noun! {
    /// Anybody in the library: member, guest, contact.
    Person = "person" {
        /// First name, as people are called at the table.
        given: String = Everyone,
        middle: String = Everyone,
        family: String = Everyone,
        prefix: String = Everyone,
        suffix: String = Everyone,
        nickname: String = Everyone,
        /// How the name is said.
        says_it_like: String = Everyone,
        company: String = Everyone,
        position: String = Everyone,
        /// What I do, in one line.
        business: String = Everyone,
        /// Whom I help.
        helps: String = Everyone,
        /// Whom I want to meet.
        wants_to_meet: String = Everyone,
        /// Dietary and other needs; the kitchen gets them without names.
        needs: String = Organisers,
        /// Only for the owner of the laptop.
        private_note: String = OnlyMe,
        /// Where the record came from, and under which key, so that importing twice adds nothing.
        source: String = Organisers,
        source_key: String = Organisers,
        birthday: Option<NaiveDate> = Organisers,
        connected_on: Option<NaiveDate> = Organisers,
    }
    search given middle family nickname company position business helps wants_to_meet;
    index family source_key;
}

impl Person {
    /// The name as written on a place card: "Priya Raman", or "Dr Okafor" where the first name is not known.
    /// Never empty.
    pub fn name(&self) -> String {
        let prefix = if self.given.trim().is_empty() {
            self.prefix.as_str()
        } else {
            ""
        };
        let parts = [
            prefix,
            &self.given,
            &self.middle,
            &self.family,
            &self.suffix,
        ];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        if parts.is_empty() {
            "Somebody without a name".to_owned()
        } else {
            parts.join(" ")
        }
    }

    /// Takes a name as it is typed: the last word is the family name, what stands before it the first name.
    pub fn call(&mut self, typed: &str) {
        let typed = typed.trim();
        let (given, family) = typed.rsplit_once(' ').unwrap_or((typed, ""));
        given.trim().clone_into(&mut self.given);
        family.clone_into(&mut self.family);
    }

    /// The name at the table: the first name, or what there is.
    pub fn short_name(&self) -> String {
        if self.given.trim().is_empty() {
            self.name()
        } else {
            self.given.trim().to_owned()
        }
    }

    /// Initials for a plate: first letters of given and family name.
    pub fn initials(&self) -> String {
        let firsts: String = [&self.given, &self.family]
            .iter()
            .filter_map(|part| part.trim().chars().next())
            .collect();
        if firsts.is_empty() {
            self.name().chars().take(1).collect()
        } else {
            firsts.to_uppercase()
        }
    }

    /// Which of the ten plate colours is theirs, the same on every screen, paper and laptop.
    pub fn plate_colour(person: Id<Self>) -> u8 {
        (person.uuid().as_u128() % 10) as u8
    }

    /// The line under the name: business in one line, else position and company.
    pub fn line(&self) -> String {
        match (
            self.business.as_str(),
            self.position.as_str(),
            self.company.as_str(),
        ) {
            ("", "", company) => company.to_owned(),
            ("", position, "") => position.to_owned(),
            ("", position, company) => format!("{position}, {company}"),
            (business, _, _) => business.to_owned(),
        }
    }
}

words! {
    /// The ways to reach somebody.
    ContactKind { Email = "email", Phone = "phone", Link = "link", Address = "address" }
}

noun! {
    /// One e-mail address, phone number (E.164 where known), link or postal address of a person.
    ContactPoint = "contact_point" {
        person: Id<Person> = Everyone,
        kind: ContactKind = Everyone,
        value: String = Everyone,
        /// "Work", "Home".
        label: String = Everyone,
        /// The first of its kind is the one to use.
        rank: i64 = Everyone,
    }
    index person value;
}

noun! {
    /// One trade of a person: what a table should not have twice.
    Trade = "trade" {
        person: Id<Person> = Everyone,
        name: String = Everyone,
        rank: i64 = Everyone,
    }
    index person;
}

words! {
    /// How well somebody knows somebody.
    Strength { None = "none", Met = "met", Knows = "knows", KnowsWell = "knows well" }
}

noun! {
    /// An acquaintance, directed: what `from` says of `to`. Its id is that of the pair.
    Acquaintance = "acquaintance" {
        from: Id<Person> = Everyone,
        to: Id<Person> = Everyone,
        strength: Strength = Everyone,
        /// "Worked together at Aldgate Foods".
        basis: String = Everyone,
        as_of: Option<NaiveDate> = Everyone,
    }
    index from to;
}

noun! {
    /// That a person agreed to show one way of reaching them to table-mates. Its id is that of the pair.
    Consent = "consent" {
        person: Id<Person> = Everyone,
        kind: ContactKind = Everyone,
        given_on: Option<NaiveDate> = Everyone,
        withdrawn_on: Option<NaiveDate> = Everyone,
        /// "Reply to the invitation".
        how: String = Everyone,
    }
    index person;
}

impl Consent {
    /// Whether it stands.
    pub fn stands(&self) -> bool {
        self.given_on.is_some() && self.withdrawn_on.is_none()
    }
}
