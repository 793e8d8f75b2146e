//! What was found about an article before it is published.

use crate::{
    Locale,
    desk::{
        model::{Check, Finding},
        views::focus::focus_on,
    },
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// A finding in words: what is wrong, or what one would want to know.
fn words(finding: &Finding, locale: Locale) -> String {
    match finding {
        Finding::NoHeadline => td_string!(locale, publishing.no_headline),
        Finding::NoSection => td_string!(locale, publishing.no_section),
        Finding::SectionOfOtherLanguage => td_string!(locale, publishing.section_of_other_language),
        Finding::NoAuthor => td_string!(locale, publishing.no_author),
        Finding::NoText => td_string!(locale, publishing.no_text),
        Finding::NoAlternative(count) => {
            return td_string!(locale, publishing.no_alternative, count = count.to_string());
        }
        Finding::SlugTaken => td_string!(locale, publishing.slug_taken),
        Finding::NoSlug => td_string!(locale, publishing.no_slug),
        Finding::Embargo(until) => {
            return td_string!(locale, publishing.embargo, until = until.clone());
        }
        Finding::NoPicture => td_string!(locale, publishing.no_picture),
        Finding::LongHeadline(length) => {
            return td_string!(
                locale,
                publishing.long_headline,
                length = length.to_string()
            );
        }
        Finding::NoDescription => td_string!(locale, publishing.no_description),
    }
    .to_owned()
}

/// Where it can be put right: a selector of the page.
fn place(finding: &Finding) -> &'static str {
    match finding {
        Finding::NoHeadline | Finding::LongHeadline(_) => "#headline",
        Finding::NoSection | Finding::SectionOfOtherLanguage => "#story-section",
        Finding::NoAuthor => "#story-authors",
        Finding::NoText | Finding::NoAlternative(_) => ".ProseMirror",
        Finding::SlugTaken | Finding::NoSlug => "#story-slug",
        Finding::Embargo(_) => "#story-embargo",
        Finding::NoPicture => "#lead-picture",
        Finding::NoDescription => "#story-description",
    }
}

/// What forbids publication, and what is only said. The way to each field closes the dialog.
pub(super) fn list(checks: Vec<Check>, open: RwSignal<bool>, locale: Locale) -> AnyView {
    let (forbidding, said): (Vec<_>, Vec<_>) = checks.into_iter().partition(|check| check.forbids);
    let part = |heading: &'static str, kind: &'static str, checks: Vec<Check>| {
        (!checks.is_empty()).then(|| {
            let lines = checks
                .into_iter()
                .map(|check| line(check, open, locale))
                .collect_view();
            view! {
                <section class="checks" data-kind=kind>
                    <h3>{heading}</h3>
                    <ul>{lines}</ul>
                </section>
            }
        })
    };
    settled(view! {
        {part(td_string!(locale, publishing.forbids), "forbids", forbidding)}
        {part(td_string!(locale, publishing.warns), "warns", said)}
    })
}

fn line(check: Check, open: RwSignal<bool>, locale: Locale) -> AnyView {
    let selector = place(&check.finding);
    let words = words(&check.finding, locale);
    let about = words.clone();
    settled(view! {
        <li>
            <span>{words}</span>
            <button
                type="button"
                class="pill"
                on:click=move |_| {
                    open.set(false);
                    focus_on(selector.to_owned());
                }
            >
                {td_string!(locale, publishing.to_field)}
                <span class="visually-hidden">{format!(" ({about})")}</span>
            </button>
        </li>
    })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use scraper::{Html, Selector};
    use std::collections::BTreeSet;

    #[test]
    fn every_finding_has_words_and_a_place() {
        let findings = [
            Finding::NoHeadline,
            Finding::NoSection,
            Finding::SectionOfOtherLanguage,
            Finding::NoAuthor,
            Finding::NoText,
            Finding::NoAlternative(2),
            Finding::SlugTaken,
            Finding::NoSlug,
            Finding::Embargo("1 December".to_owned()),
            Finding::NoPicture,
            Finding::LongHeadline(120),
            Finding::NoDescription,
        ];
        let count = findings.len();
        let checks = findings
            .into_iter()
            .enumerate()
            .map(|(place, finding)| Check {
                finding,
                forbids: place % 2 == 0,
            })
            .collect();
        let owner = Owner::new();
        let html = owner.with(|| list(checks, RwSignal::new(true), Locale::en).to_html());
        let html = Html::parse_fragment(&html);
        let lines = |selector: &str| {
            let selector = Selector::parse(selector).expect("a selector");
            html.select(&selector)
                .map(|line| line.text().collect::<String>())
                .collect::<BTreeSet<_>>()
        };
        assert_eq!(lines("li").len(), count, "no two say the same");
        assert_eq!(lines("[data-kind=forbids] li").len(), count / 2);
        assert_eq!(lines("[data-kind=warns] li").len(), count / 2);
        assert!(lines("li").iter().any(|line| line.contains("see them: 2")));
    }
}
