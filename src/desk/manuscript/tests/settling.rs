//! What both sides have changed, and how it is settled.

use super::{
    super::saving::take_settlement,
    saving::{begin, kept},
    *,
};
use crate::desk::model::{Settlement, Side};

#[tokio::test]
async fn changes_in_one_place_are_settled_by_whoever_made_them() {
    on_each(async |database: Database| {
        let (author, editor, manuscript) = begin(&database).await;
        let first = manuscript.head_id;
        let theirs = state("Редактордың", &["бір", "ЕКІ", "үш"]);
        let request = request(manuscript.id, first, &operation(), &theirs);
        let newest = kept(
            &save(&database, &editor, request, NOON + 1)
                .await
                .expect("saved"),
        );
        let mine = state("Автордың", &["бір", "екі!", "үш", "төрт"]);
        let mine_request = super::request(manuscript.id, first, &operation(), &mine);
        let saved = save(&database, &author, mine_request.clone(), NOON + 2)
            .await
            .expect("kept");
        let Kept::Disputed {
            mine: aside,
            theirs: other,
            merging,
        } = saved
        else {
            panic!("{saved:?}");
        };
        assert_eq!(merging.disputed_fields(), ["headline"]);
        assert_eq!(
            merging.disputed_places(),
            [(Some(body(&["екі!"])), Some(body(&["ЕКІ"])))]
        );
        assert_eq!(other.id, newest);
        assert_eq!(
            head(&database, manuscript.id).await,
            (newest, theirs.clone())
        );
        let rows = count(&database, manuscript.id).await;
        let again = save(&database, &author, mine_request.clone(), NOON + 3)
            .await
            .expect("again");
        assert!(matches!(again, Kept::Disputed { mine, .. } if mine.id == aside.id));
        assert_eq!(count(&database, manuscript.id).await, rows);

        // Whoever goes on from the state kept aside has not settled it by that.
        let further = state("Автордың", &["бір", "екі!", "үш", "төрт", "бес"]);
        let request = super::request(manuscript.id, aside.id, &operation(), &further);
        let saved = save(&database, &author, request, NOON + 4)
            .await
            .expect("kept");
        let Kept::Disputed { mine: aside, .. } = saved else {
            panic!("{saved:?}");
        };

        let settlement = |fields: &[Side], places: &[Side]| Settlement {
            manuscript: manuscript.id,
            mine: aside.id,
            theirs: newest,
            operation: operation(),
            fields: fields.to_vec(),
            places: places.to_vec(),
        };
        let settle = async |settlement: Settlement| {
            let mut transaction = database.write().await.expect("a transaction");
            let (_, kept) = take_settlement(&mut transaction, &author, &settlement, NOON + 5)
                .await
                .expect("an answer");
            transaction.commit().await.expect("committed");
            kept
        };
        let unfit = settle(settlement(&[], &[Side::Mine])).await;
        assert!(
            matches!(unfit, Kept::Disputed { .. }),
            "of another dispute: {unfit:?}"
        );
        let settled = settlement(&[Side::Theirs], &[Side::Both]);
        let done = settle(settled.clone()).await;
        let Kept::Merged { mine: of, revision } = done else {
            panic!("{done:?}");
        };
        assert_eq!(of, aside.id);
        let both = state("Редактордың", &["бір", "екі!", "ЕКІ", "үш", "төрт", "бес"]);
        assert_eq!(
            head(&database, manuscript.id).await,
            (revision.id, both.clone())
        );
        let rows = count(&database, manuscript.id).await;
        for repeated in [settled, settlement(&[Side::Mine], &[Side::Mine])] {
            let again = settle(repeated).await;
            assert!(matches!(again, Kept::Merged { revision: also, .. } if also.id == revision.id));
        }
        assert_eq!(count(&database, manuscript.id).await, rows, "settled once");
    })
    .await;
}

#[tokio::test]
async fn what_has_happened_during_a_dispute_is_merged_into_its_settlement() {
    on_each(async |database: Database| {
        let (author, editor, manuscript) = begin(&database).await;
        let first = manuscript.head_id;
        let send = async |who: &Writer, base: i64, text: &State| {
            let request = request(manuscript.id, base, &operation(), text);
            save(&database, who, request, NOON + 1)
                .await
                .expect("saved")
        };
        let theirs = kept(&send(&editor, first, &state("Бас", &["бір", "ЕКІ", "үш"])).await);
        let Kept::Disputed { mine, .. } =
            send(&author, first, &state("Бас", &["бір", "екі!", "үш"])).await
        else {
            panic!("a dispute");
        };
        send(&editor, theirs, &state("Бас", &["бір", "ЕКІ", "ҮШ"])).await;
        let settlement = Settlement {
            manuscript: manuscript.id,
            mine: mine.id,
            theirs,
            operation: operation(),
            fields: Vec::new(),
            places: vec![Side::Mine],
        };
        let mut transaction = database.write().await.expect("a transaction");
        let (_, done) = take_settlement(&mut transaction, &author, &settlement, NOON + 2)
            .await
            .expect("an answer");
        transaction.commit().await.expect("committed");
        assert!(matches!(done, Kept::Merged { .. }), "{done:?}");
        let (_, newest) = head(&database, manuscript.id).await;
        assert_eq!(newest, state("Бас", &["бір", "екі!", "ҮШ"]));
    })
    .await;
}
