//! How large a new table is.

use super::field::{Field, on_submit};
use crate::{
    desk::views::writing::{state::Writing, surface::Surface},
    ui::{dialog::Dialog, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The most rows and columns of a new table, as the surface takes them.
const GREATEST: (u32, u32) = (100, 20);

/// Asks for rows and columns.
pub(super) fn table(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let open = surface.dialogs.table;
    settled(view! {
        <Dialog
            open
            title=Signal::stored(td_string!(locale, editor.table_title).to_owned())
            class="narrow"
            locale
        >
            {content(writing, surface)}
        </Dialog>
    })
}

fn content(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let open = surface.dialogs.table;
    let rows = RwSignal::new("3".to_owned());
    let columns = RwSignal::new("3".to_owned());
    let problem = RwSignal::new(None::<String>);
    Effect::new(move || {
        rows.track();
        columns.track();
        problem.set(None);
    });
    let submit = on_submit(move || {
        let size = size_of(&rows.get_untracked(), &columns.get_untracked());
        match size {
            Some(size) if surface.run("table", Some(&size)) => open.set(false),
            Some(_) => problem.set(Some(td_string!(locale, editor.not_here).to_owned())),
            None => problem.set(Some(td_string!(
                locale,
                editor.table_limits,
                rows = GREATEST.0.to_string(),
                columns = GREATEST.1.to_string()
            ))),
        }
    });
    let rows = Field {
        keyboard: "numeric",
        first: true,
        ..Field::new("table-rows", td_string!(locale, editor.rows), rows)
    };
    let columns = Field {
        keyboard: "numeric",
        ..Field::new("table-columns", td_string!(locale, editor.columns), columns)
    };
    settled(view! {
        <form class="form" novalidate on:submit=submit>
            <div class="pair">{rows.view()} {columns.view()}</div>
            <p class="problem" role="alert">{move || problem.get()}</p>
            <div class="ways">
                <button class="pill primary">{td_string!(locale, editor.put_in)}</button>
            </div>
        </form>
    })
}

/// `3 x 4` as the surface takes it; None beyond its limits.
fn size_of(rows: &str, columns: &str) -> Option<String> {
    let read = |words: &str, most: u32| {
        let number: u32 = words.trim().parse().ok()?;
        (1..=most).contains(&number).then_some(number)
    };
    let (rows, columns) = (read(rows, GREATEST.0)?, read(columns, GREATEST.1)?);
    Some(format!("{rows} x {columns}"))
}

#[cfg(test)]
mod tests {
    use super::size_of;

    #[test]
    fn a_table_has_a_size_within_limits() {
        assert_eq!(size_of(" 3", "4 ").as_deref(), Some("3 x 4"));
        assert_eq!(size_of("100", "20").as_deref(), Some("100 x 20"));
        for (rows, columns) in [
            ("0", "1"),
            ("101", "1"),
            ("1", "21"),
            ("", "1"),
            ("-1", "2"),
        ] {
            assert_eq!(size_of(rows, columns), None, "{rows} {columns}");
        }
    }
}
