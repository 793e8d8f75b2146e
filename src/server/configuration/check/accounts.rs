//! Section `[accounts]`.

use std::ops::RangeInclusive;
use std::time::Duration;

use super::super::{AccountSettings, Origin, SessionLimits};
use super::Check;

/// A key with a number: its name, its default, and what is accepted.
type NumberKey = (&'static str, u32, RangeInclusive<u32>);

impl Check {
    pub(super) fn accounts(&mut self) -> Option<AccountSettings> {
        const HOUR: u64 = 60 * 60;
        const DAY: u64 = 24 * HOUR;
        let second_step_required = self.switch("accounts.second_step_required", false);
        let reader_limits = self.session_limits(
            ("accounts.reader_idle_days", 30, 1..=365),
            ("accounts.reader_absolute_days", 180, 1..=730),
            DAY,
        );
        let newsroom_limits = self.session_limits(
            ("accounts.newsroom_idle_hours", 12, 1..=168),
            ("accounts.newsroom_absolute_hours", 168, 1..=720),
            HOUR,
        );
        Some(AccountSettings {
            second_step_required,
            reader_limits: reader_limits?,
            newsroom_limits: newsroom_limits?,
        })
    }

    /// Two keys in units of so many seconds, of which the second may not be the shorter.
    fn session_limits(
        &mut self,
        (idle_key, idle_default, idle_range): NumberKey,
        (absolute_key, absolute_default, absolute_range): NumberKey,
        seconds: u64,
    ) -> Option<SessionLimits> {
        let idle = self.number(idle_key, idle_default, idle_range);
        let absolute = self.number(absolute_key, absolute_default, absolute_range);
        let (idle, absolute) = (idle?, absolute?);
        if absolute < idle {
            let origin = match self.settings.get(absolute_key) {
                Some((_, origin)) => origin.clone(),
                None => Origin::Default,
            };
            let fault = format!(
                "shorter than {idle_key}, which is {idle}; a session ends at the first of the two"
            );
            self.refuse(absolute_key, &origin, &absolute.to_string(), fault);
            return None;
        }
        let duration = |number: u32| Duration::from_secs(u64::from(number) * seconds);
        Some(SessionLimits {
            idle: duration(idle),
            absolute: duration(absolute),
        })
    }
}
