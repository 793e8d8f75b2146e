//! The newsroom, spoken to as its pages speak to the server.

#[path = "desk/corrections.rs"]
mod corrections;
#[path = "desk/embeds.rs"]
mod embeds;
#[path = "desk/manuscripts.rs"]
mod manuscripts;
#[path = "desk/pictures.rs"]
mod pictures;
#[path = "desk/preview.rs"]
mod preview;
#[path = "desk/publishing.rs"]
mod publishing;
#[path = "desk/scheduling.rs"]
mod scheduling;
