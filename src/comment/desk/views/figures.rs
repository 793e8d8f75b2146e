//! How much there is to do, and how fast it is done.

use super::{entry, fact, words};
use crate::{Locale, comment::desk::model::FiguresPage, ui::settled::settled};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// A table whose last column is drawn as bars too.
fn chart(
    title: &'static str,
    head: &'static str,
    rows: Vec<(String, i64)>,
    locale: Locale,
) -> AnyView {
    let most = rows
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(0)
        .max(1);
    let rows = rows
        .into_iter()
        .map(|(name, count)| {
            // An attribute of SVG, because the policy of the pages allows no style of an element.
            let width = (count * 100 / most).to_string();
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td>{count.to_string()}</td>
                    <td aria-hidden="true">
                        <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none">
                            <rect width=width height="8"></rect>
                        </svg>
                    </td>
                </tr>
            }
        })
        .collect_view();
    settled(view! {
        <table class="chart">
            <caption>{title}</caption>
            <thead>
                <tr>
                    <th scope="col">{head}</th>
                    <th scope="col">{td_string!(locale, moderation.count)}</th>
                    <td aria-hidden="true"></td>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    })
}

/// Seconds as minutes with one decimal, behind the sign that the language has for it.
fn minutes_of(seconds: i64, locale: Locale) -> String {
    let sign = match locale {
        Locale::kk | Locale::ru => ',',
        Locale::en => '.',
    };
    let tenths = (seconds + 3) / 6;
    format!("{}{sign}{}", tenths / 10, tenths % 10)
}

/// Figures.
pub(super) fn figures(page: FiguresPage, locale: Locale) -> AnyView {
    let none = || settled(td_string!(locale, moderation.none));
    let minutes = |seconds: Option<i64>| match seconds {
        Some(seconds) => {
            let count = minutes_of(seconds, locale);
            settled(td_string!(locale, moderation.minutes, count = count))
        }
        None => none(),
    };
    let oldest = page.oldest.map_or_else(none, entry::time);
    let facts = [
        (
            td_string!(locale, moderation.waiting_now),
            settled(page.waiting.to_string()),
        ),
        (td_string!(locale, moderation.oldest), oldest),
        (
            td_string!(locale, moderation.reported),
            settled(page.reported.to_string()),
        ),
        (
            td_string!(locale, moderation.appeals),
            settled(page.appeals.to_string()),
        ),
        (
            td_string!(locale, moderation.median_week),
            minutes(page.medians.0),
        ),
        (
            td_string!(locale, moderation.median_month),
            minutes(page.medians.1),
        ),
    ]
    .map(|(name, value)| fact(name, value))
    .collect_view();
    let cut = page.cut.map(|count| {
        let words = td_string!(locale, moderation.cut, count = count.to_string());
        view! { <p class="quiet">{words}</p> }
    });
    let by_check = page
        .by_check
        .into_iter()
        .map(|(check, rejects, count)| {
            let verdict = if rejects {
                td_string!(locale, moderation.list_reject)
            } else {
                td_string!(locale, moderation.list_hold)
            };
            (
                format!("{}: {verdict}", words::of_check(&check, locale)),
                count,
            )
        })
        .collect();
    let by_moderator = page
        .by_moderator
        .into_iter()
        .map(|(name, count)| (words::of_name(name, locale), count))
        .collect();
    settled(view! {
        <dl class="facts">{facts}</dl>
        {cut}
        {chart(td_string!(locale, moderation.by_day), td_string!(locale, moderation.day), page.by_day, locale)}
        {chart(td_string!(locale, moderation.by_check), td_string!(locale, moderation.check), by_check, locale)}
        {chart(
            td_string!(locale, moderation.by_moderator),
            td_string!(locale, moderation.moderator),
            by_moderator,
            locale,
        )}
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_have_the_decimal_sign_of_the_language() {
        for (seconds, russian, english) in [
            (0, "0,0", "0.0"),
            (2, "0,0", "0.0"),
            (3, "0,1", "0.1"),
            (90, "1,5", "1.5"),
            (3_599, "60,0", "60.0"),
        ] {
            assert_eq!(minutes_of(seconds, Locale::kk), russian);
            assert_eq!(minutes_of(seconds, Locale::ru), russian);
            assert_eq!(minutes_of(seconds, Locale::en), english);
        }
    }
}
