//! Which article of this paper an address of the web means.

use crate::{
    article::store::find_by_slugs,
    language::Language,
    server::{configuration::SiteSettings, http::canonical_path},
    site::address::{Address, Place},
};
use ::reading::ArticleId;
use sqlx::AnyConnection;
use std::collections::BTreeMap;
use url::Url;

/// The articles at these addresses, for each of them; None for one that is no article of this paper.
/// An address that an article had before means it too. There may be as many as a file has links.
///
/// # Errors
/// When the database fails.
pub(super) async fn find_addressed(
    connection: &mut AnyConnection,
    site: &SiteSettings,
    addresses: &[&str],
) -> Result<Vec<Option<ArticleId>>, sqlx::Error> {
    let named: Vec<_> = addresses
        .iter()
        .map(|address| name_of(address, &site.url))
        .collect();
    let mut slugs: BTreeMap<Language, Vec<String>> = BTreeMap::new();
    for (language, slug) in named.iter().flatten() {
        slugs.entry(*language).or_default().push(slug.clone());
    }
    for of_language in slugs.values_mut() {
        of_language.sort_unstable();
        of_language.dedup();
    }
    let found = find_by_slugs(connection, &slugs).await?;
    Ok(named
        .into_iter()
        .map(|name| ArticleId::new(*found.get(&name?)?).ok())
        .collect())
}

/// Language and slug of an article, if the address can be one of this paper. The section is not
/// looked at: articles move from one to another. Neither is the scheme, which a paper may have changed.
fn name_of(address: &str, home: &Url) -> Option<(Language, String)> {
    let url = Url::parse(address).ok()?;
    let is_here = matches!(url.scheme(), "http" | "https")
        && url.host_str() == home.host_str()
        && url.port() == home.port();
    if !is_here {
        return None;
    }
    let path = canonical_path(url.path()).unwrap_or_else(|| url.path().to_owned());
    match Address::parse(&path)? {
        Address {
            language,
            place: Place::Article { slug, .. },
            ..
        } => Some((language, slug)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_known_by_host_language_and_slug() {
        let home = Url::parse("https://tilshi.kz/").expect("an address");
        let name = |address: &str| name_of(address, &home);
        let school = Some((Language::Russian, "школа".to_owned()));
        for address in [
            "https://tilshi.kz/ru/obrazovanie/школа",
            "https://tilshi.kz/ru/obrazovanie/%D1%88%D0%BA%D0%BE%D0%BB%D0%B0?utm_source=x#end",
            "http://TILSHI.kz/ru/elsewhere/школа/",
            "https://tilshi.kz:443/ru//obrazovanie/школа",
        ] {
            assert_eq!(name(address), school, "{address}");
        }
        for address in [
            "https://tilshi.kz.example/ru/obrazovanie/школа",
            "https://example.com/?https://tilshi.kz/ru/a/b",
            "https://tilshi.kz:8443/ru/obrazovanie/школа",
            "https://tilshi.kz/ru/obrazovanie",
            "https://tilshi.kz/ru/tag/школа",
            "https://tilshi.kz/xx/obrazovanie/школа",
            "ftp://tilshi.kz/ru/obrazovanie/школа",
            "nothing",
        ] {
            assert_eq!(name(address), None, "{address}");
        }
    }
}
