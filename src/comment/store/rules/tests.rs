//! The narrowest scope wins, for each rule by itself.

use super::*;
use crate::{
    account::model::Role,
    comment::testing::{NOON, add_article, add_person},
    server::database::{
        Database,
        testing::{on_each, plan, walks},
    },
};

#[tokio::test]
async fn of_each_rule_the_narrowest_scope_wins() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let person = add_person(&database, Role::Reader).await;
        let moderator = add_person(&database, Role::Moderator).await;
        let mut connection = database.write().await.expect("a transaction");
        let section: i64 = sqlx::query_scalar("SELECT section_id FROM articles WHERE id = $1")
            .bind(article)
            .fetch_one(&mut *connection)
            .await
            .expect("a section");
        let found = effective_rules_at(&mut connection, article, Some(person), NOON)
            .await
            .expect("rules");
        assert_eq!(found, ThreadRules::default());
        let steps = [
            (Scope::Site, Mode::Before, 1),
            (Scope::Section(section), Mode::After, 2),
            (Scope::Article(article), Mode::Closed, 3),
            (Scope::Person(person), Mode::Before, 4),
        ];
        for (scope, mode, number) in steps {
            let rules = ScopeRules {
                mode: Some(mode),
                newcomers_before: Some(number),
                ..ScopeRules::default()
            };
            set_scope_rules(&mut connection, scope, &rules, moderator, NOON)
                .await
                .expect("set");
            let found = effective_rules_at(&mut connection, article, Some(person), NOON)
                .await
                .expect("rules");
            assert_eq!(
                (found.mode, found.newcomers_before),
                (mode, number),
                "{scope:?}"
            );
            assert_eq!(
                find_scope_rules(&mut connection, scope)
                    .await
                    .expect("rules"),
                rules
            );
        }
        // What a scope leaves open is as the wider one has it.
        let slow = ScopeRules {
            slow_seconds: Some(60),
            ..ScopeRules::default()
        };
        set_scope_rules(
            &mut connection,
            Scope::Person(person),
            &slow,
            moderator,
            NOON,
        )
        .await
        .expect("set");
        let found = effective_rules_at(&mut connection, article, Some(person), NOON)
            .await
            .expect("rules");
        assert_eq!(found.closed, Some(Closed::ByHand));
        assert_eq!((found.newcomers_before, found.slow_seconds), (3, 60));
        let everybody = effective_rules_at(&mut connection, article, None, NOON)
            .await
            .expect("rules");
        assert_eq!(everybody.slow_seconds, 0);
    })
    .await;
}

#[tokio::test]
async fn a_thread_closes_when_its_article_is_old_enough() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let moderator = add_person(&database, Role::Moderator).await;
        let mut connection = database.write().await.expect("a transaction");
        let mut set = async |scope, days| {
            let rules = ScopeRules {
                close_after_days: Some(days),
                ..ScopeRules::default()
            };
            set_scope_rules(&mut connection, scope, &rules, moderator, NOON)
                .await
                .expect("set");
            let mut found = Vec::new();
            for at in [NOON + 14 * DAY - 1, NOON + 14 * DAY] {
                let rules = effective_rules_at(&mut connection, article, None, at).await;
                found.push(rules.expect("rules").closed);
            }
            found
        };
        let by_age = Some(Closed::ByAge { days: 14 });
        assert_eq!(set(Scope::Site, 14).await, [None, by_age]);
        // Nought says "never", where the wider scope says a number.
        assert_eq!(set(Scope::Article(article), 0).await, [None, None]);
    })
    .await;
}

#[tokio::test]
async fn rules_are_found_by_an_index() {
    on_each(async |database: Database| {
        let mut connection = database.read().await.expect("a connection");
        // The word is written out, because places stand for numbers in plans.
        for sql in [EFFECTIVE, &OF_SCOPE.replace("$1", "'site'")] {
            let lines = plan(&mut connection, database.kind(), sql).await;
            assert!(walks(&lines).is_empty(), "{lines:#?}");
        }
    })
    .await;
}
