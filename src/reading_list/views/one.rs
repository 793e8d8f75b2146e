//! The page of one list.

use super::{
    Room, choosing,
    entry::{add_form, entry},
    forms::sending,
    name_of, sharing,
};
use crate::{
    reading_list::{
        choosing::{Choice, PAGE, pages},
        page::{Content, OneList},
    },
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use reading::ListId;

/// The list as it is now, and what is chosen and dragged in it.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    list: Memo<OneList>,
    chosen: RwSignal<Vec<i64>>,
    dragged: StoredValue<Option<i64>>,
}

impl Shown {
    pub(super) fn with<T>(self, look: impl FnOnce(&OneList) -> T) -> T {
        self.list.with(look)
    }

    pub(super) fn with_untracked<T>(self, look: impl FnOnce(&OneList) -> T) -> T {
        self.list.with_untracked(look)
    }

    pub(super) fn id(self) -> ListId {
        self.with_untracked(|list| list.card.id)
    }

    pub(super) fn is_chosen(self, article: i64) -> bool {
        self.chosen.with(|chosen| chosen.contains(&article))
    }

    pub(super) fn choose(self, article: i64, is_chosen: bool) {
        self.chosen.update(|chosen| {
            chosen.retain(|other| *other != article);
            if is_chosen {
                chosen.push(article);
            }
        });
    }

    /// An article is taken up with the pointer.
    pub(super) fn drag(self, article: i64, event: &leptos::ev::DragEvent) {
        // Some browsers drag nothing that has no data.
        #[cfg(feature = "hydrate")]
        if let Some(data) = event.data_transfer() {
            let _ = data.set_data("text/plain", &article.to_string());
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
        self.dragged.set_value(Some(article));
    }

    /// It is let go on another one, whose place it takes.
    pub(super) fn drop_on(self, article: i64, room: Room) {
        let Some(dragged) = self
            .dragged
            .get_value()
            .filter(|dragged| *dragged != article)
        else {
            return;
        };
        self.dragged.set_value(None);
        let place = self.with_untracked(|list| {
            let index = list
                .entries
                .iter()
                .position(|entry| entry.article == article)?;
            Some((
                (list.choice.page - 1) * PAGE + index,
                list.choice.show.clone(),
            ))
        });
        #[cfg(feature = "hydrate")]
        if let Some((to, show)) = place {
            let fields = [
                ("form", "move-article".to_owned()),
                ("list", self.id().to_string()),
                ("article", dragged.to_string()),
                ("way", to.to_string()),
                ("show", show),
                ("back", room.here.get_value()),
            ];
            let fields = fields.map(|(name, value)| (name.to_owned(), value));
            super::acting::act(room, fields.into());
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (place, dragged, room);
    }
}

pub(super) fn one_list(first: OneList, room: Room) -> AnyView {
    let locale = room.locale;
    let list = Memo::new(move |_| {
        room.content.with(|content| match content {
            Content::One(list) => (**list).clone(),
            _ => first.clone(),
        })
    });
    let shown = Shown {
        list,
        chosen: RwSignal::new(Vec::new()),
        dragged: StoredValue::new(None),
    };
    let name = move || shown.with(|list| name_of(&list.card, locale));
    let description = move || {
        let words = shown.with(|list| list.card.description.clone());
        (!words.is_empty()).then(|| view! { <p class="about">{words}</p> })
    };
    let counts = move || {
        let (all, unread) = shown.with(|list| (list.card.all, list.card.unread));
        settled(view! {
            <span>{td_string!(locale, reading_list.count, count = all.to_string())}</span>
            <span>{td_string!(locale, reading_list.unread_count, count = unread.to_string())}</span>
        })
    };
    let empty = move || {
        let words = shown.with(|list| {
            if list.card.all == 0 {
                Some(td_string!(locale, reading_list.empty))
            } else if list.matching == 0 {
                Some(td_string!(locale, reading_list.nothing_found))
            } else {
                None
            }
        });
        words.map(|words| view! { <p class="empty">{words}</p> })
    };
    let entries = settled(view! {
        <For
            each=move || shown.with(|list| list.entries.clone())
            key=|entry| entry.article
            children=move |first| entry(first, shown, room)
        />
    });
    let ways = move || {
        let (choice, pages) = shown.with(|list| (list.choice.clone(), pages(list.matching)));
        page_links(&choice, pages, shown.id(), room)
    };
    // Each of these is made anew only when it shows something else: what is open stays open.
    let named = Memo::new(move |_| {
        shown.with(|list| (list.card.name.clone(), list.card.description.clone()))
    });
    let naming = move || {
        let (name, description) = named.get();
        naming(shown.id(), name, description, room)
    };
    let chosen =
        Memo::new(move |_| shown.with(|list| (list.card.all > 0).then(|| list.choice.clone())));
    let choices = move || {
        let choice = chosen.get()?;
        Some(choosing::choices(shown.id(), choice, room))
    };
    let is_short = Memo::new(move |_| shown.with(|list| (1..4).contains(&list.card.all)));
    let adding = move || is_short.get().then(|| choosing::adding(room));
    settled(view! {
        <header>
            <p class="kicker">
                <a href=room.lists()>{td_string!(locale, reading_list.title)}</a>
            </p>
            <h1 tabindex="-1">{name}</h1>
            {description}
            <p class="meta">{counts}</p>
        </header>
        {naming}
        {sharing::sharing(shown, room)}
        {choices}
        {chosen_acts(shown, room)}
        {empty}
        <h2 class="visually-hidden">{td_string!(locale, list.articles)}</h2>
        <ul class="kept">{entries}</ul>
        <p class="ways">{ways}</p>
        {adding}
    })
}

fn page_links(choice: &Choice, pages: usize, list: ListId, room: Room) -> AnyView {
    let locale = room.locale;
    let href = |page: usize| {
        let choice = Choice {
            page,
            ..choice.clone()
        };
        format!("{}{}", room.list(list), choice.query())
    };
    let before = (choice.page > 1).then(|| {
        view! {
            <a class="pill" href=href(choice.page - 1) rel="prev">
                {td_string!(locale, reading_list.page_before)}
            </a>
        }
    });
    let after = (choice.page < pages).then(|| {
        view! {
            <a class="pill" href=href(choice.page + 1) rel="next">
                {td_string!(locale, reading_list.page_after)}
            </a>
        }
    });
    let place = (pages > 1).then(|| {
        td_string!(
            locale,
            reading_list.page_of,
            page = choice.page.to_string(),
            pages = pages.to_string()
        )
    });
    settled(
        view! { {before} {place.map(|words| view! { <span class="quiet">{words}</span> })} {after} },
    )
}

/// Name, description, and deleting the list.
fn naming(list: ListId, name: Option<String>, description: String, room: Room) -> AnyView {
    let locale = room.locale;
    let id = list.to_string();
    let about = Some(("list", id.as_str()));
    let typed = |field: &str| room.typed("name-list", about, field);
    let is_open = typed("name").is_some();
    let name = typed("name").or(name);
    let description = typed("description").unwrap_or(description);
    let fields = settled(view! {
        <div class="field">
            <label for="list-name">{td_string!(locale, reading_list.name)}</label>
            <div class="input">
                <input id="list-name" name="name" value=name.unwrap_or_default() autocomplete="off"/>
            </div>
        </div>
        <div class="field">
            <label for="list-description">{td_string!(locale, reading_list.description)}</label>
            <textarea id="list-description" name="description" rows="3">{description}</textarea>
        </div>
        <button type="submit" class="pill">{td_string!(locale, reading_list.keep)}</button>
    });
    let form = sending(
        "name-list",
        "form",
        vec![("list", id.clone())],
        fields,
        room,
    );
    let delete = (list != ListId::LATER).then(|| {
        let button = settled(view! {
            <button type="submit" class="pill">{td_string!(locale, reading_list.delete)}</button>
        });
        let form = sending(
            "delete-list",
            "act",
            vec![("list", id.clone())],
            button,
            room,
        );
        view! {
            <p class="quiet">{td_string!(locale, reading_list.delete_text)}</p>
            {form}
        }
    });
    settled(view! {
        <details class="fold" open=is_open>
            <summary class="pill">{td_string!(locale, reading_list.change)}</summary>
            <div class="folded">{form} {delete}</div>
        </details>
    })
}

/// What is done to several articles at once. They are chosen by scripts, so it is shown with them only.
fn chosen_acts(shown: Shown, room: Room) -> AnyView {
    let locale = room.locale;
    let list = shown.id().to_string();
    let content = move || {
        let chosen = shown.chosen.get();
        if chosen.is_empty() {
            return None;
        }
        let articles: Vec<String> = chosen.iter().map(ToString::to_string).collect();
        let articles = articles.join(",");
        let several = |form, label: &'static str, more: Option<(&'static str, &str)>| {
            let mut sent = vec![("article", articles.clone())];
            sent.extend(more.map(|(name, value)| (name, value.to_owned())));
            let button = settled(view! { <button type="submit" class="pill">{label}</button> });
            sending(form, "act", sent, button, room)
        };
        let add = add_form(
            vec![("article", articles.clone())],
            "chosen",
            shown.with_untracked(|list| list.others.clone()),
            room,
        );
        Some(settled(view! {
            <div class="chosen" role="group" aria-label=td_string!(locale, reading_list.chosen)>
                <p>{td_string!(locale, reading_list.chosen_count, count = chosen.len().to_string())}</p>
                <div class="acts">
                    {several("mark-article", td_string!(locale, reading_list.mark_read), Some(("read", "yes")))}
                    {several("archive-article", td_string!(locale, reading_list.archive), Some(("archived", "yes")))}
                    {several("remove-article", td_string!(locale, reading_list.remove), Some(("list", &list)))}
                    {add}
                    <button type="button" class="pill" on:click=move |_| shown.chosen.set(Vec::new())>
                        {td_string!(locale, reading_list.choose_none)}
                    </button>
                </div>
            </div>
        }))
    };
    settled(view! { {content} })
}
