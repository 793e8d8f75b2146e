//! All that the main part of the client carries of comments: the server's HTML as it is, and waking the
//! lazy part when they come near the screen.

use leptos::prelude::*;

/// The comments below an article.
#[component]
pub fn CommentsPlace(
    /// The section as HTML, made on the server.
    html: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::wake_when_near();
    view! { <div class="comments-place" inner_html=html></div> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::{
        comment::part::begin_comments, desk::client::surface::object, reading_list::shelf::Shelf,
    };
    use js_sys::{Array, Function, Reflect};
    use leptos::{prelude::*, task::spawn_local};
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};

    /// How near the comments must be, so that the part is there before they are.
    const NEAR: &str = "600px";

    /// Loads the part when the comments come near the screen, or when somebody selects a passage of the
    /// article, which can be quoted. Where it cannot be loaded everything still works as forms.
    pub(super) fn wake_when_near() {
        let Some(shelf) = use_context::<Shelf>() else {
            return;
        };
        Effect::new(move || {
            // The view that this stands in takes the place of the one before only after its effects.
            request_animation_frame(move || {
                let wake = Closure::<dyn FnMut(JsValue)>::new(move |seen: JsValue| {
                    if is_reason(&seen) {
                        spawn_local(async move { drop(begin_comments(shelf).await) });
                    }
                })
                .into_js_value();
                if let Some(place) = document().get_element_by_id("comments") {
                    observe(&place, &wake);
                }
                let once = object(&[("once", true.into())]);
                if let Ok(listen) = Reflect::get(&document(), &"addEventListener".into())
                    && let Ok(listen) = listen.dyn_into::<Function>()
                {
                    let _ = listen.call3(&document(), &"selectstart".into(), &wake, &once);
                }
            });
        });
    }

    /// An event, or a list of what is observed of which something is to be seen.
    fn is_reason(seen: &JsValue) -> bool {
        match seen.dyn_ref::<Array>() {
            Some(entries) => entries.iter().any(|entry| {
                Reflect::get(&entry, &"isIntersecting".into()).is_ok_and(|is| is.is_truthy())
            }),
            None => true,
        }
    }

    fn observe(place: &web_sys::Element, wake: &JsValue) {
        let options = object(&[("rootMargin", NEAR.into())]);
        let observer = Reflect::get(&window(), &"IntersectionObserver".into())
            .ok()
            .and_then(|kind| kind.dyn_into::<Function>().ok())
            .and_then(|kind| Reflect::construct(&kind, &Array::of2(wake, &options)).ok());
        if let Some(observer) = observer
            && let Ok(observe) = Reflect::get(&observer, &"observe".into())
            && let Ok(observe) = observe.dyn_into::<Function>()
        {
            let _ = observe.call1(&observer, place);
        }
    }
}
