use super::ReadingLists;
use crate::{
    ArticleId, Change, ListId, Operation, Refusal,
    refusal::{MOST_ARTICLES, MOST_LISTS, MOST_TOPICS, MOST_UNKNOWN},
};

impl ReadingLists {
    /// Whether an operation would stay within the limits if it were applied now. Asked before an
    /// operation is accepted, by the device that makes it and by the server; never when one is
    /// merged. [`Operation::check`] is asked too.
    ///
    /// # Errors
    ///
    /// The limit that would be passed.
    pub fn check(&self, operation: &Operation) -> Result<(), Refusal> {
        operation.check()?;
        match &operation.change {
            Change::DeleteList { .. } => Ok(()),
            Change::Follow { topic } if !self.follows(*topic) => at_most(
                MOST_TOPICS,
                self.topics.values().filter(|is| is.value).count(),
                |limit| Refusal::TooManyTopics { limit },
            ),
            Change::Visit { .. } if !self.history.is_kept_at(operation.stamp()) => {
                Err(Refusal::HistoryIsOff)
            }
            Change::Unknown(_) if self.unknown.len() >= MOST_UNKNOWN => {
                Err(Refusal::TooMuchUnknown)
            }
            change => match change.list() {
                Some(list) => {
                    self.check_list(list)?;
                    match change {
                        Change::Save { article, .. } => self.check_article(*article),
                        _ => Ok(()),
                    }
                }
                None => Ok(()),
            },
        }
    }

    /// Whatever is done in a list makes it if it is not there, and brings it back if it was deleted.
    fn check_list(&self, list: ListId) -> Result<(), Refusal> {
        if self.has_list(list) {
            return Ok(());
        }
        let others = self.live_lists().filter(|(id, _)| *id != ListId::LATER);
        at_most(MOST_LISTS, others.count() + 1, |limit| {
            Refusal::TooManyLists { limit }
        })
    }

    fn check_article(&self, article: ArticleId) -> Result<(), Refusal> {
        // Articles in several lists are counted more than once here: enough for nearly everybody,
        // and quick when thousands come one after the other.
        let roughly: usize = self.live_lists().map(|(_, list)| list.articles.len()).sum();
        if roughly < MOST_ARTICLES || self.is_saved(article) {
            return Ok(());
        }
        at_most(MOST_ARTICLES, self.saved_articles().len(), |limit| {
            Refusal::TooManyArticles { limit }
        })
    }
}

fn at_most(
    limit: usize,
    found: usize,
    refusal: impl FnOnce(usize) -> Refusal,
) -> Result<(), Refusal> {
    if found < limit {
        Ok(())
    } else {
        Err(refusal(limit))
    }
}
