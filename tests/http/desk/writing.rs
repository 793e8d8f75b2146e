//! Beginning, saving, settling, and the words beside the text.

use super::{body, operation, save};
use crate::paper::Paper;
use serde_json::{Value, json};
use tilshi::{
    account::model::Role,
    desk::model::{Choice, Dispute, Fields, Head, Saved, Side, Status},
    error::{AppError, Problem},
    language::Language,
};

#[tokio::test]
async fn an_article_is_begun_written_and_found_again() {
    let paper = Paper::start().await;
    let author = paper.signed_in(Role::Author).await;
    let id = author.browser.begin().await;
    let page = author.browser.writing_page(id).await;
    assert_eq!(page.manuscript.status, Status::Draft);
    assert_eq!(page.manuscript.language, Language::English);
    assert_eq!(page.manuscript.owner.map(|owner| owner.id), Some(author.id));
    assert!(page.may_write && !page.may_publish);
    assert_eq!(page.fields, Fields::default());
    assert!(
        page.sections
            .iter()
            .any(|section| section.name == "Education")
    );
    assert_eq!(page.languages, Language::ALL);
    assert_eq!(page.original, None);
    assert_eq!(page.events.len(), 1);

    let name = Choice {
        id: page.sections[0].id,
        name: page.sections[0].name.clone(),
    };
    let mut first = save(id, page.revision, "A bridge", &["One.", "Two."]);
    first["save"]["fields"]["section"] = name.id.into();
    let revision = author.browser.keep(first.clone()).await;
    assert_eq!(
        author.browser.keep(first).await,
        revision,
        "the answer that was lost"
    );
    let page = author.browser.writing_page(id).await;
    assert_eq!(page.revision, revision);
    assert_eq!(page.fields.headline, "A bridge");
    assert_eq!(page.fields.section, Some(name.id));
    let head = author.browser.head(id).await;
    assert_eq!(head.revision, revision);
    assert!(head.body.contains("Two."), "{}", head.body);
    assert_eq!(page.host, "127.0.0.1");

    let shown = author
        .browser
        .page(&format!("/en/desk/articles/{id}"))
        .await;
    assert_eq!(shown.header("cache-control"), "no-store");
    assert_eq!(shown.texts("title").len(), 1);
}

#[tokio::test]
async fn whoever_saves_from_an_old_state_is_merged_or_asked() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let editor = paper.signed_in(Role::Editor).await;
    let id = author.browser.begin().await;
    let first = author.browser.head(id).await.revision;
    let base = author
        .browser
        .keep(save(id, first, "Head", &["One.", "Two.", "Three."]))
        .await;

    let theirs = editor
        .browser
        .keep(save(id, base, "Head", &["One.", "Two.", "THREE."]))
        .await;
    let answer = author
        .browser
        .desk(
            "save-manuscript",
            save(id, base, "Head", &["ONE.", "Two.", "Three."]),
        )
        .await;
    let Saved::Merged {
        revision,
        body: merged,
        fields,
        ..
    } = answer.read()
    else {
        panic!("{}", answer.body);
    };
    assert!(revision > theirs);
    assert_eq!(merged, body(&["ONE.", "Two.", "THREE."]));
    assert_eq!(fields.headline, "Head");

    let evil = "<script>alert(1)</script> & \"quotes\"";
    editor
        .browser
        .keep(save(id, revision, "Their head", &["ONE.", evil, "THREE."]))
        .await;
    let answer = author
        .browser
        .desk(
            "save-manuscript",
            save(id, revision, "My head", &["ONE.", "Mine.", "THREE."]),
        )
        .await;
    let Saved::Disputed(dispute) = answer.read() else {
        panic!("{}", answer.body);
    };
    let Dispute {
        mine,
        theirs,
        person,
        oneself,
        fields,
        places,
        ..
    } = *dispute;
    assert_eq!((person, oneself), (editor.name.clone(), false));
    assert_eq!(fields.len(), 1);
    assert_eq!(
        (
            fields[0].name.as_str(),
            fields[0].mine.as_str(),
            fields[0].theirs.as_str()
        ),
        ("headline", "My head", "Their head")
    );
    assert_eq!(places.len(), 1);
    assert_eq!(places[0].mine, "<p>Mine.</p>");
    assert!(
        !places[0].theirs.contains("<script"),
        "{}",
        places[0].theirs
    );

    let settlement = json!({"settlement": {
        "manuscript": id, "mine": mine, "theirs": theirs, "operation": operation(),
        "fields": [Side::Mine], "places": [Side::Both],
    }});
    let answer = author
        .browser
        .desk("settle-dispute", settlement.clone())
        .await;
    let Saved::Merged {
        revision,
        body: settled,
        fields,
        ..
    } = answer.read()
    else {
        panic!("{}", answer.body);
    };
    assert_eq!(settled, body(&["ONE.", "Mine.", evil, "THREE."]));
    assert_eq!(fields.headline, "My head");
    assert_eq!(author.browser.head(id).await.revision, revision);
    let again = author.browser.desk("settle-dispute", settlement).await;
    assert_eq!(again.body, answer.body);
}

#[tokio::test]
async fn what_can_not_be_kept_is_refused_with_its_reason_and_changes_nothing() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let id = author.browser.begin().await;
    let base = author.browser.head(id).await.revision;
    let mut watch = paper.watch().await;
    let with = |change: &dyn Fn(&mut Value)| {
        let mut arguments = save(id, base, "Head", &["One."]);
        change(&mut arguments["save"]);
        arguments
    };
    let too_long = |field: &str, limit: u32| AppError::invalid(field, Problem::TooLong(limit));
    let not_there = |field: &str| AppError::invalid(field, Problem::NotAChoice);
    for (arguments, expected) in [
        (
            with(&|save| save["fields"]["headline"] = "ә".repeat(301).into()),
            too_long("headline", 300),
        ),
        (
            with(&|save| save["fields"]["kicker"] = "ә".repeat(81).into()),
            too_long("kicker", 80),
        ),
        (
            with(&|save| save["fields"]["standfirst"] = "ә".repeat(1001).into()),
            too_long("standfirst", 1000),
        ),
        (
            with(&|save| save["fields"]["tags"] = (0..31).collect::<Vec<i64>>().into()),
            too_long("tags", 30),
        ),
        (
            with(&|save| save["fields"]["section"] = 999_999.into()),
            not_there("section"),
        ),
        (
            with(&|save| save["fields"]["authors"] = vec![999_999].into()),
            not_there("authors"),
        ),
        (
            with(&|save| save["operation"] = "short".into()),
            not_there("operation"),
        ),
        (
            with(&|save| save["body"] = body(&[&"a".repeat(1_000_000)]).into()),
            too_long("body", 1_000_000),
        ),
        (
            with(&|save| save["manuscript"] = 999_999.into()),
            AppError::NotFound,
        ),
        (
            with(&|save| save["fields"]["unknown"] = 1.into()),
            not_there(""),
        ),
    ] {
        let answer = author.browser.desk("save-manuscript", arguments).await;
        assert_eq!(answer.refusal(), expected);
    }
    for (body, place) in [
        (
            json!({"type": "doc", "content": [{"type": "script"}]}),
            "content[0]: unknown node",
        ),
        (
            json!({"type": "doc", "content": [{"type": "paragraph", "content": [
                {"type": "text", "text": "a", "marks": [{"type": "link", "attrs": {"href": "javascript:alert(1)"}}]}
            ]}]}),
            "content[0].content[0].marks[0]",
        ),
        (json!("no document"), "doc: "),
    ] {
        let arguments = with(&|save| save["body"] = body.to_string().into());
        let answer = author.browser.desk("save-manuscript", arguments).await;
        let AppError::NotADocument(words) = answer.refusal() else {
            panic!("{}", answer.body);
        };
        assert!(words.starts_with(place), "{words}");
    }
    let huge = with(&|save| save["body"] = "a".repeat(3_000_000).into());
    assert_eq!(
        author.browser.desk("save-manuscript", huge).await.status,
        413
    );
    assert!(!watch.has_changed().await);
}

/// A text of the greatest size passes all layers.
#[tokio::test]
async fn a_megabyte_of_text_is_kept() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let id = author.browser.begin().await;
    let base = author.browser.head(id).await.revision;
    let room = 1_000_000 - body(&["a"]).len();
    // Every letter is escaped twice on the way.
    let text = "\"".repeat(room / 2);
    let sent = save(id, base, "Head", &[&text]);
    author.browser.keep(sent).await;
    assert!(author.browser.head(id).await.body.len() > 999_000);
}

#[tokio::test]
async fn a_translation_takes_what_the_other_language_has() {
    let paper = Paper::start().await;
    let editor = paper.signed_in(Role::Editor).await;
    let kazakh = paper
        .number("SELECT MIN(m.id) FROM manuscripts m WHERE m.language = 'kk' AND NOT EXISTS \
                 (SELECT 1 FROM manuscripts o WHERE o.translation_group = m.translation_group AND o.language = 'en')")
        .await;
    let begin = async |language: &str, begin: Value| {
        let arguments = json!({"language": language, "begin": begin});
        editor.browser.desk("begin-manuscript", arguments).await
    };
    let original = editor.browser.writing_page(kazakh).await;
    let id: i64 = begin("en", json!({"Translation": kazakh})).await.read();
    let page = editor.browser.writing_page(id).await;
    assert_eq!(page.fields.headline, "");
    assert_eq!(page.fields.picture, original.fields.picture);
    assert!(page.fields.section.is_some() && page.fields.section != original.fields.section);
    assert!(
        page.sections
            .iter()
            .any(|section| Some(section.id) == page.fields.section)
    );
    assert_eq!(page.authors.len(), page.fields.authors.len());
    let beside = page.original.expect("the original");
    assert_eq!(
        (beside.language, beside.headline),
        (Language::Kazakh, original.fields.headline.clone())
    );
    assert!(beside.body.starts_with('<'));
    assert!(
        page.translations
            .iter()
            .any(|other| other.href == format!("/en/desk/articles/{kazakh}"))
    );
    let twice = begin("en", json!({"Translation": kazakh})).await;
    assert_eq!(
        twice.refusal(),
        AppError::invalid("language", Problem::NotAChoice)
    );

    let copy: i64 = begin("kk", json!({"Copy": kazakh})).await.read();
    let page = editor.browser.writing_page(copy).await;
    assert_eq!(
        page.fields,
        Fields {
            slug: String::new(),
            ..original.fields
        }
    );
    assert_eq!(page.body, original.body);
    assert_eq!((page.original, page.translations), (None, Vec::new()));
    assert_eq!(page.manuscript.status, Status::Draft);
    assert_eq!(
        begin("en", json!({"Copy": 999_999})).await.refusal(),
        AppError::NotFound
    );
}

#[tokio::test]
async fn an_author_may_translate_what_readers_see_of_others() {
    let paper = Paper::start().await;
    let editor = paper.signed_in(Role::Editor).await;
    let author = paper.signed_in(Role::Author).await;
    let published = paper
        .number("SELECT MIN(id) FROM manuscripts WHERE language = 'en'")
        .await;
    let head = editor.browser.head(published).await;
    let words = "Not for readers yet";
    let mut change = save(published, head.revision, words, &[words]);
    change["save"]["fields"]["section"] = head.fields.section.into();
    editor.browser.keep(change).await;
    let begin = json!({"language": "en", "begin": {"Copy": published}});
    let id: i64 = author.browser.desk("begin-manuscript", begin).await.read();
    let copy = author.browser.head(id).await;
    assert_eq!(
        copy.fields.headline, head.fields.headline,
        "what readers see, not what is written"
    );

    let draft = editor.browser.begin().await;
    let begin = json!({"language": "en", "begin": {"Copy": draft}});
    let refused = author.browser.desk("begin-manuscript", begin).await;
    assert_eq!(refused.refusal(), AppError::Forbidden);
}

#[tokio::test]
async fn authors_and_tags_are_found_and_made_where_they_are_chosen() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let call =
        async |function: &str, arguments: Value| author.browser.desk(function, arguments).await;
    let name = |given: &str, surname: &str| json!({"language": "kk", "given_name": given, "surname": surname});
    let first: Choice = call("create-author", name(" Кәмшат ", "Қопаева"))
        .await
        .read();
    assert_eq!(first.name, "Кәмшат Қопаева");
    let same: Choice = call("create-author", name("Кәмшат", "Қопаева"))
        .await
        .read();
    assert_eq!(same, first, "found, not made again");
    let guest: Choice = call("create-author", name("ქართველი", "")).await.read();
    let other: Choice = call("create-author", name("Кәмшат-Қопаева", ""))
        .await
        .read();
    assert_eq!(
        paper.texts("SELECT slug FROM authors ORDER BY id").await,
        ["kamshat-qopaeva", "author", "kamshat-qopaeva-2"]
    );
    let found: Vec<Choice> = call("find-authors", json!({"language": "kk", "words": "қоп"}))
        .await
        .read();
    assert_eq!(found, [other, first.clone()]);
    let found: Vec<Choice> = call("find-authors", json!({"language": "ru", "words": "қоп"}))
        .await
        .read();
    assert_eq!(found, []);
    assert_ne!(guest.id, first.id);

    let tag: Choice = call(
        "create-tag",
        json!({"language": "kk", "name": "Су тасқыны"}),
    )
    .await
    .read();
    let same: Choice = call(
        "create-tag",
        json!({"language": "kk", "name": " Су  тасқыны"}),
    )
    .await
    .read();
    assert_eq!(tag, same);
    let found: Vec<Choice> = call("find-tags", json!({"language": "kk", "words": "тас су"}))
        .await
        .read();
    assert_eq!(found, [tag]);
    for (function, arguments, expected) in [
        (
            "create-tag",
            json!({"language": "kk", "name": " "}),
            ("name", Problem::Missing),
        ),
        (
            "create-tag",
            json!({"language": "kk", "name": "ә".repeat(101)}),
            ("name", Problem::TooLong(100)),
        ),
        (
            "create-author",
            name("", "Қопаева"),
            ("given_name", Problem::Missing),
        ),
        (
            "create-author",
            name("К", &"ә".repeat(101)),
            ("surname", Problem::TooLong(100)),
        ),
    ] {
        let (field, problem) = expected;
        assert_eq!(
            call(function, arguments).await.refusal(),
            AppError::invalid(field, problem)
        );
    }
}

#[tokio::test]
async fn an_address_is_suggested_that_nothing_has() {
    let paper = Paper::start().await;
    let editor = paper.signed_in(Role::Editor).await;
    let draft = editor.browser.begin().await;
    let published = paper
        .number("SELECT MIN(id) FROM manuscripts WHERE language = 'en'")
        .await;
    let head = editor.browser.head(published).await;
    let suggest = async |manuscript: i64, headline: &str| -> String {
        let arguments = json!({"manuscript": manuscript, "headline": headline});
        editor.browser.desk("suggest-slug", arguments).await.read()
    };
    let slug = head.fields.slug.clone();
    let headline = slug.replace('-', " ");
    assert_eq!(suggest(published, &headline).await, slug, "its own");
    assert_eq!(suggest(draft, &headline).await, format!("{slug}-2"));
    assert_eq!(suggest(draft, "???").await, "");
}

#[tokio::test]
async fn a_draft_can_change_its_language_and_keeps_what_is_translated() {
    let paper = Paper::start().await;
    let editor = paper.signed_in(Role::Editor).await;
    let published = paper
        .number("SELECT MIN(id) FROM manuscripts WHERE language = 'en'")
        .await;
    let begin = json!({"language": "en", "begin": {"Copy": published}});
    let id: i64 = editor.browser.desk("begin-manuscript", begin).await.read();
    let before = editor.browser.head(id).await;
    let change = async |manuscript: i64, language: &str| {
        let arguments = json!({"manuscript": manuscript, "language": language});
        editor.browser.desk("change-language", arguments).await
    };
    let after: Head = change(id, "kk").await.read();
    assert!(after.revision > before.revision);
    assert_eq!(after.body, before.body);
    assert_ne!(after.fields.section, before.fields.section);
    let page = editor.browser.writing_page(id).await;
    assert_eq!(page.manuscript.language, Language::Kazakh);
    assert!(
        page.sections
            .iter()
            .any(|section| Some(section.id) == after.fields.section)
    );
    let same: Head = change(id, "kk").await.read();
    assert_eq!(same.revision, after.revision);
    let refused = change(published, "kk").await.refusal();
    assert_eq!(refused, AppError::invalid("language", Problem::NotAChoice));
}
