//! The files in `edition/`.

use crate::language::Language;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// `sections.json`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionsFile {
    pub sections: Vec<Keyed<SectionName>>,
}

/// `authors.json`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorsFile {
    pub authors: Vec<Keyed<AuthorText>>,
}

/// `tags.json`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagsFile {
    pub tags: Vec<Keyed<TagText>>,
}

/// One thing in several languages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "T: Deserialize<'de>"))]
pub struct Keyed<T> {
    pub key: String,
    // Ordered, so that every load makes the same rows in the same order.
    #[serde(deserialize_with = "by_language")]
    pub names: Vec<(Language, T)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionName {
    pub slug: String,
    pub name: String,
    pub description: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorText {
    pub slug: String,
    pub given_name: String,
    pub surname: String,
    pub about: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagText {
    pub slug: String,
    pub name: String,
}

/// `articles/{key}.{language}.json`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleFile {
    pub key: String,
    pub language: Language,
    pub section: String,
    pub kicker: String,
    pub headline: String,
    pub standfirst: String,
    pub slug: String,
    pub published_minutes_ago: i64,
    pub updated_minutes_ago: Option<i64>,
    pub authors: Vec<String>,
    pub tags: Vec<String>,
    pub picture: Option<PictureFile>,
    pub body: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureFile {
    pub file: String,
    pub alt: String,
    pub caption: String,
    pub credit: String,
}

fn by_language<'de, D, T>(deserializer: D) -> Result<Vec<(Language, T)>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    let mut names = BTreeMap::<String, T>::deserialize(deserializer)?;
    Ok(Language::ALL
        .into_iter()
        .filter_map(|language| Some((language, names.remove(language.code())?)))
        .collect())
}
