//! What the organiser says about one dinner: guests, tables, who met whom, facts and rules about pairs,
//! locked seats. It only says and checks; what it all is worth is in `rules`.

use std::fmt;

use super::matrix::{MAX_PEOPLE, MAX_SEATS};
use super::rules::Weights;
use super::seats::{Shape, Sides};

/// Somebody to be seated; everywhere else a guest is an index into [`Problem::guests`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guest {
    /// How others call them, for explanations.
    pub name: String,
    /// What they do, in one word or few; empty when nobody said.
    pub trade: String,
    /// Whether they can host a table.
    pub is_host: bool,
    /// Who brought them.
    pub guest_of: Option<usize>,
    /// Whether they need a seat marked as accessible.
    pub needs_accessible_seat: bool,
}

/// A table as it stands in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSpec {
    /// The number on it, different from all others.
    pub number: u8,
    /// Round, or long with two sides.
    pub shape: Shape,
    /// Most people: its seats.
    pub seats: usize,
    /// Fewest people that should sit at it.
    pub least: usize,
    /// Its accessible seats, counted from 0.
    pub accessible: Vec<usize>,
}

/// A meal that two people shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meal {
    /// One of them.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// How many days before this dinner.
    pub days_ago: u32,
}

/// What is known about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairFact {
    /// One of them; for [`FactKind::AskMeetsOffer`], who asks.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// What it is.
    pub kind: FactKind,
}

/// Kinds of facts about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// What the first asks for, the second offers.
    AskMeetsOffer,
    /// They pass business to each other, both ways.
    PowerPartners,
    /// They know each other from another group or event; said once for each.
    OtherContext,
    /// They sell the same to the same people; `hard` when they must not share a table.
    Competitors {
        /// Whether this is a hard rule.
        hard: bool,
    },
}

/// What the organiser wants of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// One of them; for [`RuleKind::Wants`], who asked.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// Apart, together, or asked to meet.
    pub kind: RuleKind,
    /// How close it is meant.
    pub scope: Scope,
    /// Whether it comes before any score. A hard wish counts as together.
    pub hard: bool,
}

/// Kinds of rules about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// Not within the scope.
    Apart,
    /// Within the scope.
    Together,
    /// One of them asked to meet the other.
    Wants,
}

/// How close a rule is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Next to each other.
    Neighbours,
    /// At one table.
    #[default]
    Table,
    /// At one dinner.
    Dinner,
}

/// A place that somebody keeps: locked by the organiser, or held while the rest is seated again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lock {
    /// Who.
    pub guest: usize,
    /// The number of the table.
    pub table: u8,
    /// The seat, counted from 0, or any at that table.
    pub seat: Option<usize>,
}

/// One dinner to be seated. When there are more guests than seats, those with a lock come first, then
/// hosts, then the rest in the order of the list.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The guests.
    pub guests: Vec<Guest>,
    /// The tables.
    pub tables: Vec<TableSpec>,
    /// Meals shared before.
    pub meals: Vec<Meal>,
    /// Facts about pairs.
    pub facts: Vec<PairFact>,
    /// Rules about pairs.
    pub rules: Vec<Rule>,
    /// Locked places.
    pub locks: Vec<Lock>,
    /// Whether each table needs a host.
    pub one_host_per_table: bool,
    /// Whether a guest must sit at the table of who brought them.
    pub guests_with_bringer: bool,
    /// What each soft wish is worth.
    pub weights: Weights,
    /// How much a pair counts by how it sits.
    pub sides: Sides,
}

impl Problem {
    /// A dinner where nothing is known but guests and tables.
    pub fn new(guests: Vec<Guest>, tables: Vec<TableSpec>) -> Self {
        Self {
            guests,
            tables,
            meals: Vec::new(),
            facts: Vec::new(),
            rules: Vec::new(),
            locks: Vec::new(),
            one_host_per_table: true,
            guests_with_bringer: true,
            weights: Weights::default(),
            sides: Sides::default(),
        }
    }

    /// The name of a guest; of a number that is no guest, a word that says so.
    pub fn name(&self, guest: usize) -> &str {
        self.guests
            .get(guest)
            .map_or("somebody unknown", |guest| &guest.name)
    }

    /// How many seats there are.
    pub fn seats(&self) -> usize {
        self.tables.iter().map(|table| table.seats).sum()
    }

    /// Where a table number stands in [`Self::tables`].
    pub(super) fn table_index(&self, number: u8) -> Option<usize> {
        self.tables.iter().position(|table| table.number == number)
    }

    /// Checks everything that no plan could keep to.
    ///
    /// # Errors
    /// The first [`ProblemError`] found, in the order of that enum.
    pub fn check(&self, keep: &[Lock]) -> Result<(), ProblemError> {
        let people = self.guests.len();
        if people == 0 {
            return Err(ProblemError::NoGuests);
        }
        if people > MAX_PEOPLE {
            return Err(ProblemError::TooManyGuests { guests: people });
        }
        self.check_tables()?;
        let bringers = self.guests.iter().enumerate();
        let pairs = (self.meals.iter().map(|meal| (meal.first, meal.second)))
            .chain(self.facts.iter().map(|fact| (fact.first, fact.second)))
            .chain(self.rules.iter().map(|rule| (rule.first, rule.second)))
            .chain(bringers.filter_map(|(index, guest)| Some((index, guest.guest_of?))));
        for (first, second) in pairs {
            if first >= people || second >= people || first == second {
                return Err(ProblemError::NotAPair { first, second });
            }
        }
        if let Some(lock) = self
            .locks
            .iter()
            .chain(keep)
            .find(|lock| lock.guest >= people)
        {
            return Err(ProblemError::NoSuchGuest {
                guest: lock.guest,
                table: lock.table,
            });
        }
        self.check_locks(keep)
    }

    fn check_tables(&self) -> Result<(), ProblemError> {
        if self.tables.is_empty() {
            return Err(ProblemError::NoTables);
        }
        for (index, table) in self.tables.iter().enumerate() {
            let TableSpec {
                number,
                seats,
                least,
                ..
            } = *table;
            if seats == 0 || seats > MAX_SEATS || least > seats {
                return Err(ProblemError::WrongTable {
                    table: number,
                    seats,
                    least,
                });
            }
            if self.table_index(number) != Some(index) {
                return Err(ProblemError::SameNumber { table: number });
            }
            if let Some(&seat) = table.accessible.iter().find(|&&seat| seat >= seats) {
                return Err(ProblemError::NoSuchSeat {
                    table: number,
                    seat,
                    seats,
                });
            }
        }
        Ok(())
    }

    fn check_locks(&self, keep: &[Lock]) -> Result<(), ProblemError> {
        let locks: Vec<_> = self.locks.iter().chain(keep).copied().collect();
        for (index, lock) in locks.iter().enumerate() {
            let Some(table) = self.tables.iter().find(|table| table.number == lock.table) else {
                let guest = self.name(lock.guest).to_owned();
                return Err(ProblemError::NoSuchTable {
                    guest,
                    table: lock.table,
                });
            };
            if let Some(seat) = lock.seat.filter(|&seat| seat >= table.seats) {
                let seats = table.seats;
                return Err(ProblemError::NoSuchSeat {
                    table: table.number,
                    seat,
                    seats,
                });
            }
            for other in locks.iter().take(index) {
                let is_other_place = other.table != lock.table
                    || (other.seat.is_some() && lock.seat.is_some() && other.seat != lock.seat);
                if other.guest == lock.guest && is_other_place {
                    let guest = self.name(lock.guest).to_owned();
                    return Err(ProblemError::TwoPlaces { guest });
                }
                if let (Some(seat), true) = (lock.seat, lock.seat == other.seat)
                    && other.guest != lock.guest
                    && other.table == lock.table
                {
                    return Err(ProblemError::OneSeat {
                        first: self.name(other.guest).to_owned(),
                        second: self.name(lock.guest).to_owned(),
                        table: lock.table,
                        seat,
                    });
                }
            }
            let mut held: Vec<_> = locks
                .iter()
                .filter(|other| other.table == lock.table)
                .map(|other| other.guest)
                .collect();
            held.sort_unstable();
            held.dedup();
            if held.len() > table.seats {
                let (table, seats) = (table.number, table.seats);
                return Err(ProblemError::TooManyLocks {
                    table,
                    locks: held.len(),
                    seats,
                });
            }
        }
        Ok(())
    }
}

/// What no plan could keep to. Seats are counted from 0 here and from 1 in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemError {
    /// Nobody to seat.
    NoGuests,
    /// More guests than one dinner can seat.
    TooManyGuests { guests: usize },
    /// Nowhere to sit.
    NoTables,
    /// A table without seats, with too many, or that asks for more people than it has seats.
    WrongTable {
        table: u8,
        seats: usize,
        least: usize,
    },
    /// Two tables with one number.
    SameNumber { table: u8 },
    /// A seat that its table does not have.
    NoSuchSeat {
        table: u8,
        seat: usize,
        seats: usize,
    },
    /// A meal, fact or rule about somebody who is not a guest, or about one guest twice.
    NotAPair { first: usize, second: usize },
    /// A lock for somebody who is not a guest.
    NoSuchGuest { guest: usize, table: u8 },
    /// A lock at a table that does not exist.
    NoSuchTable { guest: String, table: u8 },
    /// One guest locked to two places.
    TwoPlaces { guest: String },
    /// Two guests locked to one seat.
    OneSeat {
        first: String,
        second: String,
        table: u8,
        seat: usize,
    },
    /// More guests locked to a table than it has seats.
    TooManyLocks {
        table: u8,
        locks: usize,
        seats: usize,
    },
}

impl fmt::Display for ProblemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGuests => write!(f, "Nobody is coming yet, so nobody was seated: add guests"),
            Self::TooManyGuests { guests } => write!(
                f,
                "{guests} guests are more than one dinner can seat ({MAX_PEOPLE}): split the dinner"
            ),
            Self::NoTables => write!(f, "This dinner has no table, so nobody was seated: add one"),
            Self::WrongTable {
                table,
                seats,
                least,
            } if least > seats => write!(
                f,
                "Table {table} asks for at least {least} guests but has {seats} seats: change one"
            ),
            Self::WrongTable { table, seats, .. } => {
                write!(
                    f,
                    "Table {table} has {seats} seats: give it 1 to {MAX_SEATS}"
                )
            }
            Self::SameNumber { table } => {
                write!(
                    f,
                    "Two tables have the number {table}: give one another number"
                )
            }
            Self::NoSuchSeat { table, seat, seats } => write!(
                f,
                "Table {table} has {seats} seats, so there is no seat {}: choose another seat",
                seat + 1
            ),
            Self::NotAPair { first, second } => write!(
                f,
                "A rule or meal names guests {first} and {second}, who are not two guests of this \
                 dinner: remove it"
            ),
            Self::NoSuchGuest { guest, table } => write!(
                f,
                "A place at table {table} is locked for guest {guest}, who is not at this dinner: \
                 remove the lock"
            ),
            Self::NoSuchTable { guest, table } => {
                write!(
                    f,
                    "{guest} is locked to table {table}, which does not exist: unlock {guest}"
                )
            }
            Self::TwoPlaces { guest } => {
                write!(
                    f,
                    "{guest} is locked to two places: remove one of the locks"
                )
            }
            Self::OneSeat {
                first,
                second,
                table,
                seat,
            } => write!(
                f,
                "{first} and {second} are both locked to seat {} of table {table}: unlock one",
                seat + 1
            ),
            Self::TooManyLocks {
                table,
                locks,
                seats,
            } => write!(
                f,
                "{locks} guests are locked to table {table}, which has {seats} seats: unlock {}",
                locks - seats
            ),
        }
    }
}

impl std::error::Error for ProblemError {}
