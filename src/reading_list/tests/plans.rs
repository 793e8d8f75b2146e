//! No query of reading lists may walk through a whole table.

use super::*;
use crate::{
    reading_list::store::{
        ACTIVE, ACTIVE_OF_PERSON, BETWEEN, BY_PUBLIC_ID, BY_TOKEN, COUNT, ENDED, GOOD, LAST, NAMED,
        OLD, OWNER, STATE, TOGETHER, known_sql, surplus_sql, topics_sql,
    },
    server::database::testing::{is_sorted, plan, walks},
};

#[tokio::test]
async fn every_query_uses_an_index() {
    on_each(async |database: Database| {
        let mut queries: Vec<(&str, String)> = [
            ("the newest number", LAST),
            ("a state", STATE),
            ("operations", BETWEEN),
            ("old operations", OLD),
            ("who edits together", TOGETHER),
            ("the same with names", NAMED),
            ("whose list", OWNER),
            ("a shared list", BY_PUBLIC_ID),
            ("a list's address", ACTIVE),
            ("addresses of a person", ACTIVE_OF_PERSON),
            ("an invitation", BY_TOKEN),
            ("good invitations", GOOD),
            ("how many are good", COUNT),
            ("ended invitations", ENDED),
        ]
        .map(|(name, sql)| (name, sql.to_owned()))
        .into();
        queries.push(("names of topics", topics_sql([2, 1, 3])));
        queries.push(("known operations", known_sql(2, 3)));
        queries.push(("surplus operations", surplus_sql(3)));
        let mut connection = database.read().await.expect("a connection");
        for (name, sql) in queries {
            let lines = plan(&mut connection, database.kind(), &sql).await;
            assert!(
                walks(&lines).is_empty(),
                "{name} walks through a table: {lines:#?}"
            );
        }
        let lines = plan(&mut connection, database.kind(), BETWEEN).await;
        assert!(!is_sorted(&lines), "operations are sorted: {lines:#?}");
    })
    .await;
}
