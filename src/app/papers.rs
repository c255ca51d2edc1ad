//! The papers of the house: a sheet for the host of each table, place cards, the kitchen's list, and the organisers'
//! recap with the owner's own copy of it. What their pages say is decided in `recap::build`; times and the merits of the
//! seating are worked out here, for paper reckons nothing.

use std::path::{Path, PathBuf};

use super::{
    board::{Board, Kept, Met},
    live::Live,
    recaps::{self, Preview, RecapError, remarks},
    running_order::{self, Order, Part},
    two::on_two,
    wrap,
};
use crate::{
    domain::{DinnerRecord, dinner::RuleKind},
    evening::{Evening, SlotAccount},
    recap::{
        self, Faces, Laid, Meta, Paper,
        build::{
            self,
            house::{SlotFacts, SlotPart, TableFacts},
        },
        organiser, sheets,
        write::FileNames,
    },
};

/// A kind of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// For the host of each table, before the evening and at it.
    Sheets,
    Cards,
    Kitchen,
    /// The organisers' recap, and the owner's own copy with the page that is only theirs.
    Organiser,
}

impl Kind {
    /// What can be printed before the evening.
    pub const BEFORE: [Self; 3] = [Self::Sheets, Self::Cards, Self::Kitchen];
    /// What can be printed after it.
    pub const ALL: [Self; 4] = [Self::Sheets, Self::Cards, Self::Kitchen, Self::Organiser];

    /// What can be printed of a dinner now.
    pub fn of(record: &DinnerRecord, now_ms: i64) -> &'static [Self] {
        if wrap::was_held(record, now_ms) {
            &Self::ALL
        } else {
            &Self::BEFORE
        }
    }
}

/// A paper that is on the disk.
#[derive(Clone, Debug)]
pub struct WrittenPaper {
    /// "Table sheet 1", "Place cards".
    pub name: String,
    pub file: PathBuf,
    /// What is not on the paper and why.
    pub remarks: Vec<String>,
}

/// A paper before it is on the disk.
#[derive(Clone, Debug)]
pub struct LaidPaper {
    pub kind: Kind,
    /// "Table sheet 1", "Place cards".
    pub name: String,
    /// What its file is called beside the date and the dinner.
    file: String,
    pub laid: Laid,
    meta: Meta,
}

/// The papers of a dinner, of the kinds given, laid out. A dinner at which nobody sits has none but the organisers'.
pub fn lay(record: &DinnerRecord, kinds: &[Kind], faces: &Faces, paper: Paper) -> Vec<LaidPaper> {
    let mut papers = Vec::new();
    let mut add = |kind: Kind, name: &str, file: &str, laid: Laid| {
        if kinds.contains(&kind) {
            papers.push(LaidPaper {
                kind,
                name: name.to_owned(),
                file: file.to_owned(),
                laid,
                meta: Meta {
                    title: format!("{name}: {}", record.dinner.title),
                    language: "en-GB".to_owned(),
                    date: record.day(),
                },
            });
        }
    };
    let is_seated = is_seated(record);
    if kinds.contains(&Kind::Sheets) {
        // The sheet is the plan that the host works from, whatever has become of it since.
        let planned = DinnerRecord {
            events: Vec::new(),
            ..record.clone()
        };
        let board = Board::of(record);
        for facts in &facts(&planned, Some(&board)) {
            if let Some(sheet) = build::house::table_sheet(record, facts) {
                let name = format!("Table sheet {}", facts.table);
                let laid = sheets::table_sheet(&sheet, faces, paper);
                add(Kind::Sheets, &name, &name, laid);
            }
        }
    }
    if kinds.contains(&Kind::Cards) && is_seated {
        let laid = sheets::place_cards(&build::house::place_cards(record), faces, paper);
        add(Kind::Cards, "Place cards", "Place cards", laid);
    }
    if kinds.contains(&Kind::Kitchen) {
        let laid = sheets::kitchen_list(&build::house::kitchen_list(record), faces, paper);
        add(Kind::Kitchen, "Needs for the kitchen", "Kitchen", laid);
    }
    if kinds.contains(&Kind::Organiser) {
        let facts = facts(record, None);
        let recap = build::organiser::organiser(record, &facts);
        let laid = organiser::organiser(&recap, faces, paper);
        add(Kind::Organiser, "Organiser’s recap", "Organisers", laid);
        if let Some(mine) = build::organiser::only_me(record) {
            let laid = organiser::own_copy(&recap, &mine, faces, paper);
            let name = "Organiser’s recap, your own copy";
            add(Kind::Organiser, name, "Only me", laid);
        }
    }
    papers
}

/// The organiser's recap as it is looked at on this laptop: the owner's own copy, where something is only theirs.
pub fn organiser_preview(record: &DinnerRecord, faces: &Faces, paper: Paper) -> Option<Preview> {
    let laid = lay(record, &[Kind::Organiser], faces, paper).pop()?.laid;
    let remarks = remarks(&laid);
    Some(Preview { laid, remarks })
}

/// Writes papers into `folder`; `took` hears of each that is done, and says whether to go on. They come back in their
/// order.
pub fn write(
    record: &DinnerRecord,
    papers: &[LaidPaper],
    faces: &Faces,
    folder: &Path,
    took: impl FnMut(usize) -> bool,
) -> Result<Vec<WrittenPaper>, RecapError> {
    let mut names = FileNames::default();
    let named: Vec<(&LaidPaper, String)> = papers
        .iter()
        .map(|each| {
            (
                each,
                names.name(record.day(), &record.dinner.title, &each.file),
            )
        })
        .collect();
    let work = |(paper, file_name): &(&LaidPaper, String)| {
        let bytes =
            recap::emit(&paper.laid, faces, &paper.meta).map_err(|source| RecapError::Pdf {
                name: paper.name.clone(),
                source,
            })?;
        Ok(WrittenPaper {
            name: paper.name.clone(),
            file: recap::write::write(folder, file_name, &bytes)?,
            remarks: remarks(&paper.laid),
        })
    };
    recaps::gathered(named.len(), |took_one| on_two(&named, work, took_one), took)
}

/// Whether anybody has a seat.
pub fn is_seated(record: &DinnerRecord) -> bool {
    let mut tables = record.tables.iter();
    tables.any(|table| !record.seated(table.number).is_empty())
}

/// What the running order says of each table, and the seating where it is looked at.
fn facts(record: &DinnerRecord, board: Option<&Board>) -> Vec<TableFacts> {
    record
        .tables
        .iter()
        .map(|table| table_facts(record, board, table.number))
        .collect()
}

fn table_facts(record: &DinnerRecord, board: Option<&Board>, number: i64) -> TableFacts {
    let order = Order::of(record, number);
    let live = Live::of(record, number).ok();
    let evening = live.as_ref().map(Live::evening);
    let last = evening.and_then(|evening| Some((evening, evening.log().last()?.stamp)));
    let accounts = last.map_or_else(Vec::new, |(evening, last)| evening.account(last));
    let ended = evening.and_then(Evening::ended);
    let ends = match (ended, record.dinner.starts_at) {
        (Some(ended), _) => format!("ended at {}", order.time(ended.wall_ms)),
        (None, Some(_)) => format!("ends about {}", order.time(order.ends_at)),
        (None, None) => String::new(),
    };
    let behind_ms = ended
        .zip(evening)
        .map(|(ended, evening)| evening.forecast(ended).behind_ms());
    let slots = order
        .lines
        .iter()
        .map(|line| slot_facts(&order, line, &accounts));
    let (new_neighbours, wishes) =
        board.map_or_else(Default::default, |board| merits(board, number));
    TableFacts {
        table: number,
        ends,
        behind_ms,
        slots: slots.collect(),
        new_neighbours,
        wishes,
    }
}

/// How many of all neighbours at a table are new to each other, and how many of all wishes its seats fulfil.
fn merits(board: &Board, number: i64) -> ((usize, usize), (usize, usize)) {
    let here = board.tables.iter().find(|table| table.number == number);
    let bonds = here.map_or(&[][..], |table| &table.bonds);
    let is_new = |bond: &&(usize, usize, Met)| bond.2 == Met::Never;
    let wishes = board.rules.iter().filter(|rule| {
        let sits = board
            .place_of(rule.first)
            .is_some_and(|(table, _)| table == number);
        rule.kind == RuleKind::Wants && sits && rule.state != Kept::Open
    });
    let (mut met, mut wanted) = (0, 0);
    for wish in wishes {
        wanted += 1;
        met += usize::from(wish.state == Kept::Yes);
    }
    (
        (bonds.iter().filter(is_new).count(), bonds.len()),
        (met, wanted),
    )
}

fn slot_facts(order: &Order, line: &running_order::Line, accounts: &[SlotAccount]) -> SlotFacts {
    let account = accounts.iter().find(|account| account.slot == line.slot.id);
    SlotFacts {
        slot: line.slot.id,
        part: match (line.part, line.slot.person) {
            (Part::Arrivals, _) => SlotPart::Arrivals,
            (Part::Welcome, _) => SlotPart::Welcome,
            (Part::Course, _) => SlotPart::Course,
            (Part::Speaker, Some(person)) => SlotPart::Speaker(person),
            (Part::Closing, _) => SlotPart::Closing,
            _ => SlotPart::Other,
        },
        is_gone: line.gone.is_some(),
        time: line.starts_at.map(|at| order.time(at)),
        title: line.title.clone(),
        about: line.about.clone(),
        planned_ms: account.map_or(line.length_ms, |account| account.planned.total_ms()),
        actual_ms: account.and_then(|account| account.begun_at.map(|_| account.actual.total_ms())),
    }
}
