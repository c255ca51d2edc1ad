//! People as vCard 3.0 (RFC 2426), written afresh: no syntax of 4.0, which address books of phones
//! refuse. It decides nothing about who may be exported.

use super::contact::{Contact, Labelled};
use super::fold::push_folded;

pub(super) const SAYS_IT_LIKE: &str = "X-TABLEMATES-SAYS-IT-LIKE";
pub(super) const TRADE: &str = "X-TABLEMATES-TRADE";
pub(super) const PROFILE: &str = "X-TABLEMATES-PROFILE";
pub(super) const DIETARY_NEEDS: &str = "X-TABLEMATES-DIETARY-NEEDS";
pub(super) const CONNECTED_ON: &str = "X-TABLEMATES-CONNECTED-ON";

/// One file with a card for each contact, in their order. Reading it back gives the same contacts.
pub fn write_vcards(contacts: &[Contact]) -> String {
    let mut out = String::new();
    for contact in contacts {
        write_card(&mut out, contact);
    }
    out
}

fn write_card(out: &mut String, contact: &Contact) {
    push_folded(out, "BEGIN:VCARD");
    push_folded(out, "VERSION:3.0");
    let name = [
        &contact.family,
        &contact.given,
        &contact.middle,
        &contact.prefix,
        &contact.suffix,
    ];
    let name = name.map(|part| escaped(part)).join(";");
    push_folded(out, &format!("N:{name}"));
    push_folded(out, &format!("FN:{}", escaped(&contact.display_name())));
    let mut text = |property: &str, value: &str| {
        if !value.is_empty() {
            push_folded(out, &format!("{property}:{}", escaped(value)));
        }
    };
    text("NICKNAME", &contact.nickname);
    text(SAYS_IT_LIKE, &contact.says_it_like);
    text("ORG", &contact.company);
    text("TITLE", &contact.position);
    text(TRADE, &contact.trade);
    text(PROFILE, &contact.profile);
    text("NOTE", &contact.note);
    text(DIETARY_NEEDS, &contact.dietary_needs);
    text("UID", &contact.source_key);
    if let Some(day) = contact.connected_on {
        text(CONNECTED_ON, &day.to_string());
    }
    if !contact.groups.is_empty() {
        let groups: Vec<String> = contact.groups.iter().map(|group| escaped(group)).collect();
        push_folded(out, &format!("CATEGORIES:{}", groups.join(",")));
    }
    let mut item = 0;
    for email in &contact.emails {
        let kind = match email.label.as_str() {
            "work" => Some("INTERNET,WORK"),
            "home" => Some("INTERNET,HOME"),
            "" => Some("INTERNET"),
            _ => None,
        };
        push_labelled(out, &mut item, "EMAIL", kind, email, &escaped(&email.value));
    }
    for phone in &contact.phones {
        let kind = match phone.label.as_str() {
            "work" => Some("WORK,VOICE"),
            "home" => Some("HOME,VOICE"),
            "mobile" => Some("CELL"),
            "fax" => Some("FAX"),
            "" => Some("VOICE"),
            _ => None,
        };
        push_labelled(out, &mut item, "TEL", kind, phone, &escaped(&phone.value));
    }
    for link in &contact.links {
        let kind = match link.label.as_str() {
            "work" => Some("WORK"),
            "home" => Some("HOME"),
            "" => Some(""),
            _ => None,
        };
        // A URI is not text: its commas and semicolons stay.
        let address: String = link.value.chars().filter(|c| !c.is_control()).collect();
        push_labelled(out, &mut item, "URL", kind, link, &address);
    }
    push_folded(out, "END:VCARD");
}

/// A label that the standard has no word for stands beside its value, as Apple writes it.
fn push_labelled(
    out: &mut String,
    item: &mut usize,
    property: &str,
    kind: Option<&str>,
    labelled: &Labelled,
    value: &str,
) {
    match kind {
        Some("") => push_folded(out, &format!("{property}:{value}")),
        Some(kind) => push_folded(out, &format!("{property};TYPE={kind}:{value}")),
        None => {
            *item += 1;
            push_folded(out, &format!("item{item}.{property}:{value}"));
            let label = escaped(&labelled.label);
            push_folded(out, &format!("item{item}.X-ABLabel:{label}"));
        }
    }
}

/// Text of RFC 2426: backslash, comma, semicolon and line break escaped, other controls dropped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => out.push_str("\\n"),
            '\\' | ',' | ';' => {
                out.push('\\');
                out.push(letter);
            }
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}
