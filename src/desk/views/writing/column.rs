//! stub
use super::state::Writing;
use leptos::prelude::*;
/// stub
#[derive(Clone, Copy)]
pub struct Surface {
    /// s
    pub is_mounted: RwSignal<bool>,
    /// s
    pub save_asked: RwSignal<u32>,
}
impl Surface {
    /// s
    pub fn new() -> Self {
        Self {
            is_mounted: RwSignal::new(false),
            save_asked: RwSignal::new(0),
        }
    }
    /// s
    #[cfg(feature = "hydrate")]
    pub fn body(&self) -> Option<wasm_bindgen::JsValue> {
        None
    }
    /// s
    #[cfg(feature = "hydrate")]
    pub fn replace(&self, _body: &str) {}
}
/// s
pub fn column(_w: Writing, _s: Surface) -> AnyView {
    ().into_any()
}
