//! Line folding as vCard (RFC 2426, 2.6) and iCalendar (RFC 5545, 3.1) share it.
//! It does not escape: the writer has done so before.

/// Octets in a line without its line ending.
const LINE_OCTETS: usize = 75;

/// Appends one content line with `\r\n`, broken between characters so that no piece, with the
/// space that starts a continuation, is longer than 75 octets.
pub(super) fn push_folded(out: &mut String, content: &str) {
    let mut octets = 0;
    for letter in content.chars() {
        if octets + letter.len_utf8() > LINE_OCTETS {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(letter);
        octets += letter.len_utf8();
    }
    out.push_str("\r\n");
}
