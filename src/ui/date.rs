//! Dates and times as papers print them, and the paper's time zone.
//!
//! Everything here runs on the server, which sends finished words: a browser's own date
//! formatting would differ from it, and its data is large.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, Zoned};
use thiserror::Error;

use crate::language::Language;

/// A time zone by its name in the IANA database, such as `Asia/Almaty`. Its rules are part of
/// the program, so it means the same on every machine.
#[derive(Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

/// A name that the IANA time zone database does not have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("“{name}” is no time zone; accepted are names of the IANA database such as Asia/Almaty")]
pub struct UnknownZone {
    /// What was given as a name.
    pub name: String,
}

impl Zone {
    /// Finds a zone by name, ignoring case.
    ///
    /// # Errors
    /// [`UnknownZone`] if the database has no such name.
    pub fn parse(name: &str) -> Result<Zone, UnknownZone> {
        TimeZoneDatabase::bundled()
            .get(name)
            .ok()
            .filter(|zone| !zone.is_unknown() && zone.iana_name().is_some())
            .map(Zone)
            .ok_or_else(|| UnknownZone {
                name: name.to_owned(),
            })
    }

    /// The name as the database spells it.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Zone, UnknownZone> {
        Zone::parse(name)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Zone({})", self.name())
    }
}

/// A date for lists, where the day matters more the longer ago it is.
///
/// «Кеше» and its like belong to the interface's texts, so they are left to the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShortDate {
    /// Today: the time says enough.
    Today {
        /// Hours and minutes: `13:45`.
        time: String,
    },
    /// Yesterday, to be printed as «Кеше, 13:45».
    Yesterday {
        /// Hours and minutes: `13:45`.
        time: String,
    },
    /// Any other day: «20 қараша», with the year if it is not this one.
    Date(String),
}

/// The paper's clock: turns moments into the words that the paper prints.
///
/// A moment is in milliseconds since 1970 UTC, as in the database. Moments beyond the years
/// -9999 to 9999 are taken for the nearest moment within them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperClock {
    zone: Zone,
}

impl PaperClock {
    /// A clock that shows the time of this zone.
    pub fn new(zone: Zone) -> PaperClock {
        PaperClock { zone }
    }

    /// The zone whose time the clock shows.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The day for the head of a front page: «Жексенбі, 22 қараша 2026».
    pub fn masthead(&self, now: i64, language: Language) -> String {
        let day = self.local(now).date();
        let weekday = WEEKDAYS[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())];
        format!(
            "{}, {}",
            weekday.in_language(language),
            with_year(day, language)
        )
    }

    /// Day and time for the head of an article: «22 қараша 2026, 13:45».
    pub fn full(&self, moment: i64, language: Language) -> String {
        let local = self.local(moment);
        format!("{}, {}", with_year(local.date(), language), hours(&local))
    }

    /// A day: «22 қараша 2026».
    pub fn day(&self, moment: i64, language: Language) -> String {
        with_year(self.local(moment).date(), language)
    }

    /// The shortest date that is clear at the moment `now`, see [`ShortDate`].
    pub fn short(&self, moment: i64, now: i64, language: Language) -> ShortDate {
        let local = self.local(moment);
        let day = local.date();
        let today = self.local(now).date();
        if day == today {
            ShortDate::Today {
                time: hours(&local),
            }
        } else if day.tomorrow().is_ok_and(|next| next == today) {
            ShortDate::Yesterday {
                time: hours(&local),
            }
        } else if day.year() == today.year() {
            ShortDate::Date(without_year(day, language))
        } else {
            ShortDate::Date(with_year(day, language))
        }
    }

    /// The moment for `<time datetime>` and for machines, by RFC 3339 in whole seconds with the
    /// zone's offset: `2026-11-22T13:45:00+05:00`.
    pub fn iso(&self, moment: i64) -> String {
        self.local(moment)
            .strftime("%Y-%m-%dT%H:%M:%S%:z")
            .to_string()
    }

    fn local(&self, moment: i64) -> Zoned {
        let nearest = if moment < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        };
        Timestamp::from_millisecond(moment)
            .unwrap_or(nearest)
            .to_zoned(self.zone.0.clone())
    }
}

fn hours(local: &Zoned) -> String {
    format!("{:02}:{:02}", local.hour(), local.minute())
}

fn without_year(day: Date, language: Language) -> String {
    let month = MONTHS[usize::from(day.month().unsigned_abs()) - 1];
    format!("{} {}", day.day(), month.in_language(language))
}

fn with_year(day: Date, language: Language) -> String {
    format!("{} {}", without_year(day, language), day.year())
}

/// Why a text is no moment that an article can have been published at.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PublishedError {
    /// The text does not look like a date.
    #[error(
        "“{text}” is no date; accepted are 2026-11-22, 2026-11-22 13:45 \
         and 2026-11-22T13:45:00+05:00"
    )]
    Unreadable {
        /// What was given.
        text: String,
    },
    /// The text looks like a date, but the calendar has no such day or the day no such time.
    #[error("“{text}” does not exist: check the month, the day and the time")]
    Nonexistent {
        /// What was given.
        text: String,
    },
}

/// Reads a moment of publication as a person types it, in milliseconds since 1970 UTC.
///
/// Accepted are `2026-11-22` (the first moment of that day in the zone), `2026-11-22 13:45` or
/// with a `T` and with seconds (the zone's time), and the same with seconds and an offset, `Z`
/// or `+05:00` (the zone does not matter then). When clocks were put back and a time came
/// twice, the earlier one counts; a time that was skipped is moved on by as much.
///
/// # Errors
/// [`PublishedError`] names the text and the accepted forms.
pub fn parse_published(text: &str, zone: &Zone) -> Result<i64, PublishedError> {
    let shape: String = text
        .chars()
        .map(|character| {
            if character.is_ascii_digit() {
                '0'
            } else {
                character
            }
        })
        .collect();
    let moment = match shape.replacen('T', " ", 1).as_str() {
        "0000-00-00" => text
            .parse::<Date>()
            .and_then(|day| day.to_zoned(zone.0.clone()))
            .map(|start| start.timestamp()),
        "0000-00-00 00:00" | "0000-00-00 00:00:00" => text
            .parse::<DateTime>()
            .and_then(|time| zone.0.to_timestamp(time)),
        "0000-00-00 00:00:00Z" | "0000-00-00 00:00:00+00:00" | "0000-00-00 00:00:00-00:00" => {
            text.parse::<Timestamp>()
        }
        _ => {
            return Err(PublishedError::Unreadable {
                text: text.to_owned(),
            });
        }
    };
    moment
        .map(Timestamp::as_millisecond)
        .map_err(|_| PublishedError::Nonexistent {
            text: text.to_owned(),
        })
}

/// Why a text is no moment that something can be planned for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PlannedError {
    /// The text is no such time, or the calendar has no such day.
    #[error("not a date and a time such as 2026-11-24T18:30")]
    Unreadable,
    /// The zone's clocks are put forward over this time.
    #[error("the clocks are put forward over this time")]
    Skipped,
}

/// Reads a moment in the future as the browser's input of a date and a time sends it, in the zone's
/// time: `2026-11-24T18:30`; in milliseconds since 1970 UTC. When clocks are put back and the time
/// comes twice, the earlier one counts.
///
/// # Errors
/// Unlike [`parse_published`], a time that is skipped is refused: whoever plans for half past two must
/// be told that there will be none.
pub fn parse_planned(text: &str, zone: &Zone) -> Result<i64, PlannedError> {
    let shape = "0000-00-00T00:00";
    let fits = text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, kind)| {
            if kind == b'0' {
                byte.is_ascii_digit()
            } else {
                byte == kind
            }
        });
    let time = fits
        .then(|| text.parse::<DateTime>().ok())
        .flatten()
        .ok_or(PlannedError::Unreadable)?;
    let moment = zone.0.to_ambiguous_timestamp(time);
    if matches!(moment.offset(), AmbiguousOffset::Gap { .. }) {
        return Err(PlannedError::Skipped);
    }
    moment
        .earlier()
        .map(Timestamp::as_millisecond)
        .map_err(|_| PlannedError::Unreadable)
}

/// One word in every language.
#[derive(Clone, Copy)]
struct Word {
    kazakh: &'static str,
    russian: &'static str,
    english: &'static str,
}

impl Word {
    const fn new(kazakh: &'static str, russian: &'static str, english: &'static str) -> Word {
        Word {
            kazakh,
            russian,
            english,
        }
    }

    fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Kazakh => self.kazakh,
            Language::Russian => self.russian,
            Language::English => self.english,
        }
    }
}

/// Months as they stand behind the day's number: in Russian in the genitive.
const MONTHS: [Word; 12] = [
    Word::new("қаңтар", "января", "January"),
    Word::new("ақпан", "февраля", "February"),
    Word::new("наурыз", "марта", "March"),
    Word::new("сәуір", "апреля", "April"),
    Word::new("мамыр", "мая", "May"),
    Word::new("маусым", "июня", "June"),
    Word::new("шілде", "июля", "July"),
    Word::new("тамыз", "августа", "August"),
    Word::new("қыркүйек", "сентября", "September"),
    Word::new("қазан", "октября", "October"),
    Word::new("қараша", "ноября", "November"),
    Word::new("желтоқсан", "декабря", "December"),
];

/// Days of the week from Monday, as they begin a line.
const WEEKDAYS: [Word; 7] = [
    Word::new("Дүйсенбі", "Понедельник", "Monday"),
    Word::new("Сейсенбі", "Вторник", "Tuesday"),
    Word::new("Сәрсенбі", "Среда", "Wednesday"),
    Word::new("Бейсенбі", "Четверг", "Thursday"),
    Word::new("Жұма", "Пятница", "Friday"),
    Word::new("Сенбі", "Суббота", "Saturday"),
    Word::new("Жексенбі", "Воскресенье", "Sunday"),
];

#[cfg(test)]
mod tests;
