//! Short forms of common first names. A small table for suggestions: it claims nothing about any
//! person, and a name that is missing only means that one suggestion is not made.

use std::collections::HashMap;

/// A full name, or several that share the short forms, and the short forms.
const SHORT_FORMS: [(&[&str], &[&str]); 58] = [
    (
        &["alexander", "alexandra", "alejandro"],
        &["alex", "lex", "sandy", "sasha", "xander"],
    ),
    (&["andrew", "andrea", "andreas"], &["andy", "drew", "andi"]),
    (&["anthony", "antonio", "antonia"], &["tony", "toni"]),
    (&["barbara"], &["barb", "barbie", "babs"]),
    (&["benjamin", "benedict"], &["ben", "benny"]),
    (&["bradley"], &["brad"]),
    (
        &["catherine", "katherine", "kathryn", "katharina"],
        &["cathy", "kate", "kathy", "katie", "kat"],
    ),
    (
        &["charles", "charlotte"],
        &["charlie", "chuck", "chas", "lottie"],
    ),
    (
        &["christopher", "christine", "christina", "christian"],
        &["chris", "tina", "kris"],
    ),
    (&["daniel", "daniela"], &["dan", "danny", "dani"]),
    (&["david"], &["dave", "davy"]),
    (&["deborah"], &["deb", "debbie"]),
    (&["donald"], &["don", "donny"]),
    (
        &["edward", "edmund", "edwin"],
        &["ed", "eddie", "ted", "ned"],
    ),
    (
        &["elizabeth", "elisabeth"],
        &["liz", "beth", "betty", "lizzie", "eliza", "lisa"],
    ),
    (&["emily", "emilia"], &["em", "emmy", "millie"]),
    (&["ferdinand", "fernando"], &["ferdi", "nando"]),
    (
        &["francis", "frances", "francisco", "franz"],
        &["frank", "fran", "paco", "franny"],
    ),
    (&["frederick", "friedrich"], &["fred", "freddy", "fritz"]),
    (
        &["gabriel", "gabriela", "gabrielle"],
        &["gabe", "gabi", "gaby"],
    ),
    (&["gerald", "gerard"], &["gerry", "jerry"]),
    (&["gregory", "gregor"], &["greg"]),
    (&["guillermo"], &["memo"]),
    (
        &["heinrich", "henry", "henrietta"],
        &["heinz", "harry", "hank", "etta"],
    ),
    (
        &["jacob", "james", "jacqueline"],
        &["jake", "jim", "jimmy", "jamie", "jackie"],
    ),
    (&["jeffrey", "geoffrey"], &["jeff", "geoff"]),
    (&["jennifer"], &["jen", "jenny", "jenn"]),
    (&["jessica"], &["jess", "jessie"]),
    (&["johannes", "johann"], &["hans", "hannes", "jan"]),
    (&["john", "jonathan"], &["jon", "johnny", "jack"]),
    (&["jose"], &["pepe"]),
    (
        &["joseph", "josephine", "josef"],
        &["joe", "joey", "jo", "sepp"],
    ),
    (&["joshua"], &["josh"]),
    (&["kenneth"], &["ken", "kenny"]),
    (&["kimberly"], &["kim"]),
    (&["lawrence", "laurence"], &["larry", "laurie"]),
    (&["leonard", "leonardo"], &["leo", "len", "lenny"]),
    (
        &["margaret", "margarete"],
        &["maggie", "meg", "peggy", "greta", "marge"],
    ),
    (&["matthew", "matthias"], &["matt", "matty"]),
    (
        &["michael", "michelle"],
        &["mike", "mick", "mickey", "michi", "shelly"],
    ),
    (&["nathaniel", "nathan"], &["nate", "nat"]),
    (
        &["nicholas", "nicola", "nicole", "nikolaus"],
        &["nick", "nico", "nicky", "klaus"],
    ),
    (&["pamela"], &["pam"]),
    (
        &["patricia", "patrick"],
        &["pat", "patty", "trish", "paddy", "tricia"],
    ),
    (&["peter"], &["pete"]),
    (&["philip", "phillip"], &["phil", "pip"]),
    (&["rebecca"], &["becky", "becca"]),
    (&["richard"], &["rick", "dick", "rich", "ricky"]),
    (
        &["robert", "roberta"],
        &["bob", "rob", "bobby", "robbie", "bert"],
    ),
    (&["ronald"], &["ron", "ronnie"]),
    (&["samuel", "samantha"], &["sam", "sammy"]),
    (
        &["stephen", "steven", "stephanie", "stefan"],
        &["steve", "steph", "stevie"],
    ),
    (
        &["susan", "susanne", "suzanne"],
        &["sue", "susie", "suzy", "sanne"],
    ),
    (&["theodore"], &["theo", "ted", "teddy"]),
    (&["thomas"], &["tom", "tommy"]),
    (&["timothy"], &["tim", "timmy"]),
    (&["victoria"], &["vicky", "tori"]),
    (
        &["william", "wilhelm"],
        &["bill", "will", "billy", "willy", "liam"],
    ),
];

/// The rows of the table in which a word stands, one bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Forms {
    full: u64,
    short: u64,
}

impl Forms {
    /// Whether one of two first names is a common short form of the other, or both of one. Two full
    /// names that share a short form are two names: Christopher is not Christine.
    pub(super) fn may_be_one_name(self, other: Self) -> bool {
        let one_short = (self.short & other.full) | (self.full & other.short);
        one_short | (self.short & other.short) != 0
    }

    /// The full names of which the word is a short form.
    pub(super) fn full_names(self) -> impl Iterator<Item = &'static str> {
        let rows = SHORT_FORMS.iter().enumerate();
        let rows = rows.filter(move |(row, _)| self.short >> row & 1 == 1);
        rows.flat_map(|(_, (full, _))| full.iter().copied())
    }
}

/// The table, made ready for looking up many words.
pub(super) struct Nicknames {
    forms: HashMap<&'static str, Forms>,
}

impl Nicknames {
    pub(super) fn new() -> Self {
        let mut forms: HashMap<&'static str, Forms> = HashMap::new();
        for (row, (full, short)) in SHORT_FORMS.iter().enumerate() {
            for name in *full {
                forms.entry(name).or_default().full |= 1 << row;
            }
            for name in *short {
                forms.entry(name).or_default().short |= 1 << row;
            }
        }
        Self { forms }
    }

    /// The forms of a folded word; none for a word that is not in the table.
    pub(super) fn forms(&self, word: &str) -> Forms {
        self.forms.get(word).copied().unwrap_or_default()
    }
}

/// A row for each bit of [`Forms`].
const _: () = assert!(SHORT_FORMS.len() <= 64);
