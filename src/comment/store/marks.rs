//! What tells the writers of a thread apart without saying who they are.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use sqlx::AnyConnection;

/// The key of all marks; the migration has made it.
pub const MARK_KEY: &str = "SELECT secret FROM comment_keys WHERE id = 1";

/// Makes the marks of the writers of one thread. An account has another mark in each thread: what somebody
/// has said under an earlier name cannot be tied to what they say elsewhere under a pseudonym.
#[derive(Clone)]
pub struct WriterMarks {
    key: String,
    article: i64,
}

impl std::fmt::Debug for WriterMarks {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("WriterMarks")
    }
}

impl WriterMarks {
    /// For the thread of an article.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_thread(
        connection: &mut AnyConnection,
        article: i64,
    ) -> Result<Self, sqlx::Error> {
        let key = sqlx::query_scalar(MARK_KEY).fetch_one(connection).await?;
        Ok(Self { key, article })
    }

    /// The mark of an account: 48 bits, with which scripts can count.
    pub fn of(&self, person: i64) -> i64 {
        // Any length is a key (RFC 2104, section 2).
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.key.as_bytes()) else {
            return 0;
        };
        mac.update(format!("{}:{person}", self.article).as_bytes());
        let digest = mac.finalize().into_bytes();
        digest
            .iter()
            .take(6)
            .fold(0, |mark, byte| (mark << 8) | i64::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(key: &str, article: i64) -> WriterMarks {
        WriterMarks {
            key: key.to_owned(),
            article,
        }
    }

    #[test]
    fn a_mark_is_of_one_account_in_one_thread_of_one_paper() {
        let here = marks("a", 1);
        assert_eq!(here.of(7), here.of(7));
        assert!((0..1 << 48).contains(&here.of(7)));
        for other in [here.of(8), marks("a", 2).of(7), marks("b", 1).of(7)] {
            assert_ne!(here.of(7), other);
        }
    }
}
