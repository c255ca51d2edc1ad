//! The note line as data: what is typed against what is saved, and any text at all against what must never be lost.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    domain::{
        Audience, Id, Person,
        note::{NoteKind, Phase},
    },
    evening::grammar::{Context, DateOrder, OpenQuestion, Parsed, Seat, parse},
};

fn seats() -> Vec<Seat> {
    let names = [
        (1, "Ines Carvalho"),
        (2, "Marcus Oyelaran"),
        (3, "Hannah Lindqvist"),
        (4, "Anna Silva"),
        (5, "Priya Raman"),
        (6, "Dana Whitlock"),
        (7, "Jonah Reid"),
        (8, "Andrew O’Neil"),
        (10, "Zoë Weiß"),
        (11, "田中 太郎"),
        (12, "Anna Sigurd"),
    ];
    names
        .map(|(number, name)| Seat {
            number,
            person: person(number),
            name: name.to_owned(),
        })
        .to_vec()
}

fn person(number: u8) -> Id<Person> {
    Id::from_uuid(Uuid::from_u128(number.into()))
}

/// Seat 5, Priya, pitches on Thu 26 Nov 2026; Marcus has asked something.
fn context(seats: &[Seat]) -> Context<'_> {
    Context {
        seats,
        presenter: Some(person(5)),
        phase: Some(Phase::Pitch),
        today: NaiveDate::from_ymd_opt(2026, 11, 26).unwrap(),
        date_order: DateOrder::DayMonth,
        reads_dates: true,
        last_open_question: Some(OpenQuestion {
            note: Id::from_uuid(Uuid::from_u128(77)),
            asker: Some(person(2)),
        }),
    }
}

/// A line as one reads it: summary, text, and in brackets what else there is.
fn render(parsed: &Parsed) -> String {
    let mut extras = Vec::new();
    if parsed.audience != parsed.kind.default_audience() {
        extras.push(parsed.audience.as_str().to_owned());
    }
    extras.extend(parsed.due.map(|due| format!("due {due}")));
    for person in &parsed.about {
        extras.push(format!("about {}", person.uuid().as_u128()));
    }
    if parsed.is_mark {
        extras.push("mark".to_owned());
    }
    extras.extend(parsed.hints.iter().cloned());
    let extras = if extras.is_empty() {
        String::new()
    } else {
        format!(" [{}]", extras.join("; "))
    };
    format!("{}: {}{extras}", parsed.summary, parsed.text)
}

#[track_caller]
fn check(line: &str, expected: &str) {
    let seats = seats();
    assert_eq!(render(&parse(line, &context(&seats))), expected, "{line}");
}

#[test]
fn who_speaks_is_a_digit_or_the_beginning_of_a_name() {
    check("3 likes the idea", "Hannah, on Priya: likes the idea");
    check("3likes the idea", "Hannah, on Priya: likes the idea");
    check("0? what about Bern", "Zoë asks Priya: what about Bern");
    check("@da? who pays", "Dana asks Priya: who pays");
    check("@Whit who pays", "Dana, on Priya: who pays");
    check("@danaw? who pays", "Dana asks Priya: who pays");
    check("@oneil? who pays", "Andrew asks Priya: who pays");
    check("@O’Neil? who pays", "Andrew asks Priya: who pays");
    check("@11? 何ですか", "田中 asks Priya: 何ですか");
    check("@田? 何ですか", "田中 asks Priya: 何ですか");
    check("@12? who pays", "Anna Sigurd asks Priya: who pays");
    check(
        "@annas who pays",
        "Note on Priya: @annas who pays [@annas could be Anna Silva or Anna Sigurd]",
    );
    check("@annasil? who pays", "Anna Silva asks Priya: who pays");
    check("5 started in 2019", "Priya says: started in 2019");
    check("likes dogs", "Note on Priya: likes dogs");
}

#[test]
fn what_cannot_be_read_is_a_plain_note_with_all_its_text() {
    check(
        "9? who pays",
        "Note on Priya: 9? who pays [Nobody sits on seat 9]",
    );
    check(
        "@an? who pays",
        "Note on Priya: @an? who pays [@an could be Anna Silva or Andrew O’Neil]",
    );
    check(
        "@bob > sends it",
        "Note on Priya: @bob > sends it [Nobody at this table is called @bob]",
    );
    check("@99 x", "Note on Priya: @99 x [Nobody sits on seat 99]");
    check("@999 x", "Note on Priya: @999 x [Nobody sits on seat 999]");
    check("30 people came", "Note on Priya: 30 people came");
    check("3:30 is late", "Note on Priya: 3:30 is late");
    check("3% a year", "Note on Priya: 3% a year");
    check("2026 was good", "Note on Priya: 2026 was good");
    check("@ home", "Note on Priya: @ home");
}

#[test]
fn a_sign_before_the_text_is_the_kind() {
    check("3?who pays", "Hannah asks Priya: who pays");
    check("3 ? who pays", "Hannah asks Priya: who pays");
    check("?3who pays", "Hannah asks Priya: who pays");
    check("? 3 people or 4", "Question to Priya: 3 people or 4");
    check("5?who pays", "Priya asks the table: who pays");
    check("=a fixed price", "Priya answers Marcus: a fixed price");
    check("2=a fixed price", "Marcus answers: a fixed price");
    check("!a free label audit", "Priya offers: a free label audit");
    check("3!a desk for a week", "Hannah offers: a desk for a week");
    check(
        "*a head of marketing",
        "Priya asks the table for: a head of marketing",
    );
    check(
        "3\"we never lose a client",
        "Hannah, worth quoting: we never lose a client",
    );
    check(
        "\"we never lose a client\"",
        "Priya, worth quoting: we never lose a client",
    );
    check(
        "\"she said \"never\"",
        "Priya, worth quoting: she said \"never\"",
    );
    check("??", "Question to Priya: ?");
    check("C# and F#", "Note on Priya: C# and F#");
    check("is it > 5", "Note on Priya: is it > 5");
}

#[test]
fn a_promise_has_somebody_it_is_made_to_and_a_date() {
    check("7>send the deck", "Jonah promises Priya: send the deck");
    check(">send the deck", "Priya promises the table: send the deck");
    check("5>send the deck", "Priya promises the table: send the deck");
    check(
        ">send @7 the deck",
        "Priya promises Jonah: send Jonah the deck",
    );
    check(
        "7>intro @7 to @5",
        "Jonah promises Priya: intro Jonah to Priya",
    );
    check(
        "7> intro @5 to @han by fri",
        "Jonah promises Priya: intro Priya to Hannah [due 2026-11-27; about 3]",
    );
    check(
        "7> intro @han to @5 and @han",
        "Jonah promises Hannah: intro Hannah to Priya and Hannah [about 5]",
    );
    check(
        "7>by fri send the deck",
        "Jonah promises Priya: send the deck [due 2026-11-27]",
    );
    check(
        "7>send the deck by fri, signed",
        "Jonah promises Priya: send the deck, signed [due 2026-11-27]",
    );
    check("7>by fri", "Jonah promises Priya:  [due 2026-11-27; mark]");
    check(
        "7>write to ana@firm.pt",
        "Jonah promises Priya: write to ana@firm.pt",
    );
    check(
        "7>call @an",
        "Jonah promises Priya: call @an [@an could be Anna Silva or Andrew O’Neil]",
    );
    check(
        "7>call @9",
        "Jonah promises Priya: call @9 [Nobody sits on seat 9]",
    );
    check(
        "7>call @annasi",
        "Jonah promises Priya: call @annasi [@annasi could be Anna Silva or Anna Sigurd]",
    );
    check("7>call @12", "Jonah promises Anna Sigurd: call Anna Sigurd");
    check("7>call (@6).", "Jonah promises Dana: call (Dana).");
}

#[test]
fn only_me_wins_over_every_kind() {
    check("#she dodged it", "Note on Priya: she dodged it");
    check("3?#who pays", "Hannah asks Priya: who pays [only-me]");
    check("3#?who pays", "Hannah asks Priya: who pays [only-me]");
    check(
        "7>call her #private",
        "Jonah promises Priya: call her [only-me]",
    );
    check(
        "3? #Private who pays",
        "Hannah asks Priya: who pays [only-me]",
    );
    check(
        "!an audit #private, free",
        "Priya offers: an audit, free [only-me]",
    );
    check("!an audit#PRIVATE", "Priya offers: an audit [only-me]");
    check(
        "!an audit #privately",
        "Priya offers: an audit #privately [only-me]",
    );
    check(
        "!an audit #private #private",
        "Priya offers: an audit [only-me]",
    );
}

#[test]
fn a_backslash_takes_the_signs_literally() {
    check("\\3? who pays", "Note on Priya: 3? who pays");
    check("\\#private club", "Note on Priya: #private club");
    check("\\#private club #private", "Note on Priya: #private club");
    check("\\\\o/", "Note on Priya: \\o/");
    let seats = seats();
    let questions = Context {
        phase: Some(Phase::Questions),
        ..context(&seats)
    };
    let parsed = parse("\\#private club #private", &questions);
    assert_eq!(
        (parsed.kind, parsed.audience),
        (NoteKind::Question, Audience::OnlyMe)
    );
}

#[test]
fn replies_answer_the_offer_of_the_presenter() {
    check("3+", "Hannah says yes to Priya’s offer: ");
    check("3~", "Hannah says later to Priya’s offer: ");
    check("3- no budget", "Hannah says no to Priya’s offer: no budget");
    check("@da+", "Dana says yes to Priya’s offer: ");
    check("@da-", "Dana says no to Priya’s offer: ");
    check(
        "@11+ #private",
        "田中 says yes to Priya’s offer:  [only-me]",
    );
    check("3-year plan", "Hannah, on Priya: -year plan");
    check("3-5 people", "Note on Priya: 3-5 people");
    check(
        "5+",
        "Note on Priya: 5+ [The presenter does not reply to their own offer]",
    );
    let seats = seats();
    let parsed = parse(
        "3+",
        &Context {
            presenter: None,
            ..context(&seats)
        },
    );
    assert_eq!(
        render(&parsed),
        "Note: 3+ [Nobody presents, so there is no offer to reply to]"
    );
}

#[test]
fn a_mark_is_signs_without_text() {
    check("3?", "Hannah asks Priya:  [mark]");
    check("7>", "Jonah promises Priya:  [mark]");
    check("", "Note on Priya:  [mark]");
    check("  3 ", "Hannah, on Priya:  [mark]");
}

#[test]
fn due_dates_lie_ahead_and_spell_their_month() {
    // Today is Thursday 26 November 2026.
    for (words, due) in [
        ("by fri", "2026-11-27"),
        ("by Friday", "2026-11-27"),
        ("By thurs", "2026-12-03"),
        ("by wed.", "2026-12-02"),
        ("by today", "2026-11-26"),
        ("by tomorrow", "2026-11-27"),
        ("tomorrow", "2026-11-27"),
        ("Tomorrow!", "2026-11-27"),
        ("by 3/12", "2026-12-03"),
        ("by 26/11", "2026-11-26"),
        ("by 25/11", "2027-11-25"),
        ("by 3/12/2027", "2027-12-03"),
        ("by 3/12/27", "2027-12-03"),
        ("by 12/25", "2026-12-25"),
        ("by 29/2", "2028-02-29"),
        ("by 15 dec", "2026-12-15"),
        ("by 15th December", "2026-12-15"),
        ("by dec 15", "2026-12-15"),
        ("by 15 jan", "2027-01-15"),
        ("by 15 dec 2027", "2027-12-15"),
        ("by 15 dec 2020", "2026-12-15"),
        ("by 2026-12-15", "2026-12-15"),
    ] {
        let seats = seats();
        let parsed = parse(&format!("7>send it {words}"), &context(&seats));
        assert_eq!(
            parsed.due.map(|due| due.to_string()).as_deref(),
            Some(due),
            "{words}"
        );
        assert!(parsed.text.starts_with("send it"), "{words}");
    }
    for words in [
        "by the way",
        "by 31/2",
        "by 3/12/2020",
        "by 15",
        "by dec",
        "by 1/2/3/4",
        "by 45 dec",
        "by",
        "fri",
        "by ma 3",
    ] {
        let seats = seats();
        let parsed = parse(&format!("7>send it {words}"), &context(&seats));
        assert_eq!(
            (parsed.due, parsed.text),
            (None, format!("send it {words}")),
            "{words}"
        );
    }
}

#[test]
fn a_date_follows_the_order_of_the_locale_and_its_chip_can_be_taken_off() {
    let seats = seats();
    let american = Context {
        date_order: DateOrder::MonthDay,
        ..context(&seats)
    };
    let parsed = parse("7>send it by 3/12", &american);
    assert_eq!(parsed.due, NaiveDate::from_ymd_opt(2027, 3, 12));
    let chip = parsed.chips.last().unwrap();
    assert_eq!(
        (chip.words.as_str(), chip.typed.as_str()),
        ("due Fri 12 Mar 2027", "by 3/12")
    );
    assert_eq!(parsed.due_words.as_deref(), Some("by 3/12"));
    let without_dates = Context {
        reads_dates: false,
        ..context(&seats)
    };
    let parsed = parse("7>send it by 3/12", &without_dates);
    assert_eq!(
        (parsed.due, parsed.text.as_str()),
        (None, "send it by 3/12")
    );
}

#[test]
fn what_was_said_keeps_its_words_about_time() {
    check(
        "3?is it ready by fri",
        "Hannah asks Priya: is it ready by fri [due 2026-11-27]",
    );
    check(
        "flies to Rome tomorrow",
        "Note on Priya: flies to Rome tomorrow [due 2026-11-27]",
    );
}

#[test]
fn without_a_sign_the_phase_decides() {
    let seats = seats();
    let questions = Context {
        phase: Some(Phase::Questions),
        ..context(&seats)
    };
    for (line, kind) in [
        ("3 who pays", NoteKind::Question),
        ("who pays", NoteKind::Question),
        ("=Marcus", NoteKind::Answer),
        ("#she dodged it", NoteKind::Plain),
        ("9 who pays", NoteKind::Plain),
    ] {
        assert_eq!(parse(line, &questions).kind, kind, "{line}");
    }
    assert_eq!(parse("who pays", &context(&seats)).kind, NoteKind::Plain);
}

#[test]
fn ids_go_where_they_belong() {
    let seats = seats();
    let answer = parse("=a fixed price", &context(&seats));
    assert_eq!(
        (answer.answers, answer.speaker, answer.subject),
        (
            Some(Id::from_uuid(Uuid::from_u128(77))),
            Some(person(5)),
            Some(person(5))
        )
    );
    let question = parse("3?who pays", &context(&seats));
    assert_eq!(
        (question.answers, question.speaker, question.to),
        (None, Some(person(3)), None)
    );
    let promise = parse("7>intro @5 to @3", &context(&seats));
    assert_eq!(
        (promise.to, promise.about, promise.linked),
        (Some(person(5)), vec![person(3)], vec![person(5), person(3)])
    );
    assert_eq!(promise.audience, Audience::About);
    let alone = Context {
        presenter: None,
        last_open_question: None,
        ..context(&[])
    };
    assert_eq!(render(&parse("=yes", &alone)), "Somebody answers: yes");
    assert_eq!(
        render(&parse(">yes", &alone)),
        "Somebody promises the table: yes"
    );
}

#[test]
fn chips_say_what_was_understood() {
    let seats = seats();
    let parsed = parse("6? #who pays @11", &context(&seats));
    let words: Vec<&str> = parsed
        .chips
        .iter()
        .map(|chip| chip.words.as_str())
        .collect();
    assert_eq!(words, ["6 Dana", "Question", "Only me", "田中"]);
}

/// How often each visible character stands in some texts.
fn count<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in texts
        .into_iter()
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
    {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// Every visible character typed stands in the text or on a chip, and asking for privacy is never overheard.
fn keeps_everything(line: &str, context: &Context<'_>) {
    let parsed = parse(line, context);
    let kept = count(
        parsed
            .chips
            .iter()
            .map(|chip| chip.typed.as_str())
            .chain([parsed.text.as_str()]),
    );
    for (c, typed) in count([line]) {
        assert!(
            kept.get(&c).is_some_and(|kept| *kept >= typed),
            "{line:?} lost {c:?}: {parsed:?}"
        );
    }
    let says_private = line.to_ascii_lowercase().contains("#private");
    if says_private && !line.trim_start().starts_with('\\') {
        assert_eq!(parsed.audience, Audience::OnlyMe, "{line:?}");
    }
    if line.trim_start().starts_with('#') {
        assert_eq!(parsed.audience, Audience::OnlyMe, "{line:?}");
    }
    assert_eq!(parsed.due.is_some(), parsed.due_words.is_some());
    assert!(
        parsed.due.is_none_or(|due| due >= context.today),
        "{line:?}"
    );
}

#[test]
fn any_line_at_all_is_kept() {
    // Pieces that mean something, pieces that nearly do, and letters that break byte arithmetic.
    const PIECES: [&str; 52] = [
        "3",
        "0",
        "9",
        "5",
        "?",
        "=",
        ">",
        "!",
        "*",
        "\"",
        "#",
        "#private",
        "#PRIVATE",
        "\\",
        "@",
        "@5",
        "@An",
        "@annasil",
        "@11",
        "@zoë",
        "by ",
        "by fri",
        "by 3/12",
        "by 15 dec 2027",
        "by 31/2",
        "tomorrow",
        "dec",
        "+",
        "~",
        "-",
        " ",
        " ",
        "  ",
        "\t",
        "\u{a0}",
        "word",
        "who pays",
        "é",
        "ß",
        "İ",
        "💡",
        "田中",
        "\u{301}",
        "\u{202e}",
        ",",
        ".",
        "(",
        ")",
        "'",
        "_",
        "/",
        "\u{0}",
    ];
    let seats = seats();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % limit as u64).unwrap()
    };
    for _ in 0..40_000 {
        let line: String = (0..below(9)).map(|_| PIECES[below(PIECES.len())]).collect();
        let context = Context {
            presenter: [None, Some(person(5)), Some(person(99))][below(3)],
            phase: [None, Some(Phase::Pitch), Some(Phase::Questions)][below(3)],
            reads_dates: below(4) > 0,
            ..context(&seats)
        };
        keeps_everything(&line, &context);
    }
}

#[test]
fn the_last_days_of_the_calendar_hold() {
    let seats = seats();
    for today in [NaiveDate::MAX, NaiveDate::MIN] {
        for line in ["7>x tomorrow", "7>x by fri", "7>x by 29/2", "7>x by 3/12"] {
            keeps_everything(
                line,
                &Context {
                    today,
                    ..context(&seats)
                },
            );
        }
    }
}
