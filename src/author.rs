//! Authors: whose names stand in bylines, a row for each language they are printed in.

pub mod store;
