//! Short forms of common first names. A small table for suggestions: it claims nothing about any
//! person, and a name that is missing only means that one suggestion is not made.

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

/// Whether one folded first name is a common short form of the other, or both of the same.
pub(super) fn are_forms_of_one(left: &str, right: &str) -> bool {
    SHORT_FORMS.iter().any(|(full, short)| {
        let (left_full, right_full) = (full.contains(&left), full.contains(&right));
        let (left_short, right_short) = (short.contains(&left), short.contains(&right));
        // Two full names that share a short form are two names: Christopher is not Christine.
        (left_short && right_full) || (left_full && right_short) || (left_short && right_short)
    })
}

/// The full names of which a folded first name is a short form.
pub(super) fn full_forms(name: &str) -> impl Iterator<Item = &'static str> {
    SHORT_FORMS
        .iter()
        .filter(move |(_, short)| short.contains(&name))
        .flat_map(|(full, _)| full.iter().copied())
}
