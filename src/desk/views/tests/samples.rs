//! Pages of the newsroom as the server might give them.

use crate::{
    article::model::{Moment, Picture},
    desk::model::{
        Action, ArticleRow, ArticlesFilter, ArticlesPage, Choice, Colleague, Event, Fields,
        Manuscript, Original, PreviewLink, PreviewPage, Status, TranslationLink, WritingPage,
    },
    language::Language,
    site::model::{Frame, LanguageLink},
};

pub(super) fn moment(words: &str) -> Moment {
    Moment {
        iso: "2026-11-24T10:00:00+05:00".to_owned(),
        words: words.to_owned(),
    }
}

fn choice(id: i64, name: &str) -> Choice {
    Choice {
        id,
        name: name.to_owned(),
    }
}

pub(super) fn colleague() -> Colleague {
    Colleague {
        id: 1,
        name: "Айгүл".to_owned(),
    }
}

pub(super) fn frame() -> Frame {
    let languages = Language::ALL
        .into_iter()
        .map(|language| LanguageLink {
            code: language.code().to_owned(),
            name: language.native_name().to_owned(),
            href: format!("/{}/desk/articles", language.code()),
            translates: true,
        })
        .collect();
    Frame {
        name: "Дала".to_owned(),
        date: String::new(),
        front: "/en".to_owned(),
        canonical: String::new(),
        sections: Vec::new(),
        languages,
        imprint: String::new(),
        feed: String::new(),
        corrections: String::new(),
        build: String::new(),
        visitor: None,
    }
}

pub(super) fn articles() -> ArticlesPage {
    let row = |id: i64, headline: &str, status| ArticleRow {
        id,
        href: format!("/en/desk/articles/{id}"),
        headline: headline.to_owned(),
        language: Language::Kazakh,
        translated: Vec::new(),
        status,
        has_changes: false,
        section: "Қоғам".to_owned(),
        authors: "Айгүл Ахметова".to_owned(),
        changed: moment("24 November"),
        changed_by: "Айгүл".to_owned(),
        scheduled: None,
        present: Vec::new(),
    };
    ArticlesPage {
        filter: ArticlesFilter::default(),
        languages: Language::ALL.to_vec(),
        sections: vec![choice(1, "Қоғам"), choice(2, "Білім")],
        rows: vec![
            ArticleRow {
                has_changes: true,
                present: vec!["Дина".to_owned()],
                ..row(7, "Балабақша кезегі", Status::Published)
            },
            row(8, "", Status::Draft),
            ArticleRow {
                scheduled: Some(moment("1 December")),
                ..row(9, "Мектеп", Status::Scheduled)
            },
        ],
        older: Some("/en/desk/articles?before=1".to_owned()),
        newest: None,
        may_write: true,
        person: 1,
    }
}

/// An article that stands here, for an editor or for its author.
pub(super) fn writing(status: Status, is_editor: bool) -> WritingPage {
    let was_published = matches!(status, Status::Published | Status::Withdrawn);
    WritingPage {
        manuscript: Manuscript {
            id: 7,
            language: Language::Kazakh,
            status,
            owner: Some(colleague()),
            href: was_published.then(|| "/kk/qogam/balabaqsha-kezegi".to_owned()),
            has_changes: status == Status::Published,
            published: was_published.then(|| moment("20 November")),
            scheduled: (status == Status::Scheduled).then(|| moment("1 December")),
            scheduled_input: String::new(),
            embargo: None,
            embargo_input: String::new(),
            zone: "Asia/Almaty".to_owned(),
        },
        revision: 70,
        fields: Fields {
            headline: "Балабақша кезегі қысқарды".to_owned(),
            standfirst: "Кезек екі есе азайды.".to_owned(),
            slug: "balabaqsha-kezegi".to_owned(),
            section: Some(1),
            authors: vec![6, 5],
            tags: vec![3],
            picture: Some(Picture {
                src: "/media/1.jpg".to_owned(),
                alt: "Балабақша".to_owned(),
                width: 1200,
                height: 800,
                caption: String::new(),
                credit: String::new(),
            }),
            ..Fields::default()
        },
        body: r#"{"type":"doc","content":[{"type":"paragraph"}]}"#.to_owned(),
        authors: vec![choice(5, "Айгүл Ахметова"), choice(6, "Марат Жүнісов")],
        tags: vec![choice(3, "балабақша")],
        sections: vec![choice(1, "Қоғам"), choice(2, "Білім")],
        languages: Language::ALL.to_vec(),
        person: colleague(),
        may_write: is_editor || status == Status::Draft,
        may_publish: is_editor,
        surface: String::new(),
        original: Some(Original {
            language: Language::Russian,
            headline: "Очередь в детский сад".to_owned(),
            standfirst: String::new(),
            body: "<p>Очередь сократилась.</p>".to_owned(),
            href: "/en/desk/articles/6".to_owned(),
        }),
        translations: vec![TranslationLink {
            language: Language::Russian,
            headline: "Очередь в детский сад".to_owned(),
            href: "/en/desk/articles/6".to_owned(),
            status: Status::Published,
        }],
        present: Vec::new(),
        events: vec![
            Event {
                at: moment("24 November"),
                person: "Дина".to_owned(),
                action: Action::Returned,
                note: "Екінші абзацты тексеріңіз.".to_owned(),
            },
            Event {
                at: moment("23 November"),
                person: String::new(),
                action: Action::Imported,
                note: String::new(),
            },
        ],
        paper: "Дала".to_owned(),
        host: "gazet.kz".to_owned(),
    }
}

pub(super) fn preview() -> PreviewPage {
    PreviewPage {
        manuscript: 7,
        headline: "Балабақша кезегі".to_owned(),
        page: "/kk/desk/articles/7/page".to_owned(),
        back: "/en/desk/articles/7".to_owned(),
        links: vec![PreviewLink {
            id: 4,
            person: "Айгүл".to_owned(),
            created: moment("24 November"),
            expires: moment("24 December"),
            url: None,
        }],
    }
}
