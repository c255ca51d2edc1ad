//! The words of a guest's recap, for the reader of a screen: what stands on the page that is drawn, in reading order.

use crate::recap::{
    Laid,
    page::{Item, Page},
};

/// The text of a page in one line, at most so many letters of it.
pub(super) fn words(laid: &Laid, side: usize, most: usize) -> String {
    let items = laid.pages.get(side).map_or(&[][..], |Page { items }| items);
    let mut words = String::new();
    for item in items {
        if let Item::Text { run, .. } = item {
            if !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
            words.push_str(run.text.trim_end());
        }
    }
    if words.chars().count() > most {
        words = words.chars().take(most).collect();
        words.push('…');
    }
    words
}
