//! No query of comments may walk through a whole table.

use super::*;
use crate::server::database::testing::{is_sorted, plan, walks};

#[tokio::test]
async fn every_query_uses_an_index() {
    on_each(async |database: Database| {
        let rejections = queue::rejections_sql(2);
        let queries = [
            ("events", AFTER),
            ("old events", OLD_EVENTS),
            ("replies", HAS_LISTED_REPLIES),
            ("article", COMMENTED_ARTICLE),
            ("article's text", ARTICLE_TEXT),
            ("key of marks", MARK_KEY),
            ("posted", POSTED),
            ("own texts", SAID_BEFORE),
            ("texts of others", OF_OTHERS),
            ("counts", COUNTS),
            ("decision", DECISION_AGAINST),
            ("muted", IS_MUTED),
            ("own comments", people::OWN_COMMENTS),
            ("muted people", people::MUTED),
            ("pseudonym", people::PSEUDONYM),
            ("old networks", people::OLD_NETWORKS),
            ("undisputed", people::COUNT_UNDISPUTED),
            ("notices", notices::NOTICES),
            ("noticed", notices::NOTICED),
            ("old notices", notices::OLD_NOTICES),
            ("due digests", digests::DUE),
            ("telephone", telephones::TELEPHONE),
            ("old codes", telephones::OLD_CODES),
            ("old telephones", telephones::OLD_TELEPHONES),
            ("old restrictions", telephones::OLD_RESTRICTIONS),
            ("long deleted", emptying::LONG_DELETED),
            ("writer", crate::comment::posting::WRITER),
            ("rejections", rejections.as_str()),
        ];
        let mut connection = database.read().await.expect("a connection");
        for (name, sql) in queries {
            let lines = plan(&mut connection, database.kind(), sql).await;
            assert!(
                walks(&lines).is_empty(),
                "{name} walks through a table: {lines:#?}"
            );
        }
        let lines = plan(&mut connection, database.kind(), AFTER).await;
        assert!(!is_sorted(&lines), "events are sorted: {lines:#?}");
    })
    .await;
}
