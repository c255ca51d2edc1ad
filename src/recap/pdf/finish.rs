//! What the whole file says: outline, metadata, font descriptors, identity. And its bytes.

use lopdf::{Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::super::page::Laid;
use super::fonts::Fonts;
use super::{Meta, PdfError, broken, integer, rounded, text_string};

/// The name of the program in the file's properties.
const PRODUCER: &str = "Tablemates";

/// Adds what printpdf leaves out, and replaces what it gets wrong.
pub(super) fn finish(
    document: &mut Document,
    laid: &Laid,
    fonts: &Fonts<'_>,
    meta: &Meta,
) -> Result<(), PdfError> {
    // printpdf says 1.3, which has neither tags nor these fonts.
    "1.7".clone_into(&mut document.version);
    let outlines = outlines(document, laid);
    let metadata = xmp(meta);
    let stream = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        metadata.into_bytes(),
    );
    // Left readable: search tools look for it without unpacking.
    let metadata = document.add_object(stream.with_compression(false));
    let catalog = document.catalog_mut().map_err(|error| broken(&error))?;
    if let Some(outlines) = outlines {
        catalog.set("Outlines", outlines);
    }
    catalog.set("Metadata", metadata);
    catalog.set("Lang", Object::string_literal(meta.language.as_str()));
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );

    describe_fonts(document, fonts);
    replace_info(document, meta)
}

/// Packs the document, names it after its own content, and gives its bytes.
pub(super) fn save(mut document: Document) -> Result<Vec<u8>, PdfError> {
    document.compress();
    // The id that printpdf set counts documents of this process.
    document.trailer.remove(b"ID");
    let nameless = bytes(&mut document)?;
    let digest = Sha256::digest(&nameless);
    let id = digest.get(..16).unwrap_or_default().to_vec();
    let id = Object::String(id, StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    bytes(&mut document)
}

fn bytes(document: &mut Document) -> Result<Vec<u8>, PdfError> {
    let mut bytes = Vec::new();
    document
        .save_to(&mut bytes)
        .map_err(|error| PdfError::Document {
            reason: error.to_string(),
        })?;
    Ok(bytes)
}

/// The headings in their order, each leading to its place.
fn outlines(document: &mut Document, laid: &Laid) -> Option<ObjectId> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = laid
        .outline
        .iter()
        .map(|_| document.new_object_id())
        .collect();
    let (first, last) = (*ids.first()?, *ids.last()?);
    for (number, (heading, &id)) in laid.outline.iter().zip(&ids).enumerate() {
        let top = rounded(laid.paper.size().1 - heading.y);
        let page = pages.get(heading.page).copied().unwrap_or(root);
        let target = vec![
            Object::Reference(page),
            Object::Name(b"XYZ".to_vec()),
            Object::Null,
            Object::Real(top),
            Object::Null,
        ];
        let mut entry = dictionary! {
            "Title" => text_string(&heading.title),
            "Parent" => root,
            "Dest" => target,
        };
        if let Some(&before) = number.checked_sub(1).and_then(|before| ids.get(before)) {
            entry.set("Prev", before);
        }
        if let Some(&next) = ids.get(number + 1) {
            entry.set("Next", next);
        }
        document.set_object(id, entry);
    }
    document.set_object(
        root,
        dictionary! {
            "Type" => "Outlines",
            "First" => first,
            "Last" => last,
            "Count" => integer(ids.len()),
        },
    );
    Some(root)
}

fn xmp(meta: &Meta) -> String {
    let date = meta.date.format("%Y-%m-%d");
    let title = escaped(&meta.title);
    let language = escaped(&meta.language);
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\
         <dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
         <xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>\
         <xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>\
         <pdfuaid:part>1</pdfuaid:part>\
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"
    )
}

/// Text inside XML. Control characters have no place in it at all.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().filter(|c| !c.is_control()) {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
    out
}

/// Puts the face's own measures into the font descriptors: the subset no longer has the tables that printpdf would
/// read them from, so it guesses.
fn describe_fonts(document: &mut Document, fonts: &Fonts<'_>) {
    const SERIF: i64 = 1 << 1;
    const SYMBOLIC: i64 = 1 << 2;
    const ITALIC: i64 = 1 << 6;
    for font in fonts.iter() {
        let face = font.face;
        let descriptor = document
            .objects
            .values_mut()
            .filter_map(|object| object.as_dict_mut().ok())
            .find(|dictionary| {
                dictionary
                    .get(b"FontName")
                    .and_then(Object::as_name)
                    .is_ok_and(|name| name == font.base_name.as_bytes())
            });
        let Some(descriptor) = descriptor else {
            continue;
        };
        let thousandths = |em: f32| (em * 1000.0).round() as i64;
        let mut flags = SYMBOLIC;
        if face.name.starts_with("Newsreader") {
            flags |= SERIF;
        }
        if face.italic_angle != 0.0 {
            flags |= ITALIC;
        }
        descriptor.set("Flags", flags);
        descriptor.set("CapHeight", thousandths(face.cap_height));
        descriptor.set("ItalicAngle", face.italic_angle.round() as i64);
        // No font table holds the width of a stem; this is the usual guess from the weight.
        descriptor.set("StemV", 50 + (face.weight / 65.0).powi(2).round() as i64);
    }
}

/// The properties of the file. printpdf's would name a PDF/X version and hold empty keys.
fn replace_info(document: &mut Document, meta: &Meta) -> Result<(), PdfError> {
    let id = document
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .map_err(|error| broken(&error))?;
    let date = meta.date.format("D:%Y%m%d").to_string();
    document.set_object(
        id,
        dictionary! {
            "Title" => text_string(&meta.title),
            "Creator" => Object::string_literal(PRODUCER),
            "Producer" => Object::string_literal(PRODUCER),
            "CreationDate" => Object::string_literal(date.as_str()),
            "ModDate" => Object::string_literal(date.as_str()),
        },
    );
    Ok(())
}
