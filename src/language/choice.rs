//! Which of the paper's languages a reader gets at an address that names none.

use super::Language;

/// Chooses the language for a reader: the one their cookie remembers, else the best match
/// for their browser's `Accept-Language`, else the paper's default.
///
/// * `cookie`: a language tag such as `kk` or `kk-Latn`; only its language counts, and only
///   if the paper publishes it.
/// * `accept_language`: the header as sent (RFC 9110, section 12.5.4). A range matches by its
///   first subtag, so `kk-KZ` and `kk-Cyrl-KZ` both mean Kazakh. The highest weight wins, then
///   the earlier range. `*` stands for every language that no other range names, of which the
///   reader gets the default, else the first. A weight of 0 excludes. Ranges that break the
///   grammar are passed over.
/// * `allowed`: the languages the paper publishes, in its own order.
/// * `default`: returned when nothing matches, even if the reader excluded it, since the paper
///   has nothing better to show.
pub fn choose_language(
    cookie: Option<&str>,
    accept_language: Option<&str>,
    allowed: &[Language],
    default: Language,
) -> Language {
    cookie
        .and_then(|tag| language_of_tag(tag.trim()))
        .filter(|language| allowed.contains(language))
        .or_else(|| best_accepted(accept_language?, allowed, default))
        .unwrap_or(default)
}

/// One item of the header: a language range with its weight in thousandths.
struct WeightedRange<'a> {
    tag: &'a str,
    weight: u16,
}

fn best_accepted(header: &str, allowed: &[Language], default: Language) -> Option<Language> {
    let mut ranges: Vec<WeightedRange<'_>> =
        header.split(',').filter_map(parse_weighted_range).collect();
    let is_named = |language: Language| {
        ranges
            .iter()
            .any(|range| language_of_tag(range.tag) == Some(language))
    };
    let unnamed = std::iter::once(default)
        .chain(allowed.iter().copied())
        .find(|language| allowed.contains(language) && !is_named(*language));

    ranges.retain(|range| range.weight > 0);
    // A stable sort: of two ranges with one weight the reader named the dearer one first.
    ranges.sort_by_key(|range| std::cmp::Reverse(range.weight));
    ranges.iter().find_map(|range| {
        if range.tag == "*" {
            unnamed
        } else {
            language_of_tag(range.tag).filter(|language| allowed.contains(language))
        }
    })
}

fn parse_weighted_range(item: &str) -> Option<WeightedRange<'_>> {
    let mut parts = item.split(';').map(str::trim);
    let tag = parts.next().filter(|tag| !tag.is_empty())?;
    let weight = match parts.next() {
        None => 1000,
        Some(parameter) => {
            let (name, value) = parameter.split_once('=')?;
            if !name.trim_end().eq_ignore_ascii_case("q") {
                return None;
            }
            parse_weight(value.trim_start())?
        }
    };
    match parts.next() {
        None => Some(WeightedRange { tag, weight }),
        Some(_) => None,
    }
}

/// A weight of RFC 9110, section 12.4.2, in thousandths: 0 to 1 with at most three decimals.
fn parse_weight(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if !matches!(whole, "0" | "1")
        || decimals.len() > 3
        || !decimals.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let weight: u16 = format!("{whole}{decimals:0<3}").parse().ok()?;
    (weight <= 1000).then_some(weight)
}

fn language_of_tag(tag: &str) -> Option<Language> {
    let first_subtag = tag.split('-').next()?;
    Language::parse(&first_subtag.to_ascii_lowercase())
}
