//! Putting the focus somewhere.

/// Puts the focus on an element of the page, once what was changed is on the screen. A selector of
/// nothing leaves it where it is.
pub(super) fn focus_on(selector: String) {
    #[cfg(feature = "hydrate")]
    {
        use leptos::prelude::{document, request_animation_frame};
        use wasm_bindgen::JsCast;
        request_animation_frame(move || {
            let element = document().query_selector(&selector).ok().flatten();
            if let Some(element) =
                element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
            {
                let _ = element.focus();
            }
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = selector;
}
