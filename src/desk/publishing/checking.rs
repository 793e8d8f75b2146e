//! What stands against publishing a revision, and what one would want to know of it.

use super::store::{SavedRevision, Standing, Surroundings, is_slug_of_another};
use crate::{
    article::slug::Slug,
    desk::model::{Check, Fields, Finding},
    language::Language,
    site::pages::Presenter,
};
use document::{Document, count_characters};
use sqlx::AnyConnection;

/// The most characters of a headline that search engines show whole.
const LONGEST_SHOWN_HEADLINE: usize = 70;

/// The slug that an article would get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WantedSlug {
    /// The one that was typed.
    Typed(Slug),
    /// One made from the headline, to be counted up where it is taken.
    FromHeadline(Slug),
    /// None can be made.
    None,
}

impl WantedSlug {
    pub(super) fn of(fields: &Fields, language: Language) -> Self {
        let typed = fields.slug.trim();
        if typed.is_empty() {
            Slug::from_headline(&fields.headline, language).map_or(Self::None, Self::FromHeadline)
        } else {
            Slug::parse(typed).map_or(Self::None, Self::Typed)
        }
    }
}

/// What is checked, and what the database knows about it.
#[derive(Clone, Debug)]
struct Subject<'a> {
    fields: &'a Fields,
    body: &'a Document,
    language: Language,
    section_language: Option<Language>,
    has_author: bool,
    has_slug: bool,
    is_slug_taken: bool,
    /// In words, if it would be published during one.
    embargo: Option<String>,
}

/// Checks a revision that is to be published at the moment `at`, in milliseconds UTC. Those that
/// forbid it come first. Words are in the presenter's language.
///
/// # Errors
/// When the database fails.
pub async fn find_checks(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    standing: &Standing,
    revision: &SavedRevision,
    surroundings: &Surroundings,
    at: i64,
) -> Result<Vec<Check>, sqlx::Error> {
    let slug = WantedSlug::of(&revision.fields, standing.language);
    let is_slug_taken = match &slug {
        WantedSlug::Typed(slug) => {
            is_slug_of_another(connection, standing.language, slug, standing.article_id).await?
        }
        WantedSlug::FromHeadline(_) | WantedSlug::None => false,
    };
    Ok(check(&Subject {
        fields: &revision.fields,
        body: &revision.body,
        language: standing.language,
        section_language: surroundings
            .section
            .as_ref()
            .map(|section| section.language),
        has_author: !surroundings.authors.is_empty(),
        // What has an address keeps it, whatever its headline has become.
        has_slug: slug != WantedSlug::None
            || (revision.fields.slug.trim().is_empty() && standing.article_id.is_some()),
        is_slug_taken,
        embargo: standing
            .embargo_until
            .filter(|until| *until > at)
            .map(|until| presenter.full_moment(until).words),
    }))
}

fn check(subject: &Subject<'_>) -> Vec<Check> {
    let Subject { fields, body, .. } = subject;
    let is_blank = |text: &str| text.trim().is_empty();
    let has_headline = !is_blank(&fields.headline);
    let lead = fields.picture.iter().map(|picture| picture.alt.as_str());
    let in_text = body.figures().map(|figure| figure.alternative.as_str());
    let without_words = lead.chain(in_text).filter(|alt| is_blank(alt)).count();
    let length = count_characters(fields.headline.trim());
    let forbidding = [
        (!has_headline).then_some(Finding::NoHeadline),
        match subject.section_language {
            None => Some(Finding::NoSection),
            Some(language) if language != subject.language => Some(Finding::SectionOfOtherLanguage),
            Some(_) => None,
        },
        (!subject.has_author).then_some(Finding::NoAuthor),
        body.is_blank().then_some(Finding::NoText),
        (without_words > 0).then_some(Finding::NoAlternative(without_words)),
        subject.is_slug_taken.then_some(Finding::SlugTaken),
        // Without a headline that says enough.
        (!subject.has_slug && (has_headline || !is_blank(&fields.slug))).then_some(Finding::NoSlug),
        subject.embargo.clone().map(Finding::Embargo),
    ];
    let telling = [
        fields.picture.is_none().then_some(Finding::NoPicture),
        (length > LONGEST_SHOWN_HEADLINE).then_some(Finding::LongHeadline(length)),
        (is_blank(&fields.description) && is_blank(&fields.standfirst))
            .then_some(Finding::NoDescription),
    ];
    let with = |forbids: bool| move |finding: Finding| Check { finding, forbids };
    forbidding
        .into_iter()
        .flatten()
        .map(with(true))
        .chain(telling.into_iter().flatten().map(with(false)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::model::Picture;

    fn picture(alt: &str) -> Picture {
        Picture {
            src: "/media/0/a.webp".to_owned(),
            alt: alt.to_owned(),
            width: 10,
            height: 10,
            caption: String::new(),
            credit: String::new(),
        }
    }

    fn complete() -> Fields {
        Fields {
            headline: "Жаңа мектеп ашылды".to_owned(),
            standfirst: "Балалар қуанышты.".to_owned(),
            section: Some(1),
            authors: vec![1],
            picture: Some(picture("Мектеп")),
            ..Fields::default()
        }
    }

    fn text() -> Document {
        Document::from_paragraphs(["Бүгін.".to_owned()])
    }

    fn figure(alt: &str) -> String {
        format!(
            r#"{{"type":"figure","attrs":{{"src":"/media/0123456789abcdef0123456789abcdef/a.webp","alt":"{alt}","width":1,"height":1}}}}"#
        )
    }

    /// Findings of a complete article that was changed in one way: those that forbid, and the others.
    fn findings(
        change: impl FnOnce(&mut Fields, &mut Document),
        known: impl FnOnce(&mut Subject<'_>),
    ) -> (Vec<Finding>, Vec<Finding>) {
        let (mut fields, mut body) = (complete(), text());
        change(&mut fields, &mut body);
        let mut subject = Subject {
            fields: &fields,
            body: &body,
            language: Language::Kazakh,
            section_language: fields.section.map(|_| Language::Kazakh),
            has_author: !fields.authors.is_empty(),
            has_slug: WantedSlug::of(&fields, Language::Kazakh) != WantedSlug::None,
            is_slug_taken: false,
            embargo: None,
        };
        known(&mut subject);
        let (forbidding, telling): (Vec<Check>, Vec<Check>) =
            check(&subject).into_iter().partition(|check| check.forbids);
        let of = |checks: Vec<Check>| checks.into_iter().map(|check| check.finding).collect();
        (of(forbidding), of(telling))
    }

    type Change = fn(&mut Fields, &mut Document);

    #[test]
    fn what_is_missing_is_found_and_nothing_else() {
        let table: [(&str, Change, &[Finding], &[Finding]); 11] = [
            ("nothing", |_, _| {}, &[], &[]),
            (
                "a headline of spaces",
                |fields, _| fields.headline = " \u{a0}".to_owned(),
                &[Finding::NoHeadline],
                &[],
            ),
            (
                "no section",
                |fields, _| fields.section = None,
                &[Finding::NoSection],
                &[],
            ),
            (
                "no author",
                |fields, _| fields.authors.clear(),
                &[Finding::NoAuthor],
                &[],
            ),
            (
                "no text",
                |_, body| *body = Document::default(),
                &[Finding::NoText],
                &[],
            ),
            (
                "pictures without words",
                |fields, body| {
                    fields.picture = Some(picture(" "));
                    let json = format!(
                        r#"{{"type":"doc","content":[{},{{"type":"gallery","content":[{},{}]}}]}}"#,
                        figure(""),
                        figure("дала"),
                        figure("  ")
                    );
                    *body = Document::from_json(&json).expect("a document");
                },
                &[Finding::NoAlternative(3)],
                &[],
            ),
            (
                "a headline without letters",
                |fields, _| fields.headline = "?!".to_owned(),
                &[Finding::NoSlug],
                &[],
            ),
            (
                "an address that is none",
                |fields, _| fields.slug = "a b".to_owned(),
                &[Finding::NoSlug],
                &[],
            ),
            (
                "no picture",
                |fields, _| fields.picture = None,
                &[],
                &[Finding::NoPicture],
            ),
            (
                "a long headline",
                |fields, _| fields.headline = "ә".repeat(71),
                &[],
                &[Finding::LongHeadline(71)],
            ),
            (
                "no description and no standfirst",
                |fields, _| fields.standfirst.clear(),
                &[],
                &[Finding::NoDescription],
            ),
        ];
        for (name, change, forbidding, telling) in table {
            let found = findings(change, |_| {});
            assert_eq!(found, (forbidding.to_vec(), telling.to_vec()), "{name}");
        }
    }

    #[test]
    fn a_headline_of_seventy_is_not_long_and_a_description_is_enough() {
        let change = |fields: &mut Fields, _: &mut Document| {
            fields.headline = "ә".repeat(70);
            fields.standfirst.clear();
            fields.description = "Мектеп туралы.".to_owned();
        };
        assert_eq!(findings(change, |_| {}), (vec![], vec![]));
    }

    #[test]
    fn what_only_the_database_knows_forbids_too() {
        let found = findings(
            |_, _| {},
            |subject| {
                subject.section_language = Some(Language::Russian);
                subject.is_slug_taken = true;
                subject.embargo = Some("ертең".to_owned());
            },
        );
        let expected = vec![
            Finding::SectionOfOtherLanguage,
            Finding::SlugTaken,
            Finding::Embargo("ертең".to_owned()),
        ];
        assert_eq!(found, (expected, vec![]));
    }
}
