//! Findings in words, for the note that says why a scheduled publication was not made.

use crate::{Locale, desk::model::Finding};
use leptos_i18n::td_string;

/// What was found, without a capital and a full stop: it stands in a list. Findings that do not forbid
/// a publication are never asked for.
pub(super) fn words_of_finding(finding: &Finding, locale: Locale) -> String {
    let words = match finding {
        Finding::NoAlternative(number) => {
            return td_string!(locale, finding.no_alternative, number = number.to_string());
        }
        Finding::Embargo(until) => {
            return td_string!(locale, finding.embargo, until = until.clone());
        }
        Finding::NoHeadline => td_string!(locale, finding.no_headline),
        Finding::NoSection => td_string!(locale, finding.no_section),
        Finding::SectionOfOtherLanguage => td_string!(locale, finding.section_of_other_language),
        Finding::NoAuthor => td_string!(locale, finding.no_author),
        Finding::NoText => td_string!(locale, finding.no_text),
        Finding::SlugTaken => td_string!(locale, finding.slug_taken),
        Finding::NoSlug => td_string!(locale, finding.no_slug),
        Finding::NoPicture | Finding::LongHeadline(_) | Finding::NoDescription => "",
    };
    words.to_owned()
}
