//! Bytes of unknown origin to text: byte order marks, UTF-16 without one, UTF-8, older code pages
//! by their statistics. It refuses what is no text, in words, and knows nothing of people.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::read::ReadError;

/// The largest file that is read, in bytes: a hundred times a large address book.
pub(super) const MAX_FILE_BYTES: usize = 200_000_000;
/// How much of the start decides whether this is text at all.
const SAMPLE_BYTES: usize = 64 * 1024;
/// How much from the first unusual byte on the statistics of code pages read.
const DETECTOR_BYTES: usize = 1 << 20;

/// The text of a file and how it was found.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: &'static str,
    /// Some bytes were no letters and stand as `U+FFFD`.
    pub(super) had_broken_bytes: bool,
}

/// Text of `bytes`; borrowed when they are UTF-8.
///
/// # Errors
/// `Empty`, `TooBig`, `Workbook` and `NotContacts`.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ReadError::TooBig {
            megabytes: bytes.len() / 1_000_000,
        });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(ReadError::Workbook);
    }
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => utf16_without_mark(bytes).map_or_else(|| eight_bit(bytes), Ok)?,
    };
    // `decode` takes the byte order mark away.
    let (text, _, had_broken_bytes) = encoding.decode(bytes);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(Decoded {
        text,
        encoding: encoding.name(),
        had_broken_bytes,
    })
}

/// UTF-16 of mostly Latin text has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096) & !1)?;
    let zeros_at = |parity: usize| {
        let half = sample.iter().skip(parity).step_by(2);
        half.filter(|byte| **byte == 0).count()
    };
    let (first, second) = (zeros_at(0), zeros_at(1));
    let many = sample.len() / 6;
    if sample.len() < 4 || (first > 0) == (second > 0) {
        None
    } else if second > many {
        Some(UTF_16LE)
    } else if first > many {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn eight_bit(bytes: &[u8]) -> Result<&'static Encoding, ReadError> {
    if looks_binary(bytes) {
        return Err(ReadError::NotContacts);
    }
    let (mut broken, mut letters) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // A few torn letters in a file that is otherwise full of good UTF-8 do not make it another
    // encoding.
    if broken * 3 <= letters {
        return Ok(UTF_8);
    }
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    // Two bytes of context before the first unusual one help the statistics.
    let start = start.saturating_sub(2);
    let end = bytes.len().min(start + DETECTOR_BYTES);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(
        bytes.get(start..end).unwrap_or_default(),
        end == bytes.len(),
    );
    let guess = detector.guess(None, Utf8Detection::Deny);
    // A guess that cannot read the file is wrong; Windows-1252 reads anything.
    let reads_all = guess
        .decode_without_bom_handling_and_without_replacement(bytes)
        .is_some();
    Ok(if reads_all { guess } else { WINDOWS_1252 })
}

/// Text has hardly any control characters; pictures, archives and databases are full of them.
fn looks_binary(bytes: &[u8]) -> bool {
    let known = [
        b"%PDF".as_slice(),
        b"\x89PNG",
        b"GIF8",
        b"\xff\xd8\xff",
        b"\x1f\x8b",
        b"SQLite format 3",
        b"\x7fELF",
    ];
    let sample = bytes.get(..bytes.len().min(SAMPLE_BYTES)).unwrap_or(bytes);
    let controls = sample
        .iter()
        .filter(|byte| matches!(byte, 0..=8 | 14..=31 | 127))
        .count();
    known.iter().any(|magic| bytes.starts_with(magic)) || controls * 20 > sample.len()
}
