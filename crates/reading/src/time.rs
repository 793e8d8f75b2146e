//! When something was done, on devices whose clocks differ.

use crate::{DeviceId, IdError, Refusal, id::from_text};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// How far a device's clock may be ahead of the server's, in milliseconds. What is further ahead is
/// refused: otherwise a clock that is a year wrong would win over every other device for a year.
pub const FURTHEST_AHEAD: i64 = 10 * 60 * 1000;

/// The last moment that JavaScript's `Date` knows.
const LAST_WALL: i64 = 8_640_000_000_000_000;

/// When an operation was made: the time of a hybrid logical clock (Kulkarni and others, 2014).
///
/// It is close to the wall clock, yet what was made after something else was seen is always later,
/// and no two devices ever have the same time. Written `wall.counter.device`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogicalTime {
    /// Milliseconds since 1970 in UTC, by the device's clock or the furthest clock it has seen.
    pub wall: i64,
    /// What puts times of the same millisecond in order.
    pub counter: u32,
    /// The device that issued it.
    pub device: DeviceId,
}

impl LogicalTime {
    /// The time with these parts.
    ///
    /// # Errors
    ///
    /// If `wall` is before 1970 or later than JavaScript's `Date` can say.
    pub fn new(wall: i64, counter: u32, device: DeviceId) -> Result<Self, IdError> {
        if !(0..=LAST_WALL).contains(&wall) {
            return Err(TIME_ERROR);
        }
        Ok(Self {
            wall,
            counter,
            device,
        })
    }

    /// Whether a server whose clock says `now` (milliseconds UTC) may accept this time.
    ///
    /// # Errors
    ///
    /// [`Refusal::TooFarAhead`] beyond [`FURTHEST_AHEAD`].
    pub fn check(self, now: i64) -> Result<(), Refusal> {
        if self.wall > now.saturating_add(FURTHEST_AHEAD) {
            return Err(Refusal::TooFarAhead {
                wall: self.wall,
                now,
            });
        }
        Ok(())
    }
}

impl fmt::Display for LogicalTime {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}.{}.{}", self.wall, self.counter, self.device)
    }
}

const TIME_ERROR: IdError = IdError {
    name: "time",
    accepted: "milliseconds.counter.device",
};

impl FromStr for LogicalTime {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let mut parts = text.splitn(3, '.');
        let mut next = || parts.next().ok_or(TIME_ERROR);
        let wall = next()?.parse().map_err(|_| TIME_ERROR)?;
        let counter = next()?.parse().map_err(|_| TIME_ERROR)?;
        Self::new(wall, counter, next()?.parse()?)
    }
}

impl Serialize for LogicalTime {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LogicalTime {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from)
    }
}

/// The clock of one device. Every time it issues is later than all it has issued and seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    device: DeviceId,
    wall: i64,
    counter: u32,
    /// What must be added to the device's own time to get the true one, in milliseconds.
    correction: i64,
}

impl Clock {
    /// The clock of a device that has seen nothing yet.
    #[must_use]
    pub const fn new(device: DeviceId) -> Self {
        Self {
            device,
            wall: 0,
            counter: 0,
            correction: 0,
        }
    }

    /// The device it belongs to.
    #[must_use]
    pub const fn device(&self) -> DeviceId {
        self.device
    }

    /// The next time; `now` is what the device believes, in milliseconds UTC.
    pub fn issue(&mut self, now: i64) -> LogicalTime {
        let now = self.true_time(now);
        if now > self.wall {
            self.wall = now;
            self.counter = 0;
        } else if let Some(counter) = self.counter.checked_add(1) {
            self.counter = counter;
        } else if self.wall < LAST_WALL {
            // Four thousand million operations in one millisecond: only a hostile time gets here.
            self.wall += 1;
            self.counter = 0;
        }
        LogicalTime {
            wall: self.wall,
            counter: self.counter,
            device: self.device,
        }
    }

    /// Takes note of a time that was issued elsewhere (or here, before the program was restarted).
    pub fn observe(&mut self, time: LogicalTime) {
        if (time.wall, time.counter) > (self.wall, self.counter) {
            self.wall = time.wall.min(LAST_WALL);
            self.counter = time.counter;
        }
    }

    /// Sets the clock by the server's: `now` is what the device believes, `true_now` what the
    /// server said at that moment. Every answer of the server is a good occasion, since a device's
    /// clock may be put right at any time. Differences below a minute are left: they say more about
    /// the network than about the clock.
    pub fn correct(&mut self, now: i64, true_now: i64) {
        let difference = true_now.saturating_sub(now);
        self.correction = if difference.abs() < 60_000 {
            0
        } else {
            difference
        };
    }

    /// Goes back to the moment before anything was seen. Only for operations that get new times
    /// because the clock was ahead; what is known already must be observed again.
    pub(crate) fn rewind(&mut self) {
        self.wall = 0;
        self.counter = 0;
    }

    fn true_time(&self, now: i64) -> i64 {
        now.saturating_add(self.correction).clamp(0, LAST_WALL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(number: u8) -> DeviceId {
        DeviceId::from_random([number; 16])
    }

    #[test]
    fn every_time_is_later_than_what_was_issued_and_seen() {
        let mut clock = Clock::new(device(1));
        let first = clock.issue(1_000);
        let second = clock.issue(1_000);
        // The device's clock was put back.
        let third = clock.issue(500);
        assert!(first < second && second < third);
        let mut ahead = Clock::new(device(2));
        let seen = ahead.issue(9_000);
        clock.observe(seen);
        assert!(clock.issue(1_001) > seen);
        assert_eq!(clock.issue(10_000).counter, 0);
    }

    #[test]
    fn a_full_counter_goes_on_with_the_next_millisecond() {
        let mut clock = Clock::new(device(1));
        let full = LogicalTime {
            wall: 5,
            counter: u32::MAX,
            device: device(2),
        };
        clock.observe(full);
        let next = clock.issue(0);
        assert_eq!((next.wall, next.counter), (6, 0));
        assert!(next > full);
    }

    #[test]
    fn a_clock_is_set_by_the_servers() {
        let mut clock = Clock::new(device(1));
        clock.correct(100_000_000, 1_000_000);
        assert_eq!(clock.issue(100_000_500).wall, 1_000_500);
        clock.correct(2_000_000, 2_000_100);
        assert_eq!(clock.issue(2_000_000).wall, 2_000_000);
    }

    #[test]
    fn a_time_far_ahead_is_refused() {
        let at = |wall| LogicalTime {
            wall,
            counter: 0,
            device: device(1),
        };
        assert!(at(FURTHEST_AHEAD + 7).check(7).is_ok());
        assert!(at(FURTHEST_AHEAD + 8).check(7).is_err());
    }

    #[test]
    fn a_time_is_written_as_it_is_read() {
        let time = LogicalTime {
            wall: 1_764_000_000_000,
            counter: 3,
            device: device(9),
        };
        assert_eq!(time.to_string().parse(), Ok(time));
        let wrong = [
            "",
            "1",
            "1.2",
            "1.2.x",
            "-1.0.00000000000000000000000000000000",
        ];
        for wrong in wrong {
            assert!(wrong.parse::<LogicalTime>().is_err(), "{wrong}");
        }
    }
}
