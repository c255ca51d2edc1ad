//! The shape of `assets/sample/group.toml`. People are named by short keys, days are counted from tonight or the dinner.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sample {
    pub(super) group: SampleGroup,
    pub(super) person: Vec<SamplePerson>,
    pub(super) acquaintance: Vec<SampleAcquaintance>,
    pub(super) dinner: Vec<SampleDinner>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SampleGroup {
    pub(super) name: String,
    pub(super) currency: String,
    pub(super) dues_minor: i64,
    pub(super) place: String,
    pub(super) zone: String,
    /// What the owner's dinners are to bring about, and how many of it were made.
    pub(super) objective: String,
    pub(super) objective_outcome: String,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SamplePerson {
    pub(super) key: String,
    /// The colour of their plate, of the ten; any where it is not said.
    pub(super) plate: Option<u8>,
    pub(super) given: String,
    pub(super) family: String,
    pub(super) says_it_like: String,
    pub(super) company: String,
    pub(super) position: String,
    pub(super) trade: String,
    pub(super) business: String,
    pub(super) helps: String,
    pub(super) wants_to_meet: String,
    pub(super) needs: String,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) link: String,
    pub(super) role: String,
    pub(super) guest_of: Option<String>,
    pub(super) you: bool,
    pub(super) shares: Vec<String>,
    pub(super) private_note: String,
    pub(super) ask: Vec<SampleAsk>,
    pub(super) offer: Vec<SampleOffer>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SampleAsk {
    pub(super) text: String,
    pub(super) kind: String,
    pub(super) why: String,
    pub(super) line: String,
    pub(super) by_days: Option<u64>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SampleOffer {
    pub(super) text: String,
    pub(super) safe: String,
    pub(super) next_step: String,
    pub(super) until_days: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SampleAcquaintance {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) strength: String,
    pub(super) basis: String,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SampleDinner {
    pub(super) number: i64,
    pub(super) title: String,
    pub(super) days_ago: i64,
    pub(super) time: String,
    pub(super) place: String,
    pub(super) state: String,
    pub(super) host_line: String,
    pub(super) invited: Vec<String>,
    pub(super) guest: Vec<SampleGuest>,
    pub(super) table: Vec<SampleTable>,
    pub(super) note: Vec<SampleNote>,
    pub(super) promise: Vec<SamplePromise>,
    pub(super) rule: Vec<SampleRule>,
    pub(super) objective: Vec<SampleObjective>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SampleGuest {
    pub(super) person: String,
    pub(super) answer: String,
    pub(super) guest_of: Option<String>,
    /// The host's line to them alone.
    #[serde(default)]
    pub(super) line: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SampleTable {
    pub(super) number: i64,
    pub(super) seats: i64,
    pub(super) shape: String,
    pub(super) host: String,
    #[serde(default)]
    pub(super) seated: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SampleNote {
    pub(super) table: i64,
    pub(super) at: String,
    pub(super) phase: Option<String>,
    pub(super) presenter: Option<String>,
    pub(super) speaker: Option<String>,
    pub(super) kind: String,
    pub(super) text: String,
    pub(super) to: Option<String>,
    pub(super) about: Vec<String>,
    pub(super) due_days: Option<u64>,
    pub(super) answered: bool,
    pub(super) audience: Option<String>,
    pub(super) reply: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SamplePromise {
    pub(super) from: String,
    pub(super) to: Option<String>,
    pub(super) what: String,
    pub(super) due_days: Option<u64>,
    pub(super) state: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SampleRule {
    pub(super) kind: String,
    pub(super) a: String,
    pub(super) b: String,
    pub(super) scope: String,
    pub(super) hard: bool,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SampleObjective {
    pub(super) person: String,
    pub(super) text: String,
    pub(super) outcome: String,
}
