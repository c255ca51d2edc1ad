//! What a column can hold, and the guess of it from the column's heading in English, German or
//! French. It looks at headings only, never at the rows below them.

use std::fmt;
use std::str::FromStr;

use deunicode::deunicode;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// A whole name, `Ana Silva` or `Silva, Ana`; used where the parts are empty.
    Name,
    Given,
    Middle,
    Family,
    Prefix,
    Suffix,
    Nickname,
    SaysItLike,
    Company,
    Position,
    Email,
    /// The label of the next e-mail column to the right.
    EmailLabel,
    Phone,
    PhoneLabel,
    Link,
    LinkLabel,
    /// The person's page at the source: a link, and the key by which they are known again.
    ProfileUrl,
    /// Any other key of the source.
    Key,
    Trade,
    Profile,
    Note,
    DietaryNeeds,
    ConnectedOn,
    Group,
    /// The state of a ticket; rows with a refunded one are left out.
    Status,
    Ignore,
}

/// Every field with the word by which a user names it.
const WORDS: [(Field, &str); 26] = [
    (Field::Name, "name"),
    (Field::Given, "given"),
    (Field::Middle, "middle"),
    (Field::Family, "family"),
    (Field::Prefix, "prefix"),
    (Field::Suffix, "suffix"),
    (Field::Nickname, "nickname"),
    (Field::SaysItLike, "says-it-like"),
    (Field::Company, "company"),
    (Field::Position, "position"),
    (Field::Email, "email"),
    (Field::EmailLabel, "email-label"),
    (Field::Phone, "phone"),
    (Field::PhoneLabel, "phone-label"),
    (Field::Link, "link"),
    (Field::LinkLabel, "link-label"),
    (Field::ProfileUrl, "profile-url"),
    (Field::Key, "key"),
    (Field::Trade, "trade"),
    (Field::Profile, "profile"),
    (Field::Note, "note"),
    (Field::DietaryNeeds, "dietary-needs"),
    (Field::ConnectedOn, "connected-on"),
    (Field::Group, "group"),
    (Field::Status, "status"),
    (Field::Ignore, "ignore"),
];

/// Headings that mean exactly one field, folded and without digits.
const HEADINGS: [(Field, &[&str]); 19] = [
    (
        Field::Given,
        &[
            "first name",
            "given name",
            "firstname",
            "given",
            "forename",
            "first",
            "vorname",
            "prenom",
        ],
    ),
    (
        Field::Family,
        &[
            "last name",
            "family name",
            "lastname",
            "surname",
            "family",
            "last",
            "nachname",
            "familienname",
            "nom de famille",
        ],
    ),
    (
        Field::Middle,
        &[
            "middle name",
            "additional name",
            "middle",
            "zweiter vorname",
            "weitere vornamen",
            "deuxieme prenom",
        ],
    ),
    (
        Field::Name,
        &[
            "name",
            "full name",
            "fullname",
            "contact name",
            "display name",
            "contact",
            "member",
            "member name",
            "attendee name",
            "guest name",
            "person",
            "nom",
            "nom complet",
            "vollstandiger name",
        ],
    ),
    (
        Field::Prefix,
        &[
            "name prefix",
            "prefix",
            "honorific prefix",
            "salutation",
            "anrede",
            "civilite",
        ],
    ),
    (
        Field::Suffix,
        &["name suffix", "suffix", "honorific suffix", "suffixe"],
    ),
    (
        Field::Nickname,
        &[
            "nickname",
            "nick name",
            "preferred name",
            "goes by",
            "spitzname",
            "surnom",
        ],
    ),
    (
        Field::SaysItLike,
        &[
            "says it like",
            "pronunciation",
            "phonetic name",
            "phonetic first name",
            "phonetic middle name",
            "phonetic last name",
            "given name yomi",
            "family name yomi",
        ],
    ),
    (
        Field::Company,
        &[
            "company",
            "company name",
            "organization",
            "organisation",
            "organization name",
            "organisation name",
            "employer",
            "account name",
            "business name",
            "business",
            "firma",
            "unternehmen",
            "societe",
            "entreprise",
        ],
    ),
    (
        Field::Position,
        &[
            "position",
            "job title",
            "title",
            "organization title",
            "organisation title",
            "role",
            "job",
            "current position",
            "berufsbezeichnung",
            "funktion",
            "poste",
            "fonction",
        ],
    ),
    (
        Field::Trade,
        &[
            "trade",
            "industry",
            "profession",
            "occupation",
            "specialty",
            "speciality",
            "category",
            "branche",
            "beruf",
            "secteur",
            "metier",
        ],
    ),
    (
        Field::Profile,
        &[
            "profile",
            "bio",
            "about",
            "headline",
            "summary",
            "what i do",
        ],
    ),
    (
        Field::Note,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "remarks",
            "description",
            "notiz",
            "notizen",
            "bemerkungen",
            "remarques",
        ],
    ),
    (
        Field::DietaryNeeds,
        &[
            "dietary needs",
            "dietary requirements",
            "dietary restrictions",
            "diet",
            "allergies",
            "ernahrung",
            "allergien",
            "regime alimentaire",
        ],
    ),
    (
        Field::ConnectedOn,
        &["connected on", "connected", "met on", "date met"],
    ),
    (
        Field::Group,
        &[
            "label",
            "labels",
            "group",
            "groups",
            "group membership",
            "tag",
            "tags",
            "categories",
            "list",
            "lists",
            "gruppe",
            "gruppen",
            "kategorien",
            "groupes",
        ],
    ),
    (
        Field::ProfileUrl,
        &[
            "profile url",
            "linkedin",
            "linkedin url",
            "linkedin profile",
            "linkedin profile url",
            "url of member profile",
        ],
    ),
    (Field::Key, &["source key", "uid"]),
    (
        Field::Link,
        &[
            "url",
            "website",
            "web site",
            "web page",
            "webpage",
            "website value",
            "homepage",
            "home page",
            "personal web page",
            "webseite",
            "site web",
        ],
    ),
];

/// Words that make a column of values something else than contact details of this person.
const FOREIGN_WORDS: [&str; 20] = [
    "type",
    "display",
    "fax",
    "pager",
    "telex",
    "callback",
    "isdn",
    "tty",
    "radio",
    "assistant",
    "manager",
    "spouse",
    "buyer",
    "purchaser",
    "opt",
    "consent",
    "status",
    "count",
    "street",
    "emergency",
];

/// A field with the label that a heading such as "Mobile phone" gives to its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) field: Field,
    pub(super) label: &'static str,
}

impl Field {
    /// The word by which a user names this field.
    pub fn word(self) -> &'static str {
        WORDS
            .iter()
            .find(|(field, _)| *field == self)
            .map_or("", |(_, word)| word)
    }

    /// All words, in the order in which help should list them.
    pub fn words() -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|(_, word)| *word)
    }

    /// Whether a column of this kind is enough to know whom a row is about.
    pub(super) fn names_somebody(self) -> bool {
        matches!(
            self,
            Field::Name | Field::Given | Field::Family | Field::Nickname | Field::Email
        )
    }
}

impl fmt::Display for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// A word that names no field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("There is no field \"{word}\". The fields are: {}", Field::words().collect::<Vec<_>>().join(", "))]
pub struct UnknownField {
    pub word: String,
}

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let wanted = word.trim().to_lowercase().replace([' ', '_'], "-");
        WORDS
            .iter()
            .find(|(_, word)| *word == wanted)
            .map(|(field, _)| *field)
            .ok_or_else(|| UnknownField {
                word: word.to_owned(),
            })
    }
}

/// A heading in lower case, without accents and signs: `E-mail 1 - Value` is `e mail 1 value`.
pub(super) fn fold_heading(heading: &str) -> String {
    let letters = deunicode(heading).to_lowercase();
    letters
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The field that a heading means, or nothing when it means none that is known.
pub(super) fn guess(heading: &str) -> Option<Guess> {
    let folded = fold_heading(heading);
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.chars().all(|letter| letter.is_ascii_digit()))
        .collect();
    let plain = words.join(" ");
    let exact = HEADINGS
        .iter()
        .find(|(_, headings)| headings.contains(&plain.as_str()));
    if let Some((field, _)) = exact {
        let label = if plain.contains("linkedin") {
            "linkedin"
        } else {
            ""
        };
        return Some(Guess {
            field: *field,
            label,
        });
    }
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    if has(&["dietary", "allergies", "allergien"]) {
        return Some(Guess {
            field: Field::DietaryNeeds,
            label: "",
        });
    }
    let is_email = has(&["email", "emails", "mail", "courriel"]);
    let is_phone = has(&[
        "phone",
        "phones",
        "telephone",
        "tel",
        "mobile",
        "cell",
        "telefon",
        "handy",
        "mobil",
        "portable",
        "rufnummer",
    ]);
    let is_link = has(&["url", "website", "linkedin"]);
    // Google has "E-mail 1 - Type" for a label; Outlook has "E-mail 2 Type" for a mail system.
    if heading.contains(" - ") && has(&["label", "type"]) {
        let field = match (is_email, is_phone, is_link) {
            (true, _, _) => Field::EmailLabel,
            (_, true, _) => Field::PhoneLabel,
            (_, _, true) => Field::LinkLabel,
            _ => return None,
        };
        return Some(Guess { field, label: "" });
    }
    if has(&FOREIGN_WORDS) {
        return None;
    }
    let field = match (is_email, is_phone, is_link) {
        (true, _, _) => Field::Email,
        (_, true, _) => Field::Phone,
        (_, _, true) => Field::Link,
        _ => return None,
    };
    let label = if has(&["mobile", "cell", "handy", "mobil", "portable"]) {
        "mobile"
    } else if has(&[
        "work",
        "business",
        "office",
        "company",
        "geschaftlich",
        "professionnel",
    ]) {
        "work"
    } else if has(&["home", "personal", "private", "privat", "domicile"]) {
        "home"
    } else {
        ""
    };
    Some(Guess { field, label })
}
