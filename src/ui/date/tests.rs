use proptest::prelude::*;

use super::*;
use crate::language::Language::{English, Kazakh, Russian};

fn clock() -> PaperClock {
    PaperClock::new(Zone::parse("Asia/Almaty").unwrap())
}

fn moment(text: &str) -> i64 {
    parse_published(text, clock().zone()).unwrap()
}

#[test]
fn masthead_names_the_day() {
    let now = moment("2026-11-22 13:45");
    assert_eq!(clock().masthead(now, Kazakh), "Жексенбі, 22 қараша 2026");
    assert_eq!(
        clock().masthead(now, Russian),
        "Воскресенье, 22 ноября 2026"
    );
    assert_eq!(clock().masthead(now, English), "Sunday, 22 November 2026");
}

#[test]
fn masthead_changes_at_midnight_of_the_paper() {
    assert_eq!(
        clock().masthead(moment("2026-11-22T18:59:59Z"), Kazakh),
        "Жексенбі, 22 қараша 2026"
    );
    assert_eq!(
        clock().masthead(moment("2026-11-22T19:00:00Z"), Kazakh),
        "Дүйсенбі, 23 қараша 2026"
    );
}

#[test]
fn every_weekday_and_month_has_its_own_word() {
    let words = |language| {
        let weekdays = (1..=7).map(move |day| {
            let text = clock().masthead(moment(&format!("2026-06-{day:02}")), language);
            text.split(',').next().unwrap().to_owned()
        });
        let months = (1..=12).map(move |month| {
            let text = clock().full(moment(&format!("2026-{month:02}-09")), language);
            text.split(' ').nth(1).unwrap().to_owned()
        });
        weekdays.chain(months).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        words(Kazakh),
        "Дүйсенбі Сейсенбі Сәрсенбі Бейсенбі Жұма Сенбі Жексенбі қаңтар ақпан наурыз сәуір мамыр \
         маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
    );
    assert_eq!(
        words(Russian),
        "Понедельник Вторник Среда Четверг Пятница Суббота Воскресенье января февраля марта \
         апреля мая июня июля августа сентября октября ноября декабря"
    );
    assert_eq!(
        words(English),
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April \
         May June July August September October November December"
    );
}

#[test]
fn full_date_has_day_and_time() {
    let published = moment("2026-11-22 13:45");
    assert_eq!(clock().full(published, Kazakh), "22 қараша 2026, 13:45");
    assert_eq!(clock().full(published, Russian), "22 ноября 2026, 13:45");
    assert_eq!(clock().full(published, English), "22 November 2026, 13:45");
    assert_eq!(
        clock().full(moment("2026-03-01 09:05"), Russian),
        "1 марта 2026, 09:05"
    );
}

fn short(published: &str, now: &str) -> ShortDate {
    clock().short(moment(published), moment(now), Kazakh)
}

#[test]
fn short_date_says_only_what_is_needed() {
    let today = |time: &str| ShortDate::Today { time: time.into() };
    let yesterday = |time: &str| ShortDate::Yesterday { time: time.into() };
    let date = |text: &str| ShortDate::Date(text.into());
    let now = "2026-11-22 14:00";
    assert_eq!(short("2026-11-22 13:45", now), today("13:45"));
    assert_eq!(short("2026-11-22 00:00", now), today("00:00"));
    assert_eq!(short("2026-11-22 23:59", now), today("23:59"));
    assert_eq!(short("2026-11-21 23:59", now), yesterday("23:59"));
    assert_eq!(short("2026-11-21 00:00", now), yesterday("00:00"));
    assert_eq!(short("2026-11-20 23:59", now), date("20 қараша"));
    assert_eq!(short("2026-01-01 00:00", now), date("1 қаңтар"));
    assert_eq!(short("2025-12-31 23:59", now), date("31 желтоқсан 2025"));
    assert_eq!(short("2026-11-23 00:00", now), date("23 қараша"));
    assert_eq!(short("2027-01-05 08:00", now), date("5 қаңтар 2027"));
    assert_eq!(
        short("2025-12-31 23:59", "2026-01-01 00:05"),
        yesterday("23:59")
    );
}

#[test]
fn iso_date_has_the_offset_of_its_time() {
    assert_eq!(
        clock().iso(moment("2026-11-22 13:45")),
        "2026-11-22T13:45:00+05:00"
    );
    // Kazakhstan has had a single time, UTC+5, since 1 March 2024.
    assert_eq!(
        clock().iso(moment("2024-02-01 13:45")),
        "2024-02-01T13:45:00+06:00"
    );
    let utc = PaperClock::new(Zone::parse("UTC").unwrap());
    assert_eq!(utc.iso(0), "1970-01-01T00:00:00+00:00");
    assert_eq!(utc.iso(1_999), "1970-01-01T00:00:01+00:00");
}

#[test]
fn moments_out_of_all_bounds_are_still_printed() {
    assert_eq!(clock().full(i64::MAX, English), "31 December 9999, 03:00");
    assert!(clock().full(i64::MIN, English).contains("-9999"));
}

#[test]
fn zone_is_known_by_name_only() {
    assert_eq!(Zone::parse("Asia/Almaty").unwrap().name(), "Asia/Almaty");
    assert_eq!(
        Zone::parse("asia/aqtobe").unwrap().to_string(),
        "Asia/Aqtobe"
    );
    assert_eq!("UTC".parse::<Zone>().unwrap().name(), "UTC");
    for name in [
        "",
        "Almaty",
        "Asia/Astana",
        "+05:00",
        "Etc/Unknown",
        "UTC+5",
        " UTC",
    ] {
        assert_eq!(
            Zone::parse(name),
            Err(UnknownZone {
                name: name.to_owned()
            })
        );
    }
}

#[test]
fn published_moment_is_read_in_the_zone_or_with_its_offset() {
    let zone = Zone::parse("Asia/Almaty").unwrap();
    let noon = 1_795_330_800_000;
    for (text, expected) in [
        ("2026-11-22", noon - 12 * 3_600_000),
        ("2026-11-22 12:00", noon),
        ("2026-11-22T12:00", noon),
        ("2026-11-22 12:00:07", noon + 7_000),
        ("2026-11-22T12:00:00+05:00", noon),
        ("2026-11-22T07:00:00Z", noon),
        ("2026-11-22 02:30:00-04:30", noon),
        // Clocks went back from 24:00 to 23:00: the first of both.
        ("2024-02-29 23:30", 1_709_227_800_000),
    ] {
        assert_eq!(parse_published(text, &zone), Ok(expected), "{text}");
    }
}

#[test]
fn other_texts_are_refused_with_what_is_accepted() {
    let zone = Zone::parse("Asia/Almaty").unwrap();
    for text in [
        "",
        "yesterday",
        "22.11.2026",
        "2026-11",
        "2026-11-22 ",
        "2026-11-22 7:00",
        "20261122",
        "2026-11-22T12:00:00[Asia/Almaty]",
        "2026-11-22T12:00+05:00",
        "2026-11-22TT12:00",
        "-2026-11-22",
        "２０２６-11-22",
    ] {
        let error = parse_published(text, &zone).unwrap_err();
        assert!(matches!(error, PublishedError::Unreadable { .. }), "{text}");
        assert!(error.to_string().contains("accepted are 2026-11-22,"));
    }
    for text in [
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-11-22 24:00",
        "2026-11-22 12:60",
        "2026-02-30T12:00:00Z",
    ] {
        assert_eq!(
            parse_published(text, &zone),
            Err(PublishedError::Nonexistent {
                text: text.to_owned()
            })
        );
    }
}

proptest! {
    #[test]
    fn iso_date_is_read_back(seconds in -30_000_000_000_i64..200_000_000_000) {
        for name in ["Asia/Almaty", "Asia/Kathmandu", "America/New_York"] {
            let clock = PaperClock::new(Zone::parse(name).unwrap());
            let text = clock.iso(seconds * 1_000);
            if text.starts_with(|first: char| first.is_ascii_digit()) {
                // Offsets before 1925 have odd seconds that RFC 3339 cannot say.
                prop_assume!(seconds > -1_400_000_000);
                prop_assert_eq!(parse_published(&text, clock.zone()), Ok(seconds * 1_000));
            }
        }
    }

    #[test]
    fn short_date_never_needs_the_future(moment in any::<i64>(), now in any::<i64>()) {
        // Whatever the two are, there is an answer, and at the moment itself it is the time.
        let clock = clock();
        let _ = clock.short(moment, now, Kazakh);
        let is_time = matches!(clock.short(moment, moment, Kazakh), ShortDate::Today { .. });
        prop_assert!(is_time);
    }
}

#[test]
fn a_planned_time_is_that_of_the_zone() {
    let almaty = Zone::parse("Asia/Almaty").unwrap();
    assert_eq!(
        parse_planned("2026-11-24T18:30", &almaty),
        Ok(1_795_527_000_000)
    );
    for text in [
        "",
        "2026-11-24",
        "2026-11-24 18:30",
        "2026-11-24T18:30:00",
        "2026-11-24T18:30Z",
        "2026-11-24T24:00",
        "2026-02-29T10:00",
        "2026-11-24T1８:30",
    ] {
        let read = parse_planned(text, &almaty);
        assert_eq!(read, Err(PlannedError::Unreadable), "{text}");
    }
}

#[test]
fn when_clocks_change_a_planned_time_is_refused_or_the_earlier_one() {
    let berlin = Zone::parse("Europe/Berlin").unwrap();
    let read = |text: &str| parse_planned(text, &berlin);
    assert_eq!(read("2026-03-29T02:00"), Err(PlannedError::Skipped));
    assert_eq!(read("2026-03-29T02:59"), Err(PlannedError::Skipped));
    let (before, after) = (read("2026-03-29T01:59"), read("2026-03-29T03:00"));
    assert_eq!(after.unwrap() - before.unwrap(), 60_000);
    // It comes twice: at 0:30 and at 1:30 UTC.
    let twice = read("2026-10-25T02:30").unwrap();
    assert_eq!(twice - read("2026-10-25T01:30").unwrap(), 3_600_000);
    assert_eq!(read("2026-10-25T03:30").unwrap() - twice, 2 * 3_600_000);
}
