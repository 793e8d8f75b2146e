//! What readers' pages know of somebody's lists: a few signals that the lazy part
//! ([`super::part`]) sets. The lists themselves and their merge are in that part, so that the page
//! carries neither.

use leptos::prelude::*;
use reading::Topic;
use std::collections::BTreeSet;

/// What is told to the reader in passing, in words of the page's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub words: String,
    /// Whether the last deed can be taken back from here.
    pub can_undo: bool,
}

/// What a reader's page asks of the lazy part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The topic is to be followed, or no longer where it is.
    Follow(Topic),
    /// The feed is to be shown on the front page.
    ShowFeed,
    /// Only to be there, and to follow what happens.
    Begin,
    /// The article into "Read later", or out of every list.
    Toggle(i64),
    /// The last deed is to be taken back.
    Undo,
    /// The text is to be shown where the reader stopped.
    Continue,
}

/// What readers' pages know of the lists. Copies share it.
#[derive(Clone, Copy)]
pub struct Shelf {
    /// The ids of all articles in any list. None until that is known: buttons then offer to save.
    pub saved: RwSignal<Option<BTreeSet<i64>>>,
    /// The ids of articles that were read.
    pub read: RwSignal<BTreeSet<i64>>,
    /// The authors, sections and tags that are followed.
    pub followed: RwSignal<BTreeSet<Topic>>,
    /// How many articles wait to be read; 0 is not shown.
    pub count: RwSignal<usize>,
    /// What is to be told in passing.
    pub notice: RwSignal<Option<Notice>>,
    /// The id of the article on the page, if it is an article's.
    pub open: RwSignal<Option<i64>>,
    /// Whether the reader stopped somewhere in that article before and may go on there.
    pub can_continue: RwSignal<bool>,
    /// The id of who is signed in: None until that is known, Some(None) for nobody.
    pub person: RwSignal<Option<Option<i64>>>,
    /// Finds out again who is signed in.
    pub look_again: Callback<()>,
    /// The page's address, to come back to after a form.
    pub address: Memo<String>,
}

impl Shelf {
    /// A shelf of which nothing is known yet. Once the page has been taken over, the lazy part is
    /// loaded: soon where this browser has lists, otherwise when the reader has stayed a while.
    pub fn start(
        person: RwSignal<Option<Option<i64>>>,
        look_again: Callback<()>,
        address: Memo<String>,
    ) -> Self {
        let shelf = Self {
            saved: RwSignal::new(None),
            read: RwSignal::new(BTreeSet::new()),
            followed: RwSignal::new(BTreeSet::new()),
            count: RwSignal::new(0),
            notice: RwSignal::new(None),
            open: RwSignal::new(None),
            can_continue: RwSignal::new(false),
            person,
            look_again,
            address,
        };
        #[cfg(feature = "hydrate")]
        Effect::new(move || {
            let wait = if has_lists() { SOON } else { LATER };
            set_timeout(move || shelf.ask(Wish::Begin), wait);
        });
        shelf
    }

    /// Saves an article, or takes it out where it is saved.
    pub fn toggle(self, article: i64) {
        self.ask(Wish::Toggle(article));
    }

    /// Follows a topic, or no longer where it is followed.
    pub fn follow(self, topic: Topic) {
        self.ask(Wish::Follow(topic));
    }

    /// Takes the last deed back.
    pub fn undo(self) {
        self.ask(Wish::Undo);
    }

    /// Asks the lazy part, which is loaded first where it is not there yet.
    pub fn ask(self, wish: Wish) {
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(super::part::tell_engine(self, wish));
        #[cfg(not(feature = "hydrate"))]
        let _ = wish;
    }

    /// Whether the article is known to be saved.
    pub fn is_saved(self, article: i64) -> bool {
        self.saved
            .with(|saved| saved.as_ref().is_some_and(|saved| saved.contains(&article)))
    }
}

/// The key in the browser's storage that says that there are lists on this device.
pub const MARK: &str = "lists";

/// The key in the browser's storage that says how many rows of the feed are to be expected on the front
/// page, and the name under which the script before the first paint puts that on the root element. It is
/// there as long as something is followed.
pub const FEED_MARK: &str = "feed";

/// Puts the room of the feed on the root element again, before a front page is shown that the reader has
/// come to by a link. Whether there is a feed.
#[cfg(feature = "hydrate")]
pub(super) fn reserve_feed() -> bool {
    let mark = window()
        .local_storage()
        .ok()
        .flatten()
        .and_then(|storage| storage.get_item(FEED_MARK).ok().flatten());
    if let (Some(mark), Some(root)) = (&mark, document().document_element()) {
        let _ = root.set_attribute("data-feed", mark);
    }
    mark.is_some()
}

/// How long after the page has been taken over the lists are loaded where there are some.
#[cfg(feature = "hydrate")]
const SOON: std::time::Duration = std::time::Duration::from_millis(100);
/// The same for readers who have none: the page comes first.
#[cfg(feature = "hydrate")]
const LATER: std::time::Duration = std::time::Duration::from_secs(5);

#[cfg(feature = "hydrate")]
fn has_lists() -> bool {
    let is_marked = window()
        .local_storage()
        .ok()
        .flatten()
        .and_then(|storage| storage.get_item(MARK).ok().flatten())
        .is_some();
    is_marked || crate::site::views::may_be_signed_in()
}
