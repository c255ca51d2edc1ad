//! Closed sets of words: an enum whose variants are stored, printed and parsed by one word each.

/// Declares an enum and its words: `as_str`, `ALL`, `FromStr`, `Display`, `Default` (the first variant) and storage as
/// text. A word that this version does not know reads as the first variant.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every variant, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that stands for it in the library, on the command line and in JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                const FIRST: &[$name] = $name::ALL;
                match FIRST { [first, ..] => *first, [] => unreachable!() }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::domain::noun::Field for $name {
            const KIND: $crate::domain::noun::Kind = $crate::domain::noun::Kind::Text;
            fn to_json(&self) -> serde_json::Value {
                serde_json::Value::String(self.as_str().to_owned())
            }
            fn from_json(value: &serde_json::Value) -> Option<Self> {
                value.as_str().map(|word| word.parse().unwrap_or_default())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::word::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|v| v.as_str() == word).ok_or_else(|| $crate::domain::word::UnknownWord {
                    word: word.to_owned(),
                    known: Self::ALL.iter().map(|v| v.as_str()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

/// A word that is none of its set.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("“{word}” is none of: {known}")]
pub struct UnknownWord {
    /// What was given.
    pub word: String,
    /// The words that would do, with commas.
    pub known: String,
}

/// The text with its first letter large.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The text with its first letter small, to follow other words; but for "HR", "I" and their like.
pub fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), text.chars().nth(1)) {
        (Some('I'), Some(' ')) => text.to_owned(),
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
