//! Sections: the paper's rubrics, a set for each language.

pub mod store;
