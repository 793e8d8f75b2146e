//! What tests of publishing share: a newsroom with manuscripts.

use super::store::{SavedRevision, Standing, find_saved_revision, find_standing, set_schedule};
use crate::{
    article::model::Picture,
    desk::model::{Fields, Status},
    language::Language::Kazakh,
    server::{configuration::Configuration, database::Database},
    site::pages::Presenter,
};
use document::Document;
use sqlx::{AssertSqlSafe, Row};

/// 14 November 2023, 22:13:20 UTC.
pub(super) const NOW: i64 = 1_700_000_000_000;

/// A database with two sections, an author, a tag and an editor.
pub(super) struct Newsroom {
    pub(super) database: Database,
    pub(super) configuration: Configuration,
    pub(super) section: i64,
    pub(super) other_section: i64,
    pub(super) author: i64,
    pub(super) tag: i64,
    pub(super) editor: i64,
}

impl Newsroom {
    pub(super) async fn open(database: &Database) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let data_dir = data.path().to_string_lossy().into_owned();
        let mut newsroom = Self {
            database: database.clone(),
            configuration: Configuration::load(
                None,
                [("TILSHI_DATA_DIR".to_owned(), data_dir)].into_iter(),
            )
            .expect("a configuration"),
            section: 0,
            other_section: 0,
            author: 0,
            tag: 0,
            editor: 0,
        };
        let section = |slug: &str| {
            format!(
                "INSERT INTO sections (language, slug, name, position, translation_group) \
                 VALUES ('kk', '{slug}', '{slug}', 0, '{slug}') RETURNING id"
            )
        };
        newsroom.section = newsroom.insert(&section("bilim")).await;
        newsroom.other_section = newsroom.insert(&section("qogam")).await;
        newsroom.author = newsroom
            .insert(
                "INSERT INTO authors (language, slug, given_name, surname, translation_group) \
                 VALUES ('kk', 'aijan', 'Айжан', 'Серік', 'aijan') RETURNING id",
            )
            .await;
        newsroom.tag = newsroom
            .insert(
                "INSERT INTO tags (language, slug, name, translation_group) \
                 VALUES ('kk', 'mektep', 'мектеп', 'mektep') RETURNING id",
            )
            .await;
        newsroom.editor = newsroom
            .insert(
                "INSERT INTO people (email, name, language, role, created_at) \
                 VALUES ('e@example.kz', 'Болат', 'kk', 'editor', 0) RETURNING id",
            )
            .await;
        newsroom
    }

    /// Nothing stands against publishing these.
    pub(super) fn fields(&self, headline: &str) -> Fields {
        Fields {
            headline: headline.to_owned(),
            standfirst: "Кіріспе.".to_owned(),
            section: Some(self.section),
            authors: vec![self.author],
            tags: vec![self.tag],
            picture: Some(Picture {
                src: "/media/0/a.webp".to_owned(),
                alt: "Мектеп".to_owned(),
                width: 16,
                height: 9,
                caption: String::new(),
                credit: String::new(),
            }),
            ..Fields::default()
        }
    }

    pub(super) fn presenter(&self, now: i64) -> Presenter<'_> {
        Presenter::new(Kazakh, &self.configuration.site, now)
    }

    /// A draft with one revision.
    pub(super) async fn draft(&self, fields: &Fields) -> i64 {
        let group = uuid::Uuid::new_v4();
        let id = self
            .insert(&format!(
                "INSERT INTO manuscripts (language, translation_group, status, owner_id, created_at, changed_at) \
                 VALUES ('kk', '{group}', 'draft', {}, 0, 0) RETURNING id",
                self.editor
            ))
            .await;
        self.save(id, fields, "Бірінші.").await;
        id
    }

    /// Another revision, the newest from now on.
    pub(super) async fn save(&self, manuscript: i64, fields: &Fields, text: &str) -> i64 {
        let body = Document::from_paragraphs([text.to_owned()]).to_json();
        let mut transaction = self.database.write().await.expect("a transaction");
        let id: i64 = sqlx::query_scalar(
            "INSERT INTO revisions (manuscript_id, kind, created_at, fields, body, words) \
             VALUES ($1, 'saved', 0, $2, $3, 1) RETURNING id",
        )
        .bind(manuscript)
        .bind(serde_json::to_string(fields).expect("JSON"))
        .bind(body)
        .fetch_one(&mut *transaction)
        .await
        .expect("a revision");
        sqlx::query("UPDATE manuscripts SET head_id = $1 WHERE id = $2")
            .bind(id)
            .bind(manuscript)
            .execute(&mut *transaction)
            .await
            .expect("a head");
        transaction.commit().await.expect("a commit");
        id
    }

    /// Has the newest revision published at a time.
    pub(super) async fn schedule(&self, manuscript: i64, at: i64) {
        let head = self.standing(manuscript).await.head_id.expect("a head");
        let mut transaction = self.database.write().await.expect("a transaction");
        set_schedule(&mut transaction, manuscript, head, at, self.editor, 0)
            .await
            .expect("scheduled");
        transaction.commit().await.expect("a commit");
    }

    pub(super) async fn standing(&self, manuscript: i64) -> Standing {
        let mut connection = self.database.read().await.expect("a connection");
        find_standing(&mut connection, manuscript)
            .await
            .expect("an answer")
            .expect("a manuscript")
    }

    pub(super) async fn status(&self, manuscript: i64) -> Status {
        self.standing(manuscript).await.status
    }

    pub(super) async fn head(&self, standing: &Standing) -> SavedRevision {
        let mut connection = self.database.read().await.expect("a connection");
        find_saved_revision(
            &mut connection,
            standing.id,
            standing.head_id.expect("a head"),
        )
        .await
        .expect("an answer")
        .expect("a revision")
    }

    /// What was done about a manuscript, in order: action and note.
    pub(super) async fn events(&self, manuscript: i64) -> Vec<(String, String)> {
        let mut connection = self.database.read().await.expect("a connection");
        sqlx::query(
            "SELECT action, note FROM manuscript_events WHERE manuscript_id = $1 ORDER BY id",
        )
        .bind(manuscript)
        .fetch_all(&mut *connection)
        .await
        .expect("events")
        .iter()
        .map(|row| (row.get("action"), row.get("note")))
        .collect()
    }

    pub(super) async fn change(&self, sql: &str) {
        let mut transaction = self.database.write().await.expect("a transaction");
        sqlx::query(AssertSqlSafe(sql.to_owned()))
            .execute(&mut *transaction)
            .await
            .expect("changed");
        transaction.commit().await.expect("a commit");
    }

    async fn insert(&self, sql: &str) -> i64 {
        let mut transaction = self.database.write().await.expect("a transaction");
        let id = sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
            .fetch_one(&mut *transaction)
            .await
            .expect("stored");
        transaction.commit().await.expect("a commit");
        id
    }
}
