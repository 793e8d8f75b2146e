//! The "/" menu: blocks by their names, where the cursor is.

use super::{state::Writing, surface::Surface, toolbar::Tool};
use crate::ui::settled::settled;
use leptos::{html, prelude::*};
use leptos_i18n::td_string;

/// What the menu offers, in its order.
const OFFERED: [Tool; 13] = [
    Tool::Paragraph,
    Tool::Heading2,
    Tool::Heading3,
    Tool::Heading4,
    Tool::Picture,
    Tool::Embed,
    Tool::Blockquote,
    Tool::PullQuote,
    Tool::BulletList,
    Tool::OrderedList,
    Tool::Table,
    Tool::Rule,
    Tool::Attribution,
];

/// The menu as it stands: what fits what has been typed, and which of it is chosen.
#[derive(Clone, Copy)]
struct Menu {
    writing: Writing,
    surface: Surface,
    offered: Memo<Vec<Tool>>,
    chosen: RwSignal<usize>,
}

/// The menu, while the surface says that it should be open.
pub(super) fn slash(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let query = Memo::new(move |_| {
        surface
            .slash
            .with(|open| open.as_ref().map(|open| open.query.clone()))
    });
    let offered = Memo::new(move |_| {
        let Some(query) = query.get() else {
            return Vec::new();
        };
        surface.selection.with(|selection| {
            OFFERED
                .into_iter()
                .filter(|tool| tool.is_possible(selection))
                .filter(|tool| fits(*tool, &query, |tool| tool.label(locale)))
                .collect()
        })
    });
    let menu = Menu {
        writing,
        surface,
        offered,
        chosen: RwSignal::new(0),
    };
    let list = NodeRef::<html::Div>::new();
    surface
        .slash_key
        .set_value(Some(Callback::new(move |key: String| menu.take(&key))));
    #[cfg(feature = "hydrate")]
    browser::follow(menu, query, list);
    let is_open = Memo::new(move |_| query.get().is_some());
    let content = move || {
        is_open.get().then(|| {
            let items = move || {
                let offered = offered.get();
                let none = offered.is_empty().then(
                    || view! { <p class="quiet">{td_string!(locale, editor.slash_none)}</p> },
                );
                let items: Vec<AnyView> = offered
                    .into_iter()
                    .enumerate()
                    .map(|(place, tool)| item(menu, place, tool))
                    .collect();
                view! { {items} {none} }
            };
            view! {
                <div
                    class="tool-menu slash"
                    id="writing-slash"
                    role="listbox"
                    aria-label=td_string!(locale, editor.slash)
                    node_ref=list
                    on:mousedown=|event| event.prevent_default()
                >
                    {items}
                </div>
            }
        })
    };
    settled(content)
}

impl Menu {
    /// Takes a key of the surface; false leaves it to the text.
    fn take(self, key: &str) -> bool {
        let count = self.offered.with_untracked(Vec::len);
        let chosen = self.chosen.get_untracked();
        match key {
            // The surface closes the menu itself.
            "Escape" => true,
            _ if count == 0 => false,
            "ArrowDown" => {
                self.chosen.set((chosen + 1) % count);
                true
            }
            "ArrowUp" => {
                self.chosen.set(chosen.checked_sub(1).unwrap_or(count - 1));
                true
            }
            "Enter" | "Tab" => {
                let tool = self
                    .offered
                    .with_untracked(|offered| offered.get(chosen).copied());
                if let Some(tool) = tool {
                    self.accept(tool);
                }
                true
            }
            _ => false,
        }
    }

    fn accept(self, tool: Tool) {
        let (command, argument) = tool.command();
        if tool.has_dialog() {
            // Takes what was typed for the menu away, and nothing more.
            self.surface.accept_slash("insert_text", Some(""));
            self.surface.dialogs.open(command);
        } else {
            self.surface.accept_slash(command, argument);
        }
    }
}

fn item(menu: Menu, place: usize, tool: Tool) -> AnyView {
    let is_chosen = move || menu.chosen.get() == place;
    settled(view! {
        <div
            role="option"
            id=format!("writing-slash-{place}")
            aria-selected=move || if is_chosen() { "true" } else { "false" }
            on:mousemove=move |_| {
                if menu.chosen.get_untracked() != place {
                    menu.chosen.set(place);
                }
            }
            on:click=move |_| menu.accept(tool)
        >
            {tool.icon()}
            <span>{tool.label(menu.writing.locale)}</span>
        </div>
    })
}

/// Whether a tool is meant by what has been typed: each word of its name, or of its other names, may
/// begin with it.
fn fits(tool: Tool, query: &str, label: impl Fn(Tool) -> &'static str) -> bool {
    let query = query.to_lowercase();
    let label = label(tool).to_lowercase();
    let english = tool.label(crate::Locale::en).to_lowercase();
    query.is_empty()
        || label.starts_with(&query)
        || [label.as_str(), english.as_str(), tool.other_names()]
            .into_iter()
            .flat_map(|names| names.split([' ', '-', '/']))
            .any(|name| name.starts_with(&query))
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{Menu, td_string};
    use crate::desk::views::writing::toolbar::browser::place_menu;
    use leptos::{html, prelude::*};

    /// Puts the menu at the cursor, begins with the first of what fits, and says which one is chosen:
    /// the focus stays in the text.
    pub(super) fn follow(menu: Menu, query: Memo<Option<String>>, list: NodeRef<html::Div>) {
        let Menu {
            surface,
            writing,
            offered,
            chosen,
        } = menu;
        Effect::new(move || {
            query.track();
            chosen.set(0);
        });
        Effect::new(move || {
            let Some(open) = surface.slash.get() else {
                return;
            };
            offered.track();
            // The list stands in the page, with what it offers now, only after this turn.
            request_animation_frame(move || {
                if let Some(Some(list)) = list.try_get_untracked() {
                    place_menu(&list, open.left, open.top, open.bottom);
                }
            });
        });
        Effect::new(move || {
            let is_open = query.get().is_some();
            let tools = offered.get();
            let place = chosen.get();
            let tool = tools.get(place).filter(|_| is_open);
            point_at(tool.map(|_| format!("writing-slash-{place}")));
            match tool {
                Some(tool) => writing.tell(td_string!(
                    writing.locale,
                    editor.slash_at,
                    name = tool.label(writing.locale).to_owned(),
                    position = (place + 1).to_string(),
                    count = tools.len().to_string()
                )),
                None if is_open => writing.tell(td_string!(writing.locale, editor.slash_none)),
                None => {}
            }
        });
    }

    /// Says in the textbox which option is meant, and brings the option into sight.
    fn point_at(option: Option<String>) {
        let Ok(Some(textbox)) = document().query_selector("#writing-body [role=textbox]") else {
            return;
        };
        match option {
            Some(id) => {
                let _ = textbox.set_attribute("aria-controls", "writing-slash");
                let _ = textbox.set_attribute("aria-activedescendant", &id);
                request_animation_frame(move || {
                    if let Some(option) = document().get_element_by_id(&id) {
                        let option = crate::desk::client::surface::Handle::from(
                            wasm_bindgen::JsValue::from(option),
                        );
                        let nearest =
                            crate::desk::client::surface::object(&[("block", "nearest".into())]);
                        option.call("scrollIntoView", &[nearest]);
                    }
                });
            }
            None => {
                let _ = textbox.remove_attribute("aria-controls");
                let _ = textbox.remove_attribute("aria-activedescendant");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, locale: crate::Locale) -> Vec<Tool> {
        OFFERED
            .into_iter()
            .filter(|tool| fits(*tool, query, |tool| tool.label(locale)))
            .collect()
    }

    #[test]
    fn blocks_are_found_by_their_names_in_two_languages() {
        use crate::Locale::{en, kk, ru};
        assert_eq!(found("", kk).len(), OFFERED.len());
        assert_eq!(found("табл", ru), [Tool::Table]);
        assert_eq!(found("Кест", kk), [Tool::Table]);
        assert_eq!(found("table", kk), [Tool::Table]);
        assert!(found("quo", ru).contains(&Tool::PullQuote));
        assert!(found("h2", en).contains(&Tool::Heading2));
        assert_eq!(found("youtube", ru), [Tool::Embed]);
        assert!(found("qqq", kk).is_empty());
    }
}
