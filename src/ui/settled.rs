//! Views in which nothing is waited for.

use leptos::{
    prelude::{AnyView, IntoAny},
    tachys::{
        html::attribute::{Attribute, any_attribute::AnyAttribute},
        hydration::Cursor,
        view::{Mountable, Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr},
    },
};
use std::future::{Future, ready};

/// A view whose data is all there: it holds no suspense and no lazy part.
///
/// The renderer compiles everything it does to a view a second time as a state machine that could
/// wait at any point. For whole pages that is a third of the client, and never needed: a page is
/// loaded first and shown then.
struct Settled<V>(V);

/// Erases the type of a view whose data is all there.
pub fn settled<V: RenderHtml + 'static>(view: V) -> AnyView {
    Settled(view).into_any()
}

impl<V: Render> Render for Settled<V> {
    type State = V::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    /// Takes the place of the view before as a whole. Changed in place, a picture would stay on the
    /// screen under the next headline until the next picture has come.
    fn rebuild(self, state: &mut Self::State) {
        let mut next = self.0.build();
        state.insert_before_this(&mut next);
        state.unmount();
        *state = next;
    }
}

impl<V: RenderHtml> AddAnyAttr for Settled<V> {
    type Output<SomeNewAttr: Attribute> = Self;

    /// A page takes no attributes from outside.
    fn add_any_attr<NewAttr: Attribute>(self, _attr: NewAttr) -> Self::Output<NewAttr> {
        self
    }
}

impl<V: RenderHtml> RenderHtml for Settled<V> {
    type AsyncOutput = Self;
    type Owned = Settled<V::Owned>;

    const MIN_LENGTH: usize = V::MIN_LENGTH;
    const EXISTS: bool = V::EXISTS;

    fn dry_resolve(&mut self) {}

    fn resolve(self) -> impl Future<Output = Self::AsyncOutput> + Send {
        ready(self)
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.0
            .to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self::Owned {
        Settled(self.0.into_owned())
    }
}
