//! Whatever several people do at once, and whatever the network does to their saves: no words are lost.

use super::{
    super::saving::{Kept, take_settlement},
    *,
};
use crate::{
    desk::model::{Settlement, Side},
    server::database::testing::on_sqlite,
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use std::collections::BTreeSet;

const CLIENTS: usize = 3;

/// Something that a client does. Numbers are taken modulo what there is.
#[derive(Clone, Copy, Debug)]
enum Step {
    Insert(usize),
    Replace(usize),
    Delete(usize),
    /// Sends the state, and sees what became of it or not.
    Save {
        answer_is_lost: bool,
    },
    /// Sends the last save once more.
    Repeat,
    /// Settles a dispute by this side.
    Settle(u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0_usize..8).prop_map(Step::Insert),
        3 => (0_usize..8).prop_map(Step::Replace),
        1 => (0_usize..8).prop_map(Step::Delete),
        5 => any::<bool>().prop_map(|answer_is_lost| Step::Save { answer_is_lost }),
        1 => Just(Step::Repeat),
        2 => (0_u8..3).prop_map(Step::Settle),
    ]
}

/// A browser: what it shows, and what it thinks the server has.
#[derive(Clone, Default)]
struct Client {
    base: i64,
    blocks: Vec<String>,
    last: Option<Save>,
    dispute: Option<(i64, i64, usize)>,
}

/// What must be true at the end.
#[derive(Default)]
struct Account {
    /// Every state that was sent.
    sent: Vec<Vec<String>>,
    /// What somebody has taken out by their own hand.
    taken_out: BTreeSet<String>,
}

fn blocks_of(body: &Document) -> Vec<String> {
    body.inlines()
        .iter()
        .map(|words| words.to_plain())
        .collect()
}

fn text(blocks: &[String]) -> State {
    State {
        fields: Fields::default(),
        body: Document::from_paragraphs(blocks.to_vec()),
    }
}

/// Takes over what a save was answered with. The client has typed nothing since.
fn take_over(client: &mut Client, kept: Kept) {
    client.dispute = None;
    match kept {
        Kept::Head(id) => client.base = id,
        Kept::Merged { revision, .. } => {
            client.base = revision.id;
            client.blocks = blocks_of(&revision.state().expect("a state").body);
        }
        Kept::Disputed {
            mine,
            theirs,
            merging,
        } => client.dispute = Some((mine.id, theirs.id, merging.disputed_places().len())),
    }
}

async fn settle(
    database: &Database,
    who: &Writer,
    manuscript: i64,
    client: &mut Client,
    side: Side,
    account: &mut Account,
) {
    let Some((mine, theirs, places)) = client.dispute.take() else {
        return;
    };
    let settlement = Settlement {
        manuscript,
        mine,
        theirs,
        operation: operation(),
        fields: Vec::new(),
        places: vec![side; places],
    };
    let mut transaction = database.write().await.expect("a transaction");
    let mut before = Vec::new();
    for id in [mine, theirs] {
        let found = find_base(&mut transaction, manuscript, id)
            .await
            .expect("there");
        before.extend(blocks_of(&found.state().expect("a state").body));
    }
    let (_, kept) = take_settlement(&mut transaction, who, &settlement, NOON)
        .await
        .expect("settled");
    transaction.commit().await.expect("committed");
    let after = match &kept {
        Kept::Merged { revision, .. } => blocks_of(&revision.state().expect("a state").body),
        Kept::Disputed { mine, .. } => blocks_of(&mine.state().expect("a state").body),
        Kept::Head(_) => panic!("a settlement is a revision of its own"),
    };
    if side != Side::Both {
        // What the choice leaves out was taken out by hand.
        let left_out = before.into_iter().filter(|block| !after.contains(block));
        account.taken_out.extend(left_out);
    }
    client.blocks = after;
    take_over(client, kept);
}

async fn play(database: &Database, writers: &[Writer], steps: &[(usize, Step)]) {
    let start: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).into();
    let mut transaction = database.write().await.expect("a transaction");
    let manuscript = draft(&mut transaction, &writers[0], &text(&start)).await;
    transaction.commit().await.expect("committed");
    let mut account = Account::default();
    account.sent.push(start.clone());
    let mut clients = vec![
        Client {
            base: manuscript.head_id,
            blocks: start,
            ..Client::default()
        };
        CLIENTS
    ];
    let mut number = 0;
    let mut word = || {
        number += 1;
        format!("word{number}")
    };
    for (who, step) in steps {
        let (client, writer) = (&mut clients[*who], &writers[*who]);
        let place = |at: usize, blocks: &[String]| at % blocks.len().max(1);
        match *step {
            Step::Insert(at) => {
                let at = at % (client.blocks.len() + 1);
                client.blocks.insert(at, word());
            }
            Step::Replace(at) if !client.blocks.is_empty() => {
                let at = place(at, &client.blocks);
                let old = std::mem::replace(&mut client.blocks[at], word());
                account.taken_out.insert(old);
            }
            Step::Delete(at) if client.blocks.len() > 1 => {
                let old = client.blocks.remove(place(at, &client.blocks));
                account.taken_out.insert(old);
            }
            Step::Save { answer_is_lost } => {
                let text = text(&client.blocks);
                let sent = request(manuscript.id, client.base, &operation(), &text);
                account.sent.push(client.blocks.clone());
                client.last = Some(sent.clone());
                let kept = save(database, writer, sent, NOON).await.expect("kept");
                if !answer_is_lost {
                    take_over(client, kept);
                }
            }
            Step::Repeat => {
                if let Some(last) = client.last.clone() {
                    let is_unchanged = text(&client.blocks).body.to_json() == last.body;
                    let kept = save(database, writer, last, NOON).await.expect("kept");
                    if is_unchanged {
                        take_over(client, kept);
                    }
                }
            }
            Step::Settle(side) => {
                let side = [Side::Mine, Side::Theirs, Side::Both][usize::from(side)];
                // Only while nothing was typed since: else the page saves first.
                let is_unchanged = client
                    .last
                    .as_ref()
                    .is_some_and(|last| text(&client.blocks).body.to_json() == last.body);
                if is_unchanged {
                    settle(database, writer, manuscript.id, client, side, &mut account).await;
                }
            }
            Step::Replace(_) | Step::Delete(_) => {}
        }
    }
    // Everybody saves what they have, and settles whatever is in the way.
    for (client, writer) in clients.iter_mut().zip(writers) {
        let sent = request(
            manuscript.id,
            client.base,
            &operation(),
            &text(&client.blocks),
        );
        account.sent.push(client.blocks.clone());
        let kept = save(database, writer, sent, NOON).await.expect("kept");
        take_over(client, kept);
        while client.dispute.is_some() {
            settle(
                database,
                writer,
                manuscript.id,
                client,
                Side::Both,
                &mut account,
            )
            .await;
        }
    }
    check(database, manuscript.id, &account).await;
}

async fn check(database: &Database, manuscript: i64, account: &Account) {
    let (_, newest) = head(database, manuscript).await;
    let newest: BTreeSet<String> = blocks_of(&newest.body).into_iter().collect();
    let mut connection = database.read().await.expect("a connection");
    let bodies: Vec<String> =
        sqlx::query_scalar("SELECT body FROM revisions WHERE manuscript_id = $1")
            .bind(manuscript)
            .fetch_all(&mut *connection)
            .await
            .expect("bodies");
    let stored: BTreeSet<String> = bodies.into_iter().collect();
    for sent in &account.sent {
        assert!(
            stored.contains(&text(sent).body.to_json()),
            "a state that was sent is no revision: {sent:?}"
        );
        for block in sent {
            assert!(
                newest.contains(block) || account.taken_out.contains(block),
                "{block} was typed, never taken out, and is not in {newest:?}"
            );
        }
    }
}

#[test]
fn no_block_that_somebody_typed_is_lost() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(on_sqlite(async |database: Database| {
        let mut transaction = database.write().await.expect("a transaction");
        let mut writers = Vec::new();
        for name in ["A", "B", "C"] {
            writers.push(person(&mut transaction, name, true).await);
        }
        transaction.commit().await.expect("committed");
        let handle = tokio::runtime::Handle::current();
        let strategy = prop::collection::vec((0..CLIENTS, step()), 1..40);
        let mut runner = TestRunner::new(Config {
            cases: 64,
            failure_persistence: None,
            ..Config::default()
        });
        tokio::task::block_in_place(|| {
            runner
                .run(&strategy, |steps| {
                    handle.block_on(play(&database, &writers, &steps));
                    Ok(())
                })
                .expect("nothing is lost");
        });
    }));
}
