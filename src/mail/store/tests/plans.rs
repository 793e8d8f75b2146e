//! That no query walks through the table.

use super::*;
use crate::server::database::DatabaseKind;

#[tokio::test]
async fn every_query_uses_an_index() {
    on_each(async |database: Database| {
        let mut connection = database.read().await.expect("a connection");
        let is_sqlite = database.kind() == DatabaseKind::Sqlite;
        if !is_sqlite {
            sqlx::query("SET enable_seqscan = off")
                .execute(&mut *connection)
                .await
                .expect("set");
        }
        for (sql, index) in [
            (CLAIM_DUE, "mails_to_send"),
            (MARK_SENT, ""),
            (MARK_FAILED_ATTEMPT, ""),
            (GIVE_UP, ""),
            (DELETE_SENT, "mails_to_send"),
            (DELETE_FAILED, "mails_to_send"),
            (HOLD, ""),
            (CALL_OFF, ""),
            (OF_PERSON, "mails_of_person"),
        ] {
            let explain = if is_sqlite {
                "EXPLAIN QUERY PLAN"
            } else {
                "EXPLAIN"
            };
            let mut statement = format!("{explain} {sql}")
                .replace("last_error = $2", "last_error = 'a'")
                .replace("kind = $3", "kind = 'a'");
            for number in 1..=4 {
                statement = statement.replace(&format!("${number}"), "1");
            }
            let rows = sqlx::query(AssertSqlSafe(statement))
                .fetch_all(&mut *connection)
                .await
                .expect(sql);
            let column = if is_sqlite { 3 } else { 0 };
            let lines: Vec<String> = rows
                .iter()
                .map(|row| row.try_get(column).expect("a line"))
                .collect();
            let plan = lines.join("\n");
            // The queue may be long after an outage; a person's mails are few.
            let sorts =
                sql == CLAIM_DUE && (plan.contains("TEMP B-TREE") || plan.contains("Sort "));
            let walks = plan.contains("SCAN mails") || plan.contains("Seq Scan");
            assert!(!sorts && !walks, "{sql}: {plan}");
            assert!(plan.contains(index), "{sql}: {plan}");
        }
    })
    .await;
}
