//! Groups: a club or circle that dines, and who belongs to it.

use chrono::NaiveDate;

use crate::{
    domain::{Id, Person},
    noun, words,
};

noun! {
    /// A club or circle.
    Group = "group" {
        name: String = Everyone,
        /// ISO 4217.
        currency: String = Everyone,
        /// In minor units, for a year.
        dues_minor: i64 = Organisers,
        renews_on: Option<NaiveDate> = Organisers,
        /// Where it usually meets, and the time zone (IANA) there.
        place: String = Everyone,
        zone: String = Everyone,
    }
    index name;
}

words! {
    /// How somebody belongs to a group.
    Standing { Member = "member", Guest = "guest", Applicant = "applicant", Lapsed = "lapsed" }
}

words! {
    /// What somebody does for a group.
    Role { None = "none", Organiser = "organiser" }
}

noun! {
    /// A person in a group. Its id is that of the pair (group, person).
    Membership = "membership" {
        group: Id<Group> = Everyone,
        person: Id<Person> = Everyone,
        standing: Standing = Everyone,
        role: Role = Everyone,
        since: Option<NaiveDate> = Everyone,
    }
    index group person;
}
