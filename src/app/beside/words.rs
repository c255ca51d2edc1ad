//! A recap as plain words, for whoever gets it another way than by mail. It reads the same document as the paper, so it
//! can say no more than that.

use crate::recap::{
    AttendeeRecap,
    content::{
        Exchange, ONE_TO_ONES, Offer, PromiseByYou, PromiseToYou, Tablemate, day_and_month,
        due_words, long_date, short_day_and_month,
    },
};

/// All that the paper says, part by part.
pub fn recap_words(recap: &AttendeeRecap) -> String {
    let head = [
        recap.dinner.clone(),
        long_date(recap.held_on),
        recap.place.clone(),
    ];
    let head: Vec<String> = head.into_iter().filter(|part| !part.is_empty()).collect();
    let mut parts = vec![format!("{}\nFor {}", head.join(", "), recap.reader)];
    parts.extend(recap.host_line.clone());
    let asked = recap
        .asked
        .iter()
        .map(|asked| format!("You asked for: {asked}"));
    let offered = recap
        .offered
        .iter()
        .map(|offer| format!("You offered: {}", offer_words(offer)));
    let said: Vec<String> = asked.chain(offered).collect();
    if !said.is_empty() {
        parts.push(said.join("\n"));
    }
    let held_on = recap.held_on;
    parts.extend(list(
        "People promised you",
        recap.promised_to_you.iter().map(|p| to_you(p, held_on)),
    ));
    parts.extend(list(
        "You promised",
        recap.promised_by_you.iter().map(|p| by_you(p, held_on)),
    ));
    let introductions = recap.introductions.iter().map(|each| {
        let through = each.through.iter().map(|name| format!(", through {name}"));
        let contact = each
            .contact
            .iter()
            .map(|contact| format!(", {}", contact.words()));
        let rest: String = through.chain(contact).collect();
        format!("{}: {}{rest}", each.to.name, each.about)
    });
    parts.extend(list("Introductions", introductions));
    let alone = recap.one_to_ones.iter().take(ONE_TO_ONES);
    parts.extend(list(
        "Worth a one-to-one",
        alone.map(|each| format!("{} {}", each.name, each.reason)),
    ));
    parts.extend(list(
        "Questions you got",
        recap.questions_to_you.iter().map(question),
    ));
    parts.extend(list(
        "Questions you asked",
        recap.questions_by_you.iter().map(question),
    ));
    parts.extend(list("Who was there", recap.tablemates.iter().map(mate)));
    if let Some(objective) = &recap.objective {
        let now = objective.now.iter().map(|now| format!("\nNow: {now}"));
        parts.push(format!(
            "You came for: {}{}",
            objective.then,
            now.collect::<String>()
        ));
    }
    parts.extend(
        recap
            .this_week
            .iter()
            .map(|words| format!("This week: {words}")),
    );
    if let Some(next) = &recap.next_dinner {
        let by = next
            .answer_by
            .map(|day| format!(" by {}", short_day_and_month(day)));
        parts.push(format!(
            "The next dinner is on {}. Tell {}{} if you would like a seat.",
            day_and_month(next.held_on),
            next.host,
            by.unwrap_or_default()
        ));
    }
    parts.push(recap.holder.clone());
    format!("{}\n", parts.join("\n\n"))
}

/// A heading with its lines; nothing where there are none.
fn list(title: &str, lines: impl Iterator<Item = String>) -> Option<String> {
    let lines: Vec<String> = lines.map(|line| format!("- {line}")).collect();
    (!lines.is_empty()).then(|| format!("{title}\n{}", lines.join("\n")))
}

fn to_you(promise: &PromiseToYou, held_on: chrono::NaiveDate) -> String {
    let due = promise
        .due
        .map(|due| format!(", {}", due_words(due, held_on)));
    let contact = promise
        .contact
        .as_ref()
        .map(|contact| format!(" ({})", contact.words()));
    format!(
        "{}: {}{}{}",
        promise.by.name,
        promise.what,
        due.unwrap_or_default(),
        contact.unwrap_or_default()
    )
}

fn by_you(promise: &PromiseByYou, held_on: chrono::NaiveDate) -> String {
    let due = promise
        .due
        .map(|due| format!(", {}", due_words(due, held_on)));
    let remark = promise.remark.as_ref().map(|remark| format!(" ({remark})"));
    format!(
        "To {}: {}{}{}",
        promise.to.name,
        promise.what,
        due.unwrap_or_default(),
        remark.unwrap_or_default()
    )
}

fn question(exchange: &Exchange) -> String {
    let answer = exchange.answer.iter().map(|answer| format!("\n  {answer}"));
    let answer: String = answer.collect();
    format!("{}: {}{answer}", exchange.with.name, exchange.question)
}

fn mate(mate: &Tablemate) -> String {
    let sound = mate
        .says_it_like
        .iter()
        .map(|sound| format!(" (say {sound})"));
    let name: String = [mate.guest.name.clone()].into_iter().chain(sound).collect();
    let business = Some(mate.business.clone()).filter(|business| !business.is_empty());
    let contacts = mate
        .contacts
        .iter()
        .map(|contact| contact.words().to_owned());
    let first: Vec<String> = [name].into_iter().chain(business).chain(contacts).collect();
    let asks = mate.asks.iter().map(|asks| format!("\n  Asks for: {asks}"));
    let offers = mate
        .offers
        .iter()
        .map(|offer| format!("\n  Offers: {}", offer_words(offer)));
    let rest: String = asks.chain(offers).collect();
    format!("{}{rest}", first.join(", "))
}

fn offer_words(offer: &Offer) -> String {
    let until = offer
        .until
        .map(|day| format!(", until {}", short_day_and_month(day)));
    let step = offer
        .next_step
        .iter()
        .map(|step| format!(". Next step: {step}"));
    format!(
        "{}{}{}",
        offer.text,
        until.unwrap_or_default(),
        step.collect::<String>()
    )
}
