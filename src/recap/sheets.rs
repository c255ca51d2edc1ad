//! The papers of the house on pages: the host's table sheet, place cards, and the list for the kitchen. Pure, as the
//! recaps are: the same content, faces and paper give the same pages.

mod cards;
mod kitchen;
mod order;
mod plan;
mod table;

pub use cards::place_cards;
pub use kitchen::kitchen_list;
pub use table::table_sheet;
