//! The colours of paper: the linen theme's values on white. Paper has one theme, so nothing is chosen at run time.

/// A colour in sRGB, eight bits for each of red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb(pub [u8; 3]);

/// Text.
pub const INK: Rgb = Rgb([0x2A, 0x22, 0x1C]);
/// Text that steps back: dates, remarks, answers.
pub const QUIET: Rgb = Rgb([0x64, 0x57, 0x48]);
/// The reader's plate, offers, the host's bar.
pub const ACCENT: Rgb = Rgb([0x8B, 0x2C, 0x3A]);
/// Text on the accent.
pub const ON_ACCENT: Rgb = Rgb([0xFF, 0xFD, 0xF8]);
/// Asks.
pub const LOOK: Rgb = Rgb([0x7F, 0x52, 0x00]);
/// What somebody needs, which must not be overlooked.
pub const NEED: Rgb = Rgb([0xA1, 0x36, 0x1A]);
/// What is only for the owner.
pub const PRIVATE: Rgb = Rgb([0x5D, 0x43, 0x77]);
/// Behind a label that says so.
pub const PRIVATE_TINT: Rgb = Rgb([0xE9, 0xE1, 0xF0]);
/// Seats that are not the one meant.
pub const FAINT: Rgb = Rgb([0xCF, 0xC2, 0xAD]);
/// Hairlines between rows.
pub const LINE: Rgb = Rgb([0xDD, 0xD2, 0xBF]);
/// The outline of boxes and of the table.
pub const EDGE: Rgb = Rgb([0x8C, 0x7F, 0x6D]);

/// Fill and ink of a person's plate, by [`Plate::colour`](super::content::Plate::colour).
pub fn person(colour: u8) -> (Rgb, Rgb) {
    const PEOPLE: [(Rgb, Rgb); 10] = [
        (Rgb([0xF0, 0xD3, 0xC9]), Rgb([0x7A, 0x2A, 0x1C])),
        (Rgb([0xD6, 0xE2, 0xEF]), Rgb([0x23, 0x4B, 0x73])),
        (Rgb([0xDD, 0xE7, 0xCC]), Rgb([0x3D, 0x52, 0x20])),
        (Rgb([0xEB, 0xD7, 0xEC]), Rgb([0x6A, 0x2F, 0x6E])),
        (Rgb([0xF5, 0xE2, 0xB8]), Rgb([0x6B, 0x47, 0x00])),
        (Rgb([0xCF, 0xE7, 0xE1]), Rgb([0x17, 0x56, 0x4A])),
        (Rgb([0xE2, 0xDA, 0xD0]), Rgb([0x4E, 0x40, 0x32])),
        (Rgb([0xF6, 0xD5, 0xDF]), Rgb([0x82, 0x22, 0x47])),
        (Rgb([0xDA, 0xD9, 0xF0]), Rgb([0x3C, 0x38, 0x86])),
        (Rgb([0xE6, 0xE3, 0xB9]), Rgb([0x55, 0x50, 0x0A])),
    ];
    PEOPLE
        .get(usize::from(colour) % PEOPLE.len())
        .copied()
        .unwrap_or((LINE, INK))
}
