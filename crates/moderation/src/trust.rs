//! How far somebody who comments is trusted.

use serde::{Deserialize, Serialize};

/// What somebody has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Comments of theirs that readers see and that stayed.
    pub approved: i64,
    /// Comments that were rejected.
    pub rejected: i64,
    /// Those of the last 30 days.
    pub rejected_recently: i64,
    /// Reports of theirs that a moderator found right.
    pub reports_upheld: i64,
    /// Whole days since their first comment.
    pub days: i64,
}

/// How far somebody is trusted; from the least to the most.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Trust {
    /// Fewer than 3 comments, or more rejected than approved.
    #[default]
    New,
    /// 3 comments.
    Basic,
    /// 20 comments in 14 days at least, not more than one in ten rejected, none lately.
    Member,
    /// 100 comments in 60 days at least, not more than one in fifty rejected, none lately.
    Trusted,
}

impl Trust {
    /// Every level.
    pub const ALL: [Self; 4] = [Self::New, Self::Basic, Self::Member, Self::Trusted];

    /// The level that follows from what somebody has done. A report that was right counts as much as a
    /// comment, up to half of what is needed.
    pub fn of(history: &History) -> Self {
        let &History {
            approved,
            rejected,
            rejected_recently,
            reports_upheld,
            days,
        } = history;
        if rejected > approved || rejected_recently >= 3 {
            return Self::New;
        }
        let reaches = |comments: i64, least_days: i64, of_rejected: i64| {
            approved + reports_upheld.min(comments / 2) >= comments
                && days >= least_days
                && rejected * of_rejected <= approved
                && rejected_recently == 0
        };
        if reaches(100, 60, 50) {
            Self::Trusted
        } else if reaches(20, 14, 10) {
            Self::Member
        } else if approved >= 3 {
            Self::Basic
        } else {
            Self::New
        }
    }

    /// What a report of theirs weighs: 1, 1, 2, 4.
    pub fn report_weight(self) -> i64 {
        match self {
            Self::New | Self::Basic => 1,
            Self::Member => 2,
            Self::Trusted => 4,
        }
    }

    /// The word in JSON and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Basic => "basic",
            Self::Member => "member",
            Self::Trusted => "trusted",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_grows_with_comments_and_time_and_falls_with_rejections() {
        let history = |approved, rejected, rejected_recently, days| History {
            approved,
            rejected,
            rejected_recently,
            reports_upheld: 0,
            days,
        };
        for (history, expected) in [
            (history(0, 0, 0, 0), Trust::New),
            (history(2, 0, 0, 900), Trust::New),
            (history(3, 0, 0, 0), Trust::Basic),
            (history(20, 0, 0, 13), Trust::Basic),
            (history(20, 2, 0, 14), Trust::Member),
            (history(20, 3, 0, 14), Trust::Basic),
            (history(20, 1, 1, 14), Trust::Basic),
            (history(100, 2, 0, 60), Trust::Trusted),
            (history(100, 3, 0, 60), Trust::Member),
            (history(100, 2, 3, 60), Trust::New),
            (history(5, 6, 0, 60), Trust::New),
        ] {
            assert_eq!(Trust::of(&history), expected, "{history:?}");
        }
        let helpful = History {
            reports_upheld: 50,
            ..history(10, 0, 0, 20)
        };
        assert_eq!(Trust::of(&helpful), Trust::Member);
    }
}
