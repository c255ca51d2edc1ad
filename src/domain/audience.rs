//! Who may read a text. Named by its readers, never "public" or "private".

crate::words! {
    /// Who may read a text or a column. The first is the narrowest, so an unknown word hides rather than shows.
    Audience {
        /// Only the owner of the laptop; leaves it by no pack, hub, recap or export.
        OnlyMe = "only-me",
        /// The members of the group whose role is organiser.
        Organisers = "organisers",
        /// The person that the text is about (and who wrote it).
        About = "about",
        /// Everyone at this table.
        Table = "table",
    }
}

impl Audience {
    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::OnlyMe => "Only me",
            Self::Organisers => "Organisers",
            Self::About => "The person it is about",
            Self::Table => "Everyone at this table",
        }
    }
}
