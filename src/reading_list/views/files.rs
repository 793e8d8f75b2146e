//! The page on which lists are taken out as files and brought in.

use super::Room;
#[cfg(feature = "hydrate")]
use super::filing;
use crate::{
    Locale,
    reading_list::{
        file::{FileProblem, ForeignLink, Format, Outcome, Report},
        page::{Content, FilesPage},
    },
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Where what came of a file is told.
pub(super) const OUTCOME: &str = "outcome";

pub(super) fn files(first: FilesPage, room: Room) -> AnyView {
    let locale = room.locale;
    let shown = Memo::new(move |_| {
        room.content.with(|content| match content {
            Content::Files(files) => files.clone(),
            _ => first.clone(),
        })
    });
    let outcome = move || shown.get().outcome.map(|outcome| told(outcome, locale));
    // Whoever is not signed in has the lists in the browser only: a press before this part has come would
    // be lost, or send the file to a server that cannot do anything with it.
    let is_idle = RwSignal::new(!room.is_signed_in);
    Effect::new(move |_| is_idle.set(false));
    let ways = Format::ALL
        .into_iter()
        .map(|format| export(format, is_idle, room))
        .collect_view();
    let needs_script = if room.is_signed_in {
        ""
    } else {
        "needs-script"
    };
    let without_script = (!room.is_signed_in).then(|| {
        let words = td_string!(locale, reading_list.files_need_script);
        view! { <p class="quiet without-script">{words}</p> }
    });
    let action = format!("{}/files", room.lists());
    settled(view! {
        <header>
            <p class="kicker">
                <a href=room.lists()>{td_string!(locale, reading_list.title)}</a>
            </p>
            <h1 tabindex="-1">{td_string!(locale, reading_list.files)}</h1>
            <p class="about">{td_string!(locale, reading_list.files_about)}</p>
        </header>
        {outcome}
        {without_script}
        <section class=needs_script aria-labelledby="export">
            <h2 id="export">{td_string!(locale, reading_list.export)}</h2>
            <p class="about">{td_string!(locale, reading_list.export_text)}</p>
            <div class="acts">{ways}</div>
        </section>
        <section class=needs_script aria-labelledby="bring-in">
            <h2 id="bring-in">{td_string!(locale, reading_list.bring_in)}</h2>
            <p class="about" id="bring-in-text">{td_string!(locale, reading_list.bring_in_text)}</p>
            <form class="line" method="post" enctype="multipart/form-data" action=action>
                <div class="field">
                    <label for="file">{td_string!(locale, reading_list.file)}</label>
                    <div class="input">
                        <input
                            id="file"
                            name="file"
                            type="file"
                            required
                            accept=".json,.csv,.html,.htm"
                            aria-describedby="bring-in-text"
                        />
                    </div>
                </div>
                <button type="submit" class="pill" disabled=is_idle>
                    {td_string!(locale, reading_list.bring_in)}
                </button>
            </form>
        </section>
    })
}

/// One kind of file: from the server for whoever is signed in, from the browser for everybody else.
fn export(format: Format, is_idle: RwSignal<bool>, room: Room) -> AnyView {
    let locale = room.locale;
    let label = match format {
        Format::Json => td_string!(locale, reading_list.export_json),
        Format::Csv => td_string!(locale, reading_list.export_csv),
        Format::Bookmarks => td_string!(locale, reading_list.export_bookmarks),
    };
    if room.is_signed_in {
        let name = format.file_name();
        let href = format!("{}/files/{name}", room.lists());
        return settled(
            view! { <a class="pill" href=href download=name rel="external">{label}</a> },
        );
    }
    #[cfg(feature = "hydrate")]
    let write = move |_: leptos::ev::MouseEvent| filing::take_out(format, room);
    #[cfg(not(feature = "hydrate"))]
    let write = |_: leptos::ev::MouseEvent| {};
    settled(view! {
        <button type="button" class="pill" disabled=is_idle on:click=write>
            {label}
        </button>
    })
}

/// What became of a file.
fn told(outcome: Outcome, locale: Locale) -> AnyView {
    let (heading, content) = match outcome {
        Outcome::Brought(report) => (
            td_string!(locale, reading_list.brought),
            told_of(*report, locale),
        ),
        Outcome::Unreadable(problem) => (
            td_string!(locale, reading_list.unreadable),
            settled(view! { <p class="problem">{words_of(&problem, locale)}</p> }),
        ),
    };
    settled(view! {
        <section class="outcome" role="status" aria-labelledby=OUTCOME>
            <h2 id=OUTCOME tabindex="-1" autofocus=cfg!(feature = "ssr")>{heading}</h2>
            {content}
        </section>
    })
}

fn told_of(report: Report, locale: Locale) -> AnyView {
    let Report {
        saved,
        known,
        without_room,
        rest,
    } = report;
    let without_room = (without_room > 0).then(|| {
        let count = without_room.to_string();
        view! { <p class="problem">{td_string!(locale, reading_list.no_room_count, count = count)}</p> }
    });
    let foreign = (rest.foreign_count > 0).then(|| {
        let hidden = rest.foreign_count > rest.foreign.len();
        let shown = rest.foreign.len();
        let links = rest.foreign.into_iter().map(foreign).collect_view();
        let count = rest.foreign_count.to_string();
        settled(view! {
            <h3>{td_string!(locale, reading_list.foreign, count = count)}</h3>
            <p>{td_string!(locale, reading_list.foreign_text)}</p>
            <ul class="foreign">{links}</ul>
            {hidden.then(|| first_only(shown, locale))}
        })
    });
    let left_out = (rest.left_out_count > 0).then(|| {
        let hidden = rest.left_out_count > rest.left_out.len();
        let shown = rest.left_out.len();
        let lines = rest
            .left_out
            .into_iter()
            .map(|line| {
                let (number, address) = (line.number.to_string(), line.address);
                let words = td_string!(
                    locale,
                    reading_list.no_link,
                    number = number,
                    address = address
                );
                view! { <li>{words}</li> }
            })
            .collect_view();
        let count = rest.left_out_count.to_string();
        settled(view! {
            <h3>{td_string!(locale, reading_list.no_links, count = count)}</h3>
            <ul class="left-out">{lines}</ul>
            {hidden.then(|| first_only(shown, locale))}
        })
    });
    settled(view! {
        <p class="meta">
            <span>{td_string!(locale, reading_list.saved_count, count = saved.to_string())}</span>
            <span>{td_string!(locale, reading_list.known_count, count = known.to_string())}</span>
        </p>
        {without_room}
        {foreign}
        {left_out}
    })
}

fn foreign(link: ForeignLink) -> AnyView {
    settled(view! {
        <li>
            <a href=link.address rel="noopener noreferrer nofollow external">{link.title}</a>
        </li>
    })
}

fn first_only(count: usize, locale: Locale) -> AnyView {
    let words = td_string!(locale, reading_list.first_only, count = count.to_string());
    settled(view! { <p class="quiet">{words}</p> })
}

fn words_of(problem: &FileProblem, locale: Locale) -> String {
    match problem {
        FileProblem::Missing => td_string!(locale, reading_list.file_missing).to_owned(),
        FileProblem::TooLarge(most) => {
            let most = (most / (1024 * 1024)).to_string();
            td_string!(locale, reading_list.file_too_large, most = most)
        }
        FileProblem::TooMany(most) => {
            td_string!(locale, reading_list.file_too_many, most = most.to_string())
        }
        FileProblem::Packed => td_string!(locale, reading_list.file_packed).to_owned(),
        FileProblem::NoText(byte) => {
            td_string!(locale, reading_list.file_no_text, byte = byte.to_string())
        }
        FileProblem::Unknown => td_string!(locale, reading_list.file_unknown).to_owned(),
        FileProblem::Damaged { line, field: None } => {
            td_string!(locale, reading_list.file_damaged, line = line.to_string())
        }
        FileProblem::Damaged {
            line,
            field: Some(field),
        } => {
            let (line, field) = (line.to_string(), field.clone());
            td_string!(
                locale,
                reading_list.file_damaged_field,
                line = line,
                field = field
            )
        }
    }
}
