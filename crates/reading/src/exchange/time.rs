//! Times in files.

use jiff::{Timestamp, fmt::strtime};

/// Reads a time: seconds since 1970 (or milliseconds or microseconds, as some browsers write), or a
/// date with time and zone. None for anything else: a link without its time is better than none.
pub(super) fn read(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(number) = text.parse::<i64>() {
        let milliseconds = match number {
            1..100_000_000_000 => number * 1_000,
            100_000_000_000..100_000_000_000_000 => number,
            100_000_000_000_000.. => number / 1_000,
            _ => return None,
        };
        return Some(milliseconds);
    }
    let time: Timestamp = text.parse().ok().or_else(|| {
        strtime::parse("%Y-%m-%dT%H:%M:%S%z", text)
            .ok()?
            .to_timestamp()
            .ok()
    })?;
    Some(time.as_millisecond()).filter(|time| *time >= 0)
}

/// Writes a time (milliseconds UTC) as a date with time; empty for none.
pub(super) fn write(time: Option<i64>) -> String {
    time.and_then(|time| Timestamp::from_millisecond(time).ok())
        .map_or_else(String::new, |time| time.to_string())
}

/// A time as text in JSON, `null` for none.
pub(super) mod text {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(in super::super) fn serialize<S: Serializer>(
        time: &Option<i64>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        Some(super::write(*time))
            .filter(|text| !text.is_empty())
            .serialize(to)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<i64>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        Ok(text.and_then(|text| super::read(&text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_every_service_are_read() {
        for (text, milliseconds) in [
            ("1473328558", 1_473_328_558_000),
            ("1473328558123", 1_473_328_558_123),
            ("1473328558123456", 1_473_328_558_123),
            ("2016-09-08T11:55:58+0200", 1_473_328_558_000),
            ("2016-09-08T11:55:58+02:00", 1_473_328_558_000),
            ("2016-09-08T09:55:58.123Z", 1_473_328_558_123),
        ] {
            assert_eq!(read(text), Some(milliseconds), "{text}");
        }
        for wrong in [
            "",
            "0",
            "-5",
            "yesterday",
            "2016-09-08",
            "99999999999999999999",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(
            read(&write(Some(1_473_328_558_123))),
            Some(1_473_328_558_123)
        );
        assert_eq!(write(None), "");
    }
}
