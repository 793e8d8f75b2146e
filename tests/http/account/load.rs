//! Many passwords at once. Each takes 19 MiB and all of a core while it is looked at.

use crate::{
    paper::{Browser, PASSWORD},
    program::{Server, run},
};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use tilshi::account::forms::SIGN_IN;
use tokio::time::timeout;

/// How many sign in at the same time.
const AT_ONCE: usize = 200;
/// How many readers' pages must come meanwhile.
const PAGES: usize = 20;
/// What the server may take for it, in KiB. Two hundred passwords at once would take 3.8 GB.
const MEMORY: u64 = 400 * 1024;

#[tokio::test]
async fn two_hundred_sign_ins_at_once_leave_readers_their_pages_and_memory_bounded() {
    let server = Server::start("error");
    let emails: Vec<String> = (0..4)
        .map(|number| format!("{number}@example.kz"))
        .collect();
    for email in &emails {
        let arguments = [
            "user",
            "add",
            "--email",
            email,
            "--name",
            "A",
            "--role",
            "reader",
            "--password-stdin",
        ];
        // The folder above the data is where the program runs.
        let data = server.data();
        let output = run(data.parent().expect("a folder"), &arguments, PASSWORD);
        assert!(output.status.success(), "{output:?}");
    }
    let before = server.memory("VmRSS");
    let are_pages_read = AtomicBool::new(false);
    // Each begins again as long as pages are still read: there are always two hundred.
    let sign_ins = (0..AT_ONCE).map(async |number: usize| {
        let browser = Browser::new(server.address);
        let email = emails[number % emails.len()].as_str();
        let fields = [("email", email), ("password", PASSWORD)];
        let mut statuses = Vec::new();
        while statuses.is_empty() || !are_pages_read.load(Ordering::Relaxed) {
            statuses.push(browser.call(SIGN_IN, &fields).await.status);
        }
        statuses
    });
    let reading = async {
        let browser = Browser::new(server.address);
        for number in 0..PAGES {
            let page = browser.get(["/en", "/kk", "/ru"][number % 3]).await;
            assert_eq!(page.status, 200);
        }
        are_pages_read.store(true, Ordering::Relaxed);
    };
    let all = futures::future::join(futures::future::join_all(sign_ins), reading);
    // Where passwords keep readers waiting this takes minutes; otherwise seconds.
    let (statuses, ()) = timeout(Duration::from_secs(120), all)
        .await
        .expect("an end");
    assert_eq!(statuses.len(), AT_ONCE);
    for status in statuses.into_iter().flatten() {
        assert!([200, 429, 503].contains(&status), "{status}");
    }
    let grown = server.memory("VmHWM").saturating_sub(before);
    assert!(grown < MEMORY, "{grown} KiB more");
}
