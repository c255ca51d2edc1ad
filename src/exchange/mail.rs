//! A letter with its attachments as an `.eml` file (RFC 5322) that a mail program opens as a draft: to be looked at,
//! changed and sent by hand. It sends nothing, and has no date, no sender and no Message-ID, because those are of a
//! letter that was sent. The same letter gives the same bytes.

use std::fmt::Write as _;

use mail_builder::{
    headers::{HeaderType, address::Address, content_type::ContentType, raw::Raw, text::Text},
    mime::{BodyPart, MimePart},
};
use uuid::Uuid;

use super::clean;

/// A letter to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The name that stands beside the address.
    pub name: String,
    pub address: String,
    pub subject: String,
    /// Lines end in `\n`.
    pub text: String,
    pub attachments: Vec<Attachment>,
}

/// A file in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// ASCII letters, digits, dots and hyphens: every mail program shows that right.
    pub name: String,
    pub kind: AttachmentKind,
    pub bytes: Vec<u8>,
}

/// What is attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentKind {
    Pdf,
    Calendar,
    Cards,
}

/// Why a letter was not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    #[error("there is no e-mail address")]
    NoAddress,
    #[error("“{0}” is not an e-mail address")]
    Address(String),
    /// Whoever can put a line break into a header can add headers of their own.
    #[error("{part} has a line break or another invisible character in it")]
    Header { part: &'static str },
    #[error(
        "“{0}” is no name for an attachment: it has more than letters, digits, dots and hyphens"
    )]
    AttachmentName(String),
}

/// The space of names of the marks that part a letter from its attachments.
const BOUNDARIES: Uuid = Uuid::from_u128(0x2d1c_0f0e_94a7_4b0b_8d3a_6f1b_52c7_0ea4);

/// The bytes of the `.eml` file.
///
/// # Errors
/// [`MailError`]: nothing is mended in silence that somebody may have put there on purpose.
pub fn write_mail(mail: &Mail) -> Result<Vec<u8>, MailError> {
    let address = mail_address(&mail.address)?;
    header_value("the name", &mail.name)?;
    header_value("the subject", &mail.subject)?;
    for attachment in &mail.attachments {
        attachment_name(&attachment.name)?;
    }
    let boundary = boundary(mail);
    let mixed = ContentType::new("multipart/mixed").attribute("boundary", &boundary);
    let headers: [(&str, HeaderType<'_>); 5] = [
        (
            "To",
            Address::new_address(Some(&*mail.name).filter(|name| !name.is_empty()), address).into(),
        ),
        ("Subject", Text::new(&*mail.subject).into()),
        // Outlook opens a file with this line to be sent, not as something that has come.
        ("X-Unsent", Raw::new("1").into()),
        ("MIME-Version", Raw::new("1.0").into()),
        ("Content-Type", mixed.into()),
    ];
    let mut parts = vec![MimePart::new("text/plain", mail.text.replace('\n', "\r\n"))];
    parts.extend(mail.attachments.iter().map(part));
    // The library's own message adds a date and a Message-ID; a part with the headers of a message adds nothing.
    let message = MimePart {
        headers: headers
            .into_iter()
            .map(|(name, value)| (name.into(), value))
            .collect(),
        contents: BodyPart::Multipart(parts),
    };
    let mut bytes = Vec::new();
    message.write_part(&mut bytes);
    Ok(bytes)
}

/// A file in the letter, byte for byte: with a type as it stands the library takes even text for bytes, and no mail
/// program on the way may change its line ends.
fn part(attachment: &Attachment) -> MimePart<'_> {
    let kind = match attachment.kind {
        AttachmentKind::Pdf => "application/pdf",
        AttachmentKind::Calendar => "text/calendar; charset=utf-8",
        // Not text/vcard: Thunderbird takes that for the sender's own card and drops it when the draft is opened (seen
        // in 153). All programs go by the name's ending.
        AttachmentKind::Cards => "application/octet-stream",
    };
    let file = ContentType::new("attachment").attribute("filename", attachment.name.as_str());
    MimePart {
        headers: vec![
            ("Content-Type".into(), Raw::new(kind).into()),
            ("Content-Disposition".into(), file.into()),
        ],
        contents: BodyPart::Binary(attachment.bytes.as_slice().into()),
    }
}

/// The letter without its attachments as a `mailto:` link (RFC 6068), which most mail programs open.
pub fn mail_link(address: &str, subject: &str, text: &str) -> String {
    let text = text.replace('\n', "\r\n");
    let address = percent(address, "@");
    format!(
        "mailto:{address}?subject={}&body={}",
        percent(subject, ""),
        percent(&text, "")
    )
}

/// `text` with every byte outside the unreserved characters of RFC 3986 and `also` as `%XX`.
fn percent(text: &str, also: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if is_plain || also.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            write!(out, "%{byte:02X}").unwrap_or_default();
        }
    }
    out
}

/// An address that may receive mail, as it is written in a header.
///
/// # Errors
/// [`MailError`] when there is none, or when it is none.
pub fn mail_address(raw: &str) -> Result<&str, MailError> {
    let raw = raw.trim_matches(' ');
    if raw.is_empty() {
        return Err(MailError::NoAddress);
    }
    header_value("the e-mail address", raw)?;
    match clean::email(raw) {
        // Only as it was typed: what would have to be taken apart first may be two addresses.
        Ok(address) if address == raw => Ok(raw),
        _ => Err(MailError::Address(raw.to_owned())),
    }
}

fn header_value(part: &'static str, value: &str) -> Result<(), MailError> {
    if value
        .contains(|letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}'))
    {
        return Err(MailError::Header { part });
    }
    Ok(())
}

fn attachment_name(name: &str) -> Result<(), MailError> {
    let is_plain =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_');
    if name.is_empty() || name.starts_with('.') || !name.chars().all(is_plain) {
        return Err(MailError::AttachmentName(name.to_owned()));
    }
    Ok(())
}

/// A mark that is in no part of the letter: it is a digest of all of it, and nothing can hold its own digest.
fn boundary(mail: &Mail) -> String {
    let mut all = format!(
        "{}\0{}\0{}\0{}",
        mail.name, mail.address, mail.subject, mail.text
    )
    .into_bytes();
    for attachment in &mail.attachments {
        all.extend_from_slice(attachment.name.as_bytes());
        all.push(0);
        all.extend_from_slice(&attachment.bytes);
    }
    format!("part-{}", Uuid::new_v5(&BOUNDARIES, &all).simple())
}
