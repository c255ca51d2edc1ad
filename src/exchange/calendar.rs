//! Dates out, as an iCalendar file: promises with a due day and dinners, each with a reminder.
//! Everything is an event, because Google and Outlook ignore to-dos. It reads no clock: the stamp
//! is an argument, so that the same facts give the same bytes.

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property, Trigger};

use super::clean;
use super::fold::push_folded;

/// A promise with a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseEvent {
    /// Stable and unique in the world; a program that knows it already updates its entry.
    pub uid: String,
    pub summary: String,
    pub description: String,
    pub due: NaiveDate,
}

/// A dinner from its start to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DinnerEvent {
    /// Stable and unique in the world; a program that knows it already updates its entry.
    pub uid: String,
    pub summary: String,
    pub description: String,
    pub location: String,
    /// An instant: every calendar shows it in its own zone, and no zone rules need to be shipped.
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// When a promise reminds: hours after its day begins, wherever the reader is.
const PROMISE_REMINDER: Duration = Duration::hours(9);
/// When a dinner reminds: before it starts.
const DINNER_REMINDER: Duration = Duration::hours(3);

/// One `.ics` file (RFC 5545) with the dinners and the promises in their order.
///
/// `stamped_at` is when this was written; programs take the entry with the later stamp.
pub fn calendar(
    dinners: &[DinnerEvent],
    promises: &[PromiseEvent],
    stamped_at: DateTime<Utc>,
) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Tablemates//Tablemates//EN"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    for dinner in dinners {
        let mut event = event(
            &dinner.uid,
            &dinner.summary,
            &dinner.description,
            stamped_at,
        );
        event.starts(dinner.starts_at).ends(dinner.ends_at);
        let location = clean::line(&dinner.location).text;
        if !location.is_empty() {
            event.location(&location);
        }
        remind(
            &mut event,
            Trigger::before_start(DINNER_REMINDER),
            stamped_at,
        );
        calendar.push(event);
    }
    for promise in promises {
        let mut event = event(
            &promise.uid,
            &promise.summary,
            &promise.description,
            stamped_at,
        );
        // The end is the first day that is no longer meant; an end on the same day is no event.
        let end = promise.due.checked_add_days(Days::new(1));
        event.starts(promise.due).ends(end.unwrap_or(promise.due));
        // A promise does not make the day busy.
        event.add_property("TRANSP", "TRANSPARENT");
        remind(
            &mut event,
            Trigger::after_start(PROMISE_REMINDER),
            stamped_at,
        );
        calendar.push(event);
    }
    refolded(&calendar.to_string())
}

fn event(uid: &str, summary: &str, description: &str, stamped_at: DateTime<Utc>) -> Event {
    let mut event = Event::with_uid(&clean::line(uid).text);
    event
        .timestamp(stamped_at)
        .summary(&clean::line(summary).text);
    // Clean text has no carriage returns, which the library would write as they are.
    let description = clean::paragraph(description).text;
    if !description.is_empty() {
        event.description(&description);
    }
    event
}

/// A reminder with its own stamp and UID (RFC 9074): without them the library would write the time
/// of day and a random one.
fn remind(event: &mut Event, trigger: Trigger, stamped_at: DateTime<Utc>) {
    let summary = event.get_summary().unwrap_or_default().to_owned();
    let uid = format!("{}-reminder", event.get_uid().unwrap_or_default());
    let mut alarm = Alarm::display(&summary, trigger);
    alarm.uid(&uid).timestamp(stamped_at);
    event.alarm(alarm);
}

/// The library's last piece of a folded line can be one octet too long, so lines are folded again.
fn refolded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.replace("\r\n ", "").lines() {
        push_folded(&mut out, line);
    }
    out
}
