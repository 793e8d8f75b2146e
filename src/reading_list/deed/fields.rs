//! Reading the fields of a form.

use super::{Deed, MOST_CHOSEN, Way, parse_filter};
use crate::error::{AppError, FieldProblem, Problem};
use reading::{ArticleId, ListId, Topic};

/// What was sent.
pub(super) struct Fields<'a>(pub &'a [(String, String)]);

impl Fields<'_> {
    pub(super) fn read(&self, form: &str) -> Result<Option<Deed>, AppError> {
        Ok(Some(match form {
            "save-article" => Deed::Save {
                articles: self.articles()?,
                list: self.list_or_later()?,
            },
            "remove-article" => Deed::Remove {
                articles: self.articles()?,
                list: match self.text("list") {
                    "" => None,
                    _ => Some(self.list()?),
                },
            },
            "move-article" => Deed::Move {
                list: self.list()?,
                article: self.article()?,
                way: self.way()?,
                filter: parse_filter(self.text("show")),
            },
            "mark-article" => Deed::Mark {
                articles: self.articles()?,
                is_read: self.yes_or_no("read")?,
            },
            "archive-article" => Deed::Archive {
                articles: self.articles()?,
                is_archived: self.yes_or_no("archived")?,
            },
            "note-article" => Deed::Note {
                article: self.article()?,
                text: self.text("note").replace("\r\n", "\n"),
            },
            "make-list" => Deed::MakeList {
                name: self.text("name").to_owned(),
            },
            "name-list" => Deed::NameList {
                list: self.list()?,
                name: self.text("name").to_owned(),
                description: self.text("description").replace("\r\n", "\n"),
            },
            "delete-list" => Deed::DeleteList { list: self.list()? },
            "move-list" => Deed::MoveList {
                list: self.list()?,
                way: self.way()?,
            },
            "follow-topic" => Deed::Follow {
                topic: self.topic()?,
                is_followed: self.yes_or_no("followed")?,
            },
            "see-feed" => Deed::SeeFeed,
            "keep-history" => Deed::KeepHistory {
                is_kept: self.yes_or_no("kept")?,
            },
            "clear-history" => Deed::ClearHistory,
            "forget-article" => Deed::Forget {
                article: self.article()?,
            },
            _ => return Ok(None),
        }))
    }

    fn text(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value)
    }

    fn list(&self) -> Result<ListId, AppError> {
        read(self.text("list"), "list")
    }

    fn list_or_later(&self) -> Result<ListId, AppError> {
        match self.text("list") {
            "" => Ok(ListId::LATER),
            _ => self.list(),
        }
    }

    fn article(&self) -> Result<ArticleId, AppError> {
        read(self.text("article"), "article")
    }

    /// All that were chosen, each once. Several may stand in one field, parted by commas.
    fn articles(&self) -> Result<Vec<ArticleId>, AppError> {
        let mut found = Vec::new();
        for (_, value) in self.0.iter().filter(|(name, _)| name == "article") {
            for part in value.split(',') {
                let article = read(part, "article")?;
                if !found.contains(&article) {
                    found.push(article);
                }
                if found.len() > MOST_CHOSEN {
                    let most = u32::try_from(MOST_CHOSEN).unwrap_or(u32::MAX);
                    return Err(problem("article", Problem::TooMany(most)));
                }
            }
        }
        if found.is_empty() {
            return Err(problem("article", Problem::Missing));
        }
        Ok(found)
    }

    fn topic(&self) -> Result<Topic, AppError> {
        let kind = read(self.text("kind"), "kind")?;
        // Ids of topics are positive as those of articles are.
        let id: ArticleId = read(self.text("id"), "id")?;
        Ok(Topic { kind, id: id.get() })
    }

    fn way(&self) -> Result<Way, AppError> {
        match self.text("way") {
            "up" => Ok(Way::Up),
            "down" => Ok(Way::Down),
            index => read(index, "way").map(Way::To),
        }
    }

    fn yes_or_no(&self, name: &'static str) -> Result<bool, AppError> {
        match self.text(name) {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(problem(name, Problem::NotAChoice)),
        }
    }
}

fn read<T: std::str::FromStr>(text: &str, field: &'static str) -> Result<T, AppError> {
    text.parse()
        .map_err(|_| problem(field, Problem::NotAChoice))
}

fn problem(field: &'static str, problem: Problem) -> AppError {
    AppError::Invalid(vec![FieldProblem::new(field, problem)])
}
