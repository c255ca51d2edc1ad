//! The PDF read back as a viewer would read it, and the pages measured.

mod design;
mod golden;
mod house;
mod lines;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::{Guest, Tablemate, due_words, long_date};
use super::page::{ElementId, Item, Tag};
use super::sample::{crowded, day, guest, priya};
use super::text::{self, Span};
use super::write::{FileNames, file_slug, write, write_by};
use super::{AttendeeRecap, Faces, Laid, Meta, Paper, attendee, emit};

fn faces() -> Faces {
    Faces::load(&[]).expect("our faces are readable")
}

/// The hostile recap on A4, which takes long to lay out and is looked at from several sides.
static CROWDED: LazyLock<Laid> = LazyLock::new(|| attendee(&crowded(), &faces(), Paper::A4));

fn meta(recap: &AttendeeRecap) -> Meta {
    Meta {
        title: format!("Recap for {}: {}", recap.reader, recap.dinner),
        language: "en-GB".to_owned(),
        date: recap.held_on,
    }
}

fn pdf(recap: &AttendeeRecap, faces: &Faces) -> Vec<u8> {
    emit(&attendee(recap, faces, Paper::A4), faces, &meta(recap)).expect("a PDF")
}

/// What a viewer copies, by marked content: the page, its MCID, and the text. Decoration has none.
struct Extracted {
    document: Document,
    marks: Vec<(ObjectId, i64, String)>,
}

impl Extracted {
    fn of(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).expect("a readable PDF");
        let mut marks = Vec::new();
        for (_, page) in document.get_pages() {
            let fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = document
                .get_page_fonts(page)
                .expect("fonts")
                .into_iter()
                .map(|(name, font)| (name, to_unicode(&document, font)))
                .collect();
            let content = Content::decode(&document.get_page_content(page));
            extract_page(page, &content.expect("operators"), &fonts, &mut marks);
        }
        Self { document, marks }
    }

    fn text(&self) -> String {
        self.marks
            .iter()
            .map(|(_, _, text)| text.as_str())
            .collect()
    }

    /// The texts of the structure tree's leaves in its own order, one for each element with a type of `types`.
    fn by_structure(&self, types: &[&str]) -> Vec<String> {
        let root = self
            .document
            .catalog()
            .and_then(|c| c.get(b"StructTreeRoot"));
        let mut out = Vec::new();
        self.walk(root.expect("a tree"), None, types, &mut out);
        out
    }

    fn walk(&self, node: &Object, owner: Option<usize>, types: &[&str], out: &mut Vec<String>) {
        let (_, node) = self.document.dereference(node).expect("a node");
        if let Object::Array(kids) = node {
            for kid in kids {
                self.walk(kid, owner, types, out);
            }
            return;
        }
        let node = node.as_dict().expect("a dictionary");
        if let (Ok(mcid), Ok(page)) = (
            node.get(b"MCID").and_then(Object::as_i64),
            node.get(b"Pg").and_then(Object::as_reference),
        ) {
            let words = self.marks.iter().find(|(p, m, _)| (*p, *m) == (page, mcid));
            if let Some(owner) = owner {
                out[owner].push_str(&words.expect("every MCID is on its page").2);
            }
            return;
        }
        let name = node.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let is_wanted = types.iter().any(|wanted| wanted.as_bytes() == name);
        let owner = if is_wanted {
            out.push(String::new());
            Some(out.len() - 1)
        } else {
            owner
        };
        if let Ok(kids) = node.get(b"K") {
            self.walk(kids, owner, types, out);
        }
    }
}

fn extract_page(
    page: ObjectId,
    content: &Content,
    fonts: &BTreeMap<Vec<u8>, BTreeMap<u16, String>>,
    marks: &mut Vec<(ObjectId, i64, String)>,
) {
    enum Open {
        Mark(i64),
        Artifact,
        Spoken(String),
        Reversed,
    }
    // Each mark with the texts of its glyphs so far.
    let mut open: Vec<(Open, Vec<String>)> = Vec::new();
    let mut font = &BTreeMap::new();
    for operation in &content.operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BMC" => {
                let tag = operands[0].as_name().expect("a tag");
                let is_reversed = tag == b"ReversedChars";
                let mark = if is_reversed {
                    Open::Reversed
                } else {
                    Open::Artifact
                };
                open.push((mark, Vec::new()));
            }
            "BDC" => {
                let properties = operands[1].as_dict().expect("properties");
                let mark = if let Ok(mcid) = properties.get(b"MCID").and_then(Object::as_i64) {
                    Open::Mark(mcid)
                } else {
                    let words = properties.get(b"ActualText").and_then(Object::as_str);
                    Open::Spoken(from_utf16(&words.expect("text")[2..]))
                };
                open.push((mark, Vec::new()));
            }
            "EMC" => {
                let (mark, mut glyphs) = open.pop().expect("an open mark");
                match mark {
                    Open::Mark(mcid) => {
                        marks.push((page, mcid, glyphs.concat()));
                        continue;
                    }
                    Open::Artifact => continue,
                    Open::Spoken(words) => glyphs = vec![words],
                    Open::Reversed => glyphs.reverse(),
                }
                open.last_mut()
                    .expect("a mark around it")
                    .1
                    .append(&mut glyphs);
            }
            "Tf" => font = &fonts[operands[0].as_name().expect("a font")],
            "TJ" | "Tj" => {
                let (_, glyphs) = open.last_mut().expect("text is in a mark");
                for shown in operands[0].as_array().expect("an array") {
                    for code in shown.as_str().unwrap_or_default().chunks(2) {
                        let code = u16::from_be_bytes([code[0], code[1]]);
                        assert_ne!(code, 0, "the box of a missing glyph");
                        glyphs.push(font[&code].clone());
                    }
                }
            }
            "f" | "S" | "B" => assert!(!open.is_empty(), "a shape outside any mark"),
            _ => {}
        }
    }
    assert!(open.is_empty(), "every mark is closed");
}

fn from_utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks(2).map(|b| u16::from_be_bytes([b[0], b[1]]));
    char::decode_utf16(units)
        .map(|c| c.expect("UTF-16"))
        .collect()
}

/// The character map of a font: `<code> <text>` and `<first> <last> <text>` lines.
fn to_unicode(document: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let stream = font.get(b"ToUnicode").and_then(Object::as_reference);
    let stream = document
        .get_object(stream.expect("a map"))
        .and_then(Object::as_stream);
    let cmap = stream.expect("a stream").decompressed_content();
    let cmap = String::from_utf8(cmap.expect("unpacked")).expect("ASCII");
    let mut map = BTreeMap::new();
    let mut section = "";
    for line in cmap.lines().map(str::trim) {
        if line.ends_with("beginbfchar") || line.ends_with("beginbfrange") {
            section = if line.ends_with("bfchar") {
                "char"
            } else {
                "range"
            };
        } else if line.starts_with("endbf") {
            section = "";
        } else if !section.is_empty() {
            let hex: Vec<Vec<u8>> = line
                .split(['<', '>', ' ', '[', ']'])
                .filter(|part| !part.is_empty())
                .map(|part| {
                    (0..part.len() / 2)
                        .map(|at| u8::from_str_radix(&part[2 * at..2 * at + 2], 16).expect("hex"))
                        .collect()
                })
                .collect();
            let code = |bytes: &[u8]| u16::from_be_bytes([bytes[0], bytes[1]]);
            if section == "char" {
                map.insert(code(&hex[0]), from_utf16(&hex[1]));
            } else {
                let (first, last) = (code(&hex[0]), code(&hex[1]));
                for (step, at) in (first..=last).enumerate() {
                    let mut text: Vec<u16> = from_utf16(&hex[2]).encode_utf16().collect();
                    *text.last_mut().expect("text") += step as u16;
                    map.insert(at, String::from_utf16(&text).expect("UTF-16"));
                }
            }
        }
    }
    map
}

#[test]
fn the_sample_reads_as_it_was_written() {
    let extracted = Extracted::of(&pdf(&priya(), &faces()));
    let paragraphs = extracted.by_structure(&["H1", "H2", "P", "Lbl", "TH", "TD"]);
    let expected = [
        "YOUR RECAP",
        "Thursday Table, No. 14",
        "Thursday 26 November 2026 · Osteria Lume · eight at one table",
        "For Priya Raman",
        "Priya, the label idea was the talk of the table.",
        "Jonah has a landlord you should meet. Ines",
        "YOU ASKED FOR",
        "A marketing head at a food brand with 20 to 80 staff",
        "YOU OFFERED",
        "A free label audit until Tue 15 December. Next step: one product photo to you",
        "People promised you",
        "JR",
        "An introduction to the Aldgate Foods landlord",
        "Jonah Reid, jonah@reidlettings.example",
        "by Mon 30 Nov",
        "IC",
        "One product photo for the label audit",
        "Ines Carvalho, ines@tablehost.example",
        "by Tue 1 Dec",
        "TW",
        "A price for 500 sleeves on uncoated stock",
        "Tomasz Wilk, tomasz@wilkprint.example",
        "by Fri 4 Dec",
        "You promised",
        "DW",
        "Your usual contract, to Dana Whitlock",
        "She asked, and there was no time to answer",
        "by Fri 27 Nov",
        "EF",
        "Two names of studios that hire juniors, to Elena Fuchs",
        "by Wed 2 Dec",
        "Worth a one-to-one",
        "Tomasz Wilk prints what you design, and asks for a brewery that is rebranding. \
         Hannah Lindqvist writes for three food brands. \
         Neither of them to be sold to: ask what would help them.",
        "The next table is on Thursday 10 December. If you would like a seat, or know somebody \
         who should have one, tell Ines by Thursday 3 December.",
        "What you were asked",
        "MO",
        "Do you work to a fixed price? Marcus",
        "Yes, in three sizes. The middle one covers most food brands.",
        "HL",
        "Who writes the words on the label? Hannah",
        "The client, usually badly. You would welcome a partner.",
        "DW",
        "What is your typical contract? Dana",
        "Not answered at the table. You said you would send it.",
        "Who was at the table",
        "NAME",
        "ASKS FOR",
        "OFFERS",
        "Ines CarvalhoHost · business coach",
        "Team leads who have just been promoted",
        "A first session for any of their people",
    ];
    for (found, expected) in paragraphs.iter().zip(expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(
        paragraphs[paragraphs.len() - 2..],
        [
            "One thing this week",
            "Thank Jonah, now and again after the meeting. Tell him how it went, and tell the table next time.",
        ]
    );
}

#[test]
fn names_with_accents_stay_themselves() {
    let mut recap = priya();
    recap.reader = "Zoë Łukasz Nguyễn".to_owned();
    // The same letters taken apart; the page has them composed.
    recap.asked =
        Some("Zoe\u{308} and Nguye\u{302}\u{303}n, at the office of fjords — “fine”".to_owned());
    // Marks that no composed letter has.
    recap.host_line =
        Some("An x\u{323}\u{307} and a q\u{301} for Ἀθηνᾶ and Дмитрий → Œuvre".to_owned());
    let laid = attendee(&recap, &faces(), Paper::A4);
    assert!(laid.report.is_clean(), "{:?}", laid.report);
    let text = Extracted::of(&pdf(&recap, &faces())).text();
    for expected in [
        "For Zoë Łukasz Nguyễn",
        "Zoë and Nguyễn, at the office of fjords — “fine”",
        "Дмитрий → Œuvre",
        "Ἀθηνᾶ",
        "q\u{301}",
        "An \u{1E8B}\u{323} and",
    ] {
        assert!(text.contains(expected), "{expected:?} is not in {text}");
    }
    assert!(!text.contains('\u{FFFD}'));
}

#[test]
fn what_no_face_has_is_reported_and_shown_as_a_question_mark() {
    let mut recap = priya();
    recap.reader = "李小龙".to_owned();
    let faces = faces();
    let laid = attendee(&recap, &faces, Paper::A4);
    assert_eq!(laid.report.missing, ['小', '李', '龙']);
    assert!(
        Extracted::of(&pdf(&recap, &faces))
            .text()
            .contains("For ???")
    );
}

#[test]
fn characters_that_disguise_text_are_left_out() {
    let mut recap = priya();
    recap.reader = "An\u{202E}na\u{0}\u{AD}\u{200B} \t Lee\n".to_owned();
    let text = Extracted::of(&pdf(&recap, &faces())).text();
    assert!(text.contains("For Anna LeeIC"), "{text}");
}

#[test]
fn the_same_input_gives_the_same_bytes_in_any_order_and_thread() {
    let shared = faces();
    let first = pdf(&priya(), &shared);
    drop(pdf(&crowded(), &shared));
    assert!(pdf(&priya(), &shared) == first, "after another document");
    assert!(pdf(&priya(), &faces()) == first, "with fresh faces");
    std::thread::scope(|scope| {
        let threads = [(); 2].map(|()| scope.spawn(|| pdf(&priya(), &shared)));
        for thread in threads {
            assert!(thread.join().expect("no panic") == first, "in a thread");
        }
    });
    let mut other = priya();
    other.reader.push('a');
    assert!(pdf(&other, &shared) != first);
}

#[test]
fn the_sample_has_two_pages_and_is_small() {
    let recap = priya();
    for paper in [Paper::A4, Paper::Letter] {
        let laid = attendee(&recap, &faces(), paper);
        assert_eq!(laid.pages.len(), 2, "{paper:?}");
        assert!(laid.report.is_clean());
    }
    let size = pdf(&recap, &faces()).len();
    assert!(size <= 60_000, "{size} bytes");
}

#[test]
fn a_short_recap_is_one_page_without_empty_headings() {
    let recap = AttendeeRecap {
        dinner: "Supper".to_owned(),
        held_on: day(3, 5),
        place: String::new(),
        gathering: String::new(),
        reader: "Ana".to_owned(),
        seats: Vec::new(),
        host_line: None,
        asked: None,
        offered: None,
        promised_to_you: Vec::new(),
        promised_by_you: Vec::new(),
        introductions: Vec::new(),
        one_to_ones: Vec::new(),
        next_dinner: None,
        questions_to_you: Vec::new(),
        questions_by_you: Vec::new(),
        tablemates: Vec::new(),
        objective: None,
        this_week: None,
        holder: "Made by Ines.".to_owned(),
    };
    let extracted = Extracted::of(&pdf(&recap, &faces()));
    assert_eq!(extracted.document.get_pages().len(), 1);
    assert_eq!(
        extracted.text(),
        "YOUR RECAPSupperThursday 5 March 2026For Ana"
    );
}

#[test]
fn nothing_leaves_the_margins_however_much_there_is() {
    for paper in [Paper::A4, Paper::Letter] {
        let hostile = match paper {
            Paper::A4 => CROWDED.clone(),
            Paper::Letter => attendee(&crowded(), &faces(), paper),
        };
        for laid in [attendee(&priya(), &faces(), paper), hostile] {
            let (width, height) = paper.size();
            for item in laid.pages.iter().flat_map(|page| &page.items) {
                let (left, top, right, bottom) = match item {
                    Item::Text { x, y, run } => {
                        let space = run.text.ends_with(' ').then_some(run.size * 0.3);
                        let end = x + run.width - space.unwrap_or(0.0);
                        (*x, y - run.size, end, y + run.size * 0.4)
                    }
                    Item::Rect { area, .. } | Item::Link { area, .. } => {
                        // A link covers the space at the end of its line too.
                        let end = area.x + area.width - 1.0;
                        (area.x, area.y, end, area.y + area.height)
                    }
                    Item::Circle { x, y, radius, .. } => {
                        (x - radius, y - radius, x + radius, y + radius)
                    }
                    _ => continue,
                };
                let inside =
                    left >= 50.9 && right <= width - 50.9 && top >= 45.0 && bottom <= height - 18.0;
                assert!(inside, "{paper:?} {left} {top} {right} {bottom}: {item:?}");
            }
        }
    }
}

#[test]
fn content_never_meets_the_foot_and_every_page_is_numbered() {
    let laid = &*CROWDED;
    let count = laid.pages.len();
    assert!(count > 8, "{count} pages");
    for (number, page) in laid.pages.iter().enumerate() {
        // The foot's rule is the last rectangle of the page.
        let rule = page.items.iter().rev().find_map(|item| match item {
            Item::Rect { area, .. } => Some(area.y),
            _ => None,
        });
        let rule = rule.expect("a foot");
        let words: Vec<&str> = texts(&page.items, |y| y > rule).collect();
        assert!(
            words.contains(&format!("{} / {count}", number + 1).as_str()),
            "{words:?}"
        );
        let lowest = page.items.iter().filter_map(|item| match item {
            Item::Text { y, .. } if *y < rule => Some(*y),
            _ => None,
        });
        assert!(lowest.fold(0.0, f32::max) < rule - 9.0);
    }
}

fn texts(items: &[Item], is_there: impl Fn(f32) -> bool) -> impl Iterator<Item = &str> {
    items.iter().filter_map(move |item| match item {
        Item::Text { y, run, .. } if is_there(*y) => Some(run.text.as_str()),
        _ => None,
    })
}

#[test]
fn too_much_is_cut_and_the_host_is_told() {
    let laid = &*CROWDED;
    let told = laid.report.left_out.join("\n");
    for expected in ["the host's line", "You asked for", "Guest Number 4"] {
        assert!(told.contains(expected), "{told}");
    }
    assert!(
        !told.contains("Guest Number 2"),
        "three one-to-ones are kept"
    );
}

#[test]
fn rows_stay_whole_and_headings_keep_their_first_rows() {
    let laid = &*CROWDED;
    // The page of each element's contents.
    let mut pages: BTreeMap<ElementId, BTreeSet<usize>> = BTreeMap::new();
    for (number, page) in laid.pages.iter().enumerate() {
        for item in &page.items {
            if let Item::Open(element) = item {
                let mut at = Some(*element);
                while let Some(element) = at {
                    pages.entry(element).or_default().insert(number);
                    at = laid.elements[element.0].parent;
                }
            }
        }
    }
    for (element, on) in &pages {
        if matches!(laid.elements[element.0].tag, Tag::Item | Tag::Row | Tag::P) {
            assert_eq!(on.len(), 1, "{:?} is torn", laid.elements[element.0]);
        }
    }
    // After each heading come its list or table, whose first two rows are on the same page.
    for (number, element) in laid.elements.iter().enumerate() {
        let next = laid.elements.get(number + 1);
        if element.tag == Tag::H2 && next.is_some_and(|next| next.tag == Tag::List) {
            let list = ElementId(number + 1);
            let rows = (0..laid.elements.len())
                .filter(|&row| laid.elements[row].parent == Some(list))
                .take(2);
            for row in rows {
                assert_eq!(pages[&ElementId(row)], pages[&ElementId(number)]);
            }
        }
    }
}

#[test]
fn what_fits_stands_in_one_line_and_rows_of_guests_are_of_one_height() {
    let faces = faces();
    let recap = priya();
    let laid = attendee(&recap, &faces, Paper::A4);
    let heights = |words: fn(&Tablemate) -> &str| -> Vec<f32> {
        let at = |words: &str| {
            let items = laid.pages[1].items.iter();
            let mut heights = items.filter_map(|item| match item {
                Item::Text { y, run, .. } if run.text == words => Some(*y),
                _ => None,
            });
            heights.next().expect("a line of its own")
        };
        let mates = recap.tablemates.iter();
        mates.map(|mate| at(words(mate))).collect()
    };
    let names = heights(|mate| &mate.guest.name);
    let asks = heights(|mate| mate.asks.as_deref().expect("an ask"));
    let offers = heights(|mate| &mate.offers.as_ref().expect("an offer").text);
    assert_eq!(asks, offers);
    for column in [names, asks] {
        let pitch = column[1] - column[0];
        let is_even = |two: &[f32]| (two[1] - two[0] - pitch).abs() < 0.01;
        assert!(column.windows(2).all(is_even), "{column:?}");
    }
}

#[test]
fn text_from_right_to_left_copies_in_reading_order() {
    let faces = faces();
    let recap = priya();
    let mut laid = attendee(&recap, &faces, Paper::A4);
    // Our faces have no Hebrew or Arabic, so a Latin run stands in: its glyphs in the opposite order, as theirs are.
    let turned = laid.pages[0].items.iter_mut().find_map(|item| match item {
        Item::Text { run, .. } if run.text.starts_with("For") => Some(run),
        _ => None,
    });
    let turned = turned.expect("the reader's name");
    turned.rtl = true;
    turned.glyphs.reverse();
    let bytes = emit(&laid, &faces, &meta(&recap)).expect("a PDF");
    assert!(Extracted::of(&bytes).text().contains("For Priya Raman"));

    let forward = faces.word(super::faces::Family::Text, false, "ab");
    let backward = faces.word(super::faces::Family::Text, true, "ab");
    let starts = |word: &super::words::Word| -> Vec<u32> {
        word.parts[0]
            .glyphs
            .iter()
            .map(|glyph| glyph.start)
            .collect()
    };
    assert_eq!(
        (starts(&forward), starts(&backward)),
        (vec![0, 1], vec![1, 0])
    );
}

#[test]
fn fonts_are_embedded_cut_down_and_described() {
    let document = Extracted::of(&pdf(&priya(), &faces())).document;
    let descriptors: Vec<&Dictionary> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dictionary| dictionary.has_type(b"FontDescriptor"))
        .collect();
    assert_eq!(descriptors.len(), 4);
    for descriptor in descriptors {
        let name = descriptor
            .get(b"FontName")
            .and_then(Object::as_name)
            .expect("a name");
        assert!(name[..6].iter().all(u8::is_ascii_uppercase) && name[6] == b'+');
        let file = descriptor
            .get(b"FontFile2")
            .or(descriptor.get(b"FontFile3"));
        let file = file
            .and_then(Object::as_reference)
            .expect("an embedded font");
        let program = document
            .get_object(file)
            .and_then(Object::as_stream)
            .expect("a stream");
        let size = program.decompressed_content().expect("a font").len();
        assert!(size < 40_000, "{size} bytes is more than a subset");
        let cap_height = descriptor
            .get(b"CapHeight")
            .and_then(Object::as_i64)
            .expect("a height");
        assert!((600..700).contains(&cap_height), "{cap_height}");
    }
}

#[test]
fn the_file_describes_itself_and_betrays_nothing() {
    let bytes = pdf(&priya(), &faces());
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let document = Document::load_mem(&bytes).expect("a readable PDF");
    let catalog = document.catalog().expect("a catalog");
    assert_eq!(
        catalog
            .get(b"Lang")
            .and_then(Object::as_str)
            .expect("a language"),
        b"en-GB"
    );
    let shows_title = catalog
        .get(b"ViewerPreferences")
        .and_then(Object::as_dict)
        .and_then(|preferences| preferences.get(b"DisplayDocTitle"))
        .and_then(Object::as_bool);
    assert!(shows_title.expect("preferences"));
    let info = document
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .expect("properties");
    let info = document
        .get_object(info)
        .and_then(Object::as_dict)
        .expect("properties");
    let mut keys: Vec<String> = info
        .iter()
        .map(|(key, _)| String::from_utf8_lossy(key).into())
        .collect();
    keys.sort();
    assert_eq!(
        keys,
        ["CreationDate", "Creator", "ModDate", "Producer", "Title"]
    );
    for key in [&b"Creator"[..], b"Producer"] {
        assert_eq!(
            info.get(key).and_then(Object::as_str).expect("a name"),
            b"Tablemates"
        );
    }
    let date = info
        .get(b"CreationDate")
        .and_then(Object::as_str)
        .expect("a date");
    assert_eq!(date, b"D:20261126");
    let whole = String::from_utf8_lossy(&bytes);
    assert!(whole.contains("<xmp:CreateDate>2026-11-26</xmp:CreateDate>"));
    assert!(whole.contains("<pdfuaid:part>1</pdfuaid:part>"));
    for absent in [
        "/home",
        "/Users",
        "C:\\",
        "printpdf",
        "PDFX",
        env!("CARGO_MANIFEST_DIR"),
    ] {
        assert!(!whole.contains(absent), "{absent}");
    }
}

#[test]
fn the_structure_is_that_of_an_accessible_document() {
    let mut recap = priya();
    recap.seats[2] = None;
    let extracted = Extracted::of(&pdf(&recap, &faces()));
    let document = &extracted.document;
    let elements: Vec<&Dictionary> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dictionary| dictionary.has_type(b"StructElem"))
        .collect();
    let of_type = |name: &[u8]| -> Vec<&Dictionary> {
        let is = |e: &&&Dictionary| {
            e.get(b"S")
                .and_then(Object::as_name)
                .is_ok_and(|n| n == name)
        };
        elements.iter().filter(is).copied().collect()
    };
    assert_eq!(of_type(b"H1").len(), 1);
    assert_eq!(of_type(b"H2").len(), 5);
    assert_eq!(of_type(b"L").len(), 3);
    assert_eq!(of_type(b"TR").len(), 8);
    assert_eq!(of_type(b"TH").len(), 3 + 7);
    let figure = of_type(b"Figure")[0];
    let alt = figure.get(b"Alt").and_then(Object::as_str).expect("words");
    assert_eq!(
        from_utf16(&alt[2..]),
        "The table, clockwise from the top: Ines Carvalho, Hannah Lindqvist, an empty seat, Jonah Reid, \
         Priya Raman (you), Dana Whitlock, Marcus Oyelaran, Elena Fuchs"
    );

    // Three links, each with its words, its element, and no border.
    let links: Vec<&Dictionary> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dictionary| {
            dictionary
                .get(b"Subtype")
                .and_then(Object::as_name)
                .is_ok_and(|n| n == b"Link")
        })
        .collect();
    assert_eq!(links.len(), 3);
    assert_eq!(of_type(b"Link").len(), 3);
    let mut uris = Vec::new();
    for link in &links {
        assert!(link.has(b"Contents") && link.has(b"StructParent"));
        let action = link.get(b"A").and_then(Object::as_dict).expect("an action");
        let uri = action.get(b"URI").and_then(Object::as_str).expect("a URI");
        uris.push(String::from_utf8_lossy(uri).into_owned());
    }
    assert!(uris.contains(&"mailto:jonah@reidlettings.example".to_owned()));
    assert_eq!(extracted.by_structure(&["Link"]).len(), 3);

    let outlines = document
        .catalog()
        .and_then(|c| c.get(b"Outlines"))
        .and_then(Object::as_reference);
    let outlines = document
        .get_object(outlines.expect("outlines"))
        .and_then(Object::as_dict);
    assert_eq!(
        outlines
            .and_then(|o| o.get(b"Count"))
            .and_then(Object::as_i64)
            .expect("a count"),
        6
    );
}

#[test]
fn a_link_opens_only_what_it_says() {
    use super::content::Contact::{Email, Phone, Web};

    let uri = |contact: super::content::Contact| contact.uri();
    assert_eq!(
        uri(Email("a@b.example".to_owned())).as_deref(),
        Some("mailto:a@b.example")
    );
    let smuggled = uri(Email("a?bcc=x@b.example\r\n".to_owned())).expect("a link");
    assert_eq!(smuggled, "mailto:a%3Fbcc%3Dx@b.example");
    assert_eq!(uri(Email("nobody".to_owned())), None);
    assert_eq!(uri(Web("javascript:alert(1)".to_owned())), None);
    assert_eq!(uri(Web("http://plain.example".to_owned())), None);
    assert_eq!(
        uri(Web("https://é.example/a b".to_owned())).as_deref(),
        Some("https://%C3%A9.example/a%20b")
    );
    assert_eq!(uri(Phone("+44 20".to_owned())), None);
}

#[test]
fn contact_and_pronunciation_stand_beside_the_guest() {
    let mut recap = priya();
    recap.tablemates = vec![Tablemate {
        guest: Guest {
            ..guest("Łukasz Żółć", 3)
        },
        says_it_like: Some("WOO-kash zhoowch".to_owned()),
        business: "Cabinetmaker".to_owned(),
        asks: None,
        offers: Some(super::content::Offer {
            text: "A workshop visit".to_owned(),
            until: None,
            next_step: Some("name a morning".to_owned()),
        }),
        contacts: vec![super::content::Contact::Email("l@example.org".to_owned())],
    }];
    let cells = Extracted::of(&pdf(&recap, &faces())).by_structure(&["TH", "TD"]);
    assert_eq!(
        cells[3..],
        [
            "Łukasz ŻółćCabinetmakersay WOO-kash zhoowchl@example.org",
            "",
            "A workshop visit. Next step: name a morning",
        ]
    );
}

#[test]
fn dates_read_as_in_a_letter() {
    assert_eq!(long_date(day(11, 26)), "Thursday 26 November 2026");
    assert_eq!(due_words(day(11, 30), day(11, 26)), "by Mon 30 Nov");
    let next_year = chrono::NaiveDate::from_ymd_opt(2027, 1, 4).expect("a date");
    assert_eq!(due_words(next_year, day(11, 26)), "by Mon 4 Jan 2027");
}

#[test]
fn a_preview_has_all_it_needs() {
    let laid: Laid = attendee(&priya(), &faces(), Paper::A4);
    assert_eq!(laid.outline[0].title, "Thursday Table, No. 14");
    assert!(laid.pages.iter().all(|page| {
        let mut open = 0;
        for item in &page.items {
            match item {
                Item::Open(_) | Item::Artifact => open += 1,
                Item::Close => open -= 1,
                _ => assert_eq!(open, 1, "{item:?}"),
            }
        }
        open == 0
    }));
}

#[test]
fn a_file_is_whole_or_not_there() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().join("2026-11-26").join("recaps");
    let path = write(&folder, "a.pdf", b"first").expect("written");
    write(&folder, "a.pdf", b"second").expect("written again");
    assert_eq!(std::fs::read(&path).expect("a file"), b"second");
    assert_eq!(names(&folder), ["a.pdf"]);

    // A folder stands where the file should go: the rename fails, and nothing is left behind.
    std::fs::create_dir_all(folder.join("b.pdf").join("inside")).expect("a folder");
    let error = write(&folder, "b.pdf", b"bytes").expect_err("no file can go there");
    assert!(error.to_string().contains("b.pdf"), "{error}");
    assert_eq!(names(&folder), ["a.pdf", "b.pdf"]);

    let error = write(&folder, "../c.pdf", b"bytes").expect_err("a way out of the folder");
    assert!(error.to_string().contains("../c.pdf"), "{error}");

    // A file stands where the folder should go.
    let error = write(&path, "c.pdf", b"bytes").expect_err("no folder can be made there");
    assert!(error.to_string().contains("cannot be made"), "{error}");
    assert_eq!(std::fs::read(&path).expect("a file"), b"second");
}

#[test]
fn a_full_disk_and_a_folder_that_may_not_be_written_are_said_and_take_nothing() {
    use std::io::{Error, ErrorKind, Write as _};

    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), "a.pdf", b"first").expect("written");
    let full = write_by(dir.path(), "a.pdf", |file| {
        file.write_all(b"sec")?;
        Err(Error::from(ErrorKind::StorageFull))
    });
    let words = full.expect_err("there is no room").to_string();
    assert!(
        words.contains("a.pdf was not written: no storage space"),
        "{words}"
    );
    assert!(
        words.ends_with("an earlier file of that name is unchanged"),
        "{words}"
    );
    let kept = || std::fs::read(dir.path().join("a.pdf")).expect("a file");
    assert_eq!(kept(), b"first");
    assert_eq!(names(dir.path()), ["a.pdf"]);

    let is_fixed = |is: bool| {
        let mut rights = std::fs::metadata(dir.path())
            .expect("a folder")
            .permissions();
        rights.set_readonly(is);
        std::fs::set_permissions(dir.path(), rights).expect("it is ours");
    };
    is_fixed(true);
    let second = write(dir.path(), "a.pdf", b"second");
    is_fixed(false);
    // Whoever may write everywhere may write here, and then the file is whole.
    match second {
        Ok(_) => assert_eq!(kept(), b"second"),
        Err(error) => {
            assert!(
                error.to_string().contains("a.pdf was not written"),
                "{error}"
            );
            assert_eq!(kept(), b"first");
        }
    }
    assert_eq!(names(dir.path()), ["a.pdf"]);
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn file_names_are_plain_short_and_unique() {
    let dinner = "Thursday Table, No. 14";
    assert_eq!(
        file_slug(day(11, 26), dinner, "Priya Raman"),
        "2026-11-26-Thursday-Table-No-14-Priya-Raman"
    );
    let mut batch = FileNames::default();
    let people = [
        "Zoë O’Connor",
        "zoe oconnor",
        "ZOE/OCONNOR",
        "李小龙",
        "../../etc/passwd",
        "con",
        "",
    ];
    let mut seen = BTreeSet::new();
    for person in people.into_iter().chain(["x".repeat(200).as_str(); 12]) {
        let name = batch.name(day(11, 26), dinner, person);
        let stem = name.strip_suffix(".pdf").expect("a PDF");
        assert!(stem.len() <= 60, "{stem}");
        assert!(
            stem.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
            "{stem}"
        );
        assert!(!stem.ends_with('-') && !stem.contains("--"), "{stem}");
        assert!(seen.insert(name.to_ascii_lowercase()), "{name} twice");
    }
    assert!(
        seen.contains("2026-11-26-thursday-table-no-14-zoe-oconnor.pdf"),
        "{seen:?}"
    );
}

/// The row elements of each page of a laid-out recap.
fn rows_of(laid: &Laid, page: usize) -> BTreeSet<usize> {
    let mut rows = BTreeSet::new();
    for item in &laid.pages[page].items {
        let mut at = match item {
            Item::Open(element) => Some(*element),
            _ => None,
        };
        while let Some(element) = at {
            if matches!(laid.elements[element.0].tag, Tag::Item | Tag::Row) {
                rows.insert(element.0);
            }
            at = laid.elements[element.0].parent;
        }
    }
    rows
}

/// The sample with `count` questions, each answered in `words` words, and guests with more about them.
fn with_questions(count: usize, words: usize) -> AttendeeRecap {
    let mut recap = priya();
    let exchange = recap.questions_to_you[0].clone();
    recap.questions_to_you = (0..count)
        .map(|number| super::content::Exchange {
            question: format!("Question {number}?"),
            answer: Some("answer ".repeat(words)),
            ..exchange.clone()
        })
        .collect();
    for tablemate in &mut recap.tablemates {
        tablemate.says_it_like = Some("mah-KAR-eh-nee-oh ah-LEX-ahn-droh".to_owned());
        tablemate.contacts = vec![
            super::content::Contact::Email("a.rather.long.address@example.org".to_owned()),
            super::content::Contact::Phone("+44 20 7946 0000".to_owned()),
        ];
        if let Some(offer) = &mut tablemate.offers {
            offer.until = Some(day(12, 24));
            offer.next_step = Some("send me the first page of the lease".to_owned());
        }
    }
    recap
}

#[test]
fn the_first_page_never_ends_inside_a_short_list() {
    let faces = faces();
    let mut ran_on = 0;
    for promises in [0, 2] {
        for count in [2, 4, 6, 8] {
            for words in [8, 40] {
                let mut recap = with_questions(count, words);
                recap.promised_to_you.truncate(promises);
                recap.promised_by_you.clear();
                recap.one_to_ones.clear();
                let laid = attendee(&recap, &faces, Paper::A4);
                let (first, second) = (rows_of(&laid, 0), rows_of(&laid, 1));
                let list = |row: &usize| laid.elements[*row].parent;
                let last = first.iter().next_back().map(list);
                assert!(
                    !second.iter().any(|row| Some(list(row)) == last),
                    "{promises} promises, {count} questions of {words} words"
                );
                let has_questions = texts(&laid.pages[0].items, |_| true)
                    .any(|words| words == "What you were asked");
                ran_on += usize::from(has_questions && laid.pages.len() == 2);
            }
        }
    }
    assert!(ran_on > 2, "only {ran_on} recaps ran on");
}

#[test]
fn what_is_least_missed_goes_first_and_the_host_is_told() {
    let faces = faces();
    let steps = [
        "how names are said",
        "second contacts",
        "the ends of offers",
        "the next steps of the others’ offers",
    ];
    let mut seen = BTreeSet::new();
    for count in 1..=4 {
        let laid = attendee(&with_questions(count, 12), &faces, Paper::A4);
        let told = laid.report.left_out.join("\n");
        let gone = (1..=steps.len())
            .rev()
            .find(|&gone| told.contains(&steps[..gone].join(", ")));
        let gone = gone.unwrap_or(0);
        for kept in &steps[gone..] {
            assert!(!told.contains(kept), "{told}");
        }
        seen.insert(gone);
        assert_eq!(laid.pages.len(), 2, "{count}: {told}");
    }
    assert!(seen.len() >= 3, "{seen:?}");
    // What helps nobody stays: eight questions with all that they leave of the table still take three pages.
    let laid = attendee(&with_questions(8, 12), &faces, Paper::A4);
    let told = laid.report.left_out;
    assert_eq!(told, ["3 pages: more than the two sides of one sheet"]);
}

#[test]
fn the_earliest_of_many_answered_questions_go_last_of_all() {
    let faces = faces();
    let mut recap = with_questions(24, 12);
    recap.tablemates.truncate(4);
    recap.questions_to_you[1].answer = None;
    let laid = attendee(&recap, &faces, Paper::A4);
    assert_eq!(laid.pages.len(), 2, "{:?}", laid.report);
    let told = laid.report.left_out.join("\n");
    assert!(
        told.contains("answered questions under “What you were asked” (18)"),
        "{told}"
    );
    let text = Extracted::of(&pdf(&recap, &faces)).text();
    for (question, is_kept) in [(0, false), (1, true), (18, false), (19, true), (23, true)] {
        let words = format!("Question {question}?");
        assert_eq!(text.contains(&words), is_kept, "{words}");
    }
    assert!(text.contains("and 18 more"));

    let laid = &*CROWDED;
    let pages = format!("{} pages", laid.pages.len());
    let told = &laid.report.left_out;
    assert!(
        told.iter().any(|words| words.starts_with(&pages)),
        "{told:?}"
    );
}

#[test]
fn contacts_break_without_their_dot_and_the_note_needs_one() {
    const NOTE: &str = "Contact details are those each guest agreed to share.";
    use super::content::Contact::{Email, Phone};

    let faces = faces();
    let mut recap = priya();
    recap.tablemates[0].contacts = vec![
        Email("oleksandra.featherstone@example.org".to_owned()),
        Phone("+44 20 7946 0000".to_owned()),
    ];
    recap.tablemates[1].contacts =
        vec![Email("h@l.example".to_owned()), Phone("+44 20".to_owned())];
    let text = Extracted::of(&pdf(&recap, &faces)).text();
    assert!(
        text.contains("featherstone@example.org+44 20 7946 0000"),
        "{text}"
    );
    assert!(text.contains("h@l.example · +44 20"), "{text}");
    assert!(text.contains(NOTE));

    for tablemate in &mut recap.tablemates {
        tablemate.contacts.clear();
    }
    let text = Extracted::of(&pdf(&recap, &faces)).text();
    assert!(text.contains(NOTE), "the promises still have contacts");
    for promise in &mut recap.promised_to_you {
        promise.contact = None;
    }
    let text = Extracted::of(&pdf(&recap, &faces)).text();
    assert!(!text.contains(NOTE));
}
