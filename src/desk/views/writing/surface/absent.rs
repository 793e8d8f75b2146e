//! On the server there is no surface: whatever is asked of it does nothing.

use super::{Hits, Surface};

impl Surface {
    /// Puts the cursor back to where it was.
    pub fn focus(&self) {}

    pub(in super::super) fn focus_start(&self) {}

    pub(in super::super) fn focus_soon(&self) {}

    pub(in super::super) fn run(&self, _command: &str, _argument: Option<&str>) -> bool {
        false
    }

    pub(in super::super) fn accept_slash(&self, _command: &str, _argument: Option<&str>) {}

    pub(in super::super) fn find(&self, _query: &str, _case: bool, _words: bool) -> Hits {
        Hits::default()
    }

    pub(in super::super) fn find_next(&self, _backwards: bool) -> Hits {
        Hits::default()
    }

    pub(in super::super) fn replace_hit(&self, _replacement: &str) -> Hits {
        Hits::default()
    }

    pub(in super::super) fn replace_all(&self, _replacement: &str) -> u32 {
        0
    }

    pub(super) fn take_over(&self, _body: &str) {}
}
