//! Section `[comments]`.

use super::super::CommentSettings;
use super::Check;

impl Check {
    pub(super) fn comments(&mut self) -> Option<CommentSettings> {
        let personal_data_days = self.number("comments.personal_data_days", 180, 1..=3_650);
        let hide_at_weight = self.number("comments.hide_at_weight", 4, 1..=1_000);
        Some(CommentSettings {
            personal_data_days: i64::from(personal_data_days?),
            hide_at_weight: i64::from(hide_at_weight?),
        })
    }
}
