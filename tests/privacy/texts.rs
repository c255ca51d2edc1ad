//! Every text that a file can hold, taken out of it: of a PDF its streams and metadata, of a letter its parts decoded.

use std::fmt::Write as _;

/// Everything in a PDF that could hold a text: its raw bytes, its streams unpacked, its pages as text.
pub(crate) fn of_pdf(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let mut all = String::from_utf8_lossy(pdf).into_owned();
    for object in document.objects.values() {
        if let Ok(stream) = object.as_stream() {
            all += &String::from_utf8_lossy(&stream.decompressed_content().unwrap_or_default());
        }
        // Titles, bookmarks and alternative texts are UTF-16.
        let words = format!("{object:?}");
        all += &words;
        all += &decoded(&words);
    }
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    all += &document.extract_text(&pages).unwrap_or_default();
    all
}

/// Hexadecimal strings of UTF-16 as text.
fn decoded(words: &str) -> String {
    let mut found = String::new();
    for part in words
        .split(['<', '>'])
        .filter(|part| part.len() > 8 && part.chars().all(|c| c.is_ascii_hexdigit()))
    {
        let bytes: Vec<u8> = (0..part.len() / 2)
            .filter_map(|at| u8::from_str_radix(&part[at * 2..at * 2 + 2], 16).ok())
            .collect();
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect();
        found += &String::from_utf16_lossy(&units);
    }
    found
}

/// A calendar or a card with its folded lines whole.
pub(crate) fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}

/// Everything in a letter: as it is, its headers and its words decoded, the names of what is attached, and that itself.
/// Its PDFs come out apart, because looking into them takes its time.
pub(crate) fn of_letter(eml: &[u8]) -> (String, Vec<Vec<u8>>) {
    let mail = mail_parser::MessageParser::default().parse(eml).unwrap();
    let mut all = String::from_utf8_lossy(eml).into_owned();
    let mut pdfs = Vec::new();
    for header in mail.headers() {
        writeln!(all, "{} {:?}", header.name, header.value).unwrap();
    }
    all += &mail.body_text(0).unwrap();
    for part in mail.attachments() {
        let name = mail_parser::MimeHeaders::attachment_name(part).unwrap();
        writeln!(all, "\n{name}").unwrap();
        if part.contents().starts_with(b"%PDF") {
            pdfs.push(part.contents().to_vec());
        } else {
            all += &unfolded(&String::from_utf8_lossy(part.contents()));
        }
    }
    (all, pdfs)
}
