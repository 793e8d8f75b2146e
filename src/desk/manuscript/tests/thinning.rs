//! Which revisions stay, as they grow older.

use super::{super::thinning::thin_revisions, *};
use crate::desk::manuscript::store::{set_published, set_revision_name};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// The beginning of a day, UTC.
const MIDNIGHT: i64 = 19_700 * DAY;

async fn ids(database: &Database, manuscript: i64) -> Vec<(i64, i64)> {
    let mut connection = database.read().await.expect("a connection");
    sqlx::query_as("SELECT id, created_at FROM revisions WHERE manuscript_id = $1 ORDER BY id")
        .bind(manuscript)
        .fetch_all(&mut *connection)
        .await
        .expect("ids")
}

/// A save every `every` milliseconds from midnight on.
async fn write_for(
    database: &Database,
    manuscript: &ManuscriptRecord,
    who: &Writer,
    every: i64,
    times: i64,
) {
    let mut base = manuscript.head_id;
    for number in 0..times {
        let text = state(&format!("{number}"), &["а"]);
        let request = request(manuscript.id, base, &operation(), &text);
        let kept = save(database, who, request, MIDNIGHT + number * every)
            .await
            .expect("saved");
        let Kept::Head(id) = kept else {
            panic!("{kept:?}");
        };
        base = id;
    }
}

#[tokio::test]
async fn the_older_the_fewer_revisions_stay() {
    on_each(async |database: Database| {
        let mut transaction = database.write().await.expect("a transaction");
        let author = person(&mut transaction, "Айжан", false).await;
        let manuscript = draft(&mut transaction, &author, &state("", &["а"])).await;
        transaction.commit().await.expect("committed");
        // Two and a half hours, a save every 20 seconds: more than one batch.
        write_for(&database, &manuscript, &author, 20_000, 450).await;
        let left_at = async |after: i64| {
            thin_revisions(&database, MIDNIGHT + after)
                .await
                .expect("thinned");
            ids(&database, manuscript.id).await.len()
        };
        assert_eq!(
            left_at(9 * MINUTE).await,
            451,
            "all of the last ten minutes"
        );
        assert_eq!(
            left_at(150 * MINUTE + 11 * MINUTE).await,
            151,
            "the first, then one a minute"
        );
        assert_eq!(left_at(2 * DAY).await, 16, "one in ten minutes");
        assert_eq!(left_at(8 * DAY).await, 4, "one an hour");
        assert_eq!(left_at(31 * DAY).await, 2, "one a day");
        assert_eq!(left_at(300 * DAY).await, 2);
        let (newest, _) = head(&database, manuscript.id).await;
        assert_eq!(ids(&database, manuscript.id).await[1].0, newest);
        let mut connection = database.read().await.expect("a connection");
        let due: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM revisions WHERE thin_at IS NOT NULL")
                .fetch_one(&mut *connection)
                .await
                .expect("a number");
        assert_eq!(due, 0, "nothing is looked at for ever");
    })
    .await;
}

#[tokio::test]
async fn what_was_published_named_or_is_not_settled_stays() {
    on_each(async |database: Database| {
        let mut transaction = database.write().await.expect("a transaction");
        let author = person(&mut transaction, "Айжан", true).await;
        let manuscript = draft(&mut transaction, &author, &state("", &["а"])).await;
        transaction.commit().await.expect("committed");
        write_for(&database, &manuscript, &author, 1000, 8).await;
        let all = ids(&database, manuscript.id).await;
        let first = all[0].0;
        // From an old state, in the same place: kept aside.
        let aside = request(manuscript.id, first, &operation(), &state("Басқа", &["а"]));
        let kept = save(&database, &author, aside, MIDNIGHT + 4500)
            .await
            .expect("kept");
        let Kept::Disputed { mine, .. } = kept else {
            panic!("{kept:?}");
        };
        let mut transaction = database.write().await.expect("a transaction");
        set_published(&mut transaction, manuscript.id, all[2].0, NOON)
            .await
            .expect("published");
        set_revision_name(
            &mut transaction,
            manuscript.id,
            all[4].0,
            Some("Нұсқа"),
            NOON,
        )
        .await
        .expect("named");
        sqlx::query("UPDATE manuscripts SET scheduled_revision_id = $1 WHERE id = $2")
            .bind(all[5].0)
            .bind(manuscript.id)
            .execute(&mut *transaction)
            .await
            .expect("scheduled");
        transaction.commit().await.expect("committed");
        thin_revisions(&database, MIDNIGHT + 40 * DAY)
            .await
            .expect("thinned");
        let left: Vec<i64> = ids(&database, manuscript.id)
            .await
            .iter()
            .map(|(id, _)| *id)
            .collect();
        assert_eq!(
            left,
            [first, all[2].0, all[4].0, all[5].0, all[8].0, mine.id]
        );

        let mut transaction = database.write().await.expect("a transaction");
        set_revision_name(&mut transaction, manuscript.id, all[4].0, None, MIDNIGHT)
            .await
            .expect("no name");
        transaction.commit().await.expect("committed");
        thin_revisions(&database, MIDNIGHT + 40 * DAY)
            .await
            .expect("thinned");
        assert_eq!(
            ids(&database, manuscript.id).await.len(),
            5,
            "it has lost its name"
        );
    })
    .await;
}

#[tokio::test]
async fn a_base_that_is_gone_is_stood_in_for() {
    on_each(async |database: Database| {
        let mut transaction = database.write().await.expect("a transaction");
        let author = person(&mut transaction, "Айжан", true).await;
        let manuscript = draft(&mut transaction, &author, &state("0", &["а", "б"])).await;
        transaction.commit().await.expect("committed");
        write_for(&database, &manuscript, &author, 1000, 5).await;
        let all = ids(&database, manuscript.id).await;
        thin_revisions(&database, MIDNIGHT + DAY)
            .await
            .expect("thinned");
        assert_eq!(ids(&database, manuscript.id).await.len(), 2);
        // From the third, which said "1" and is gone: the paragraph was added, the headline not touched.
        let text = state("1", &["а", "ескі"]);
        let request = request(manuscript.id, all[2].0, &operation(), &text);
        let kept = save(&database, &author, request, MIDNIGHT + DAY)
            .await
            .expect("kept");
        let Kept::Disputed { mine, .. } = &kept else {
            panic!("{kept:?}");
        };
        assert_eq!(mine.state().expect("a state"), text, "kept as it was sent");
        assert_eq!(mine.parent_id, Some(all[0].0));
    })
    .await;
}
