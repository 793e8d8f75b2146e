//! What is sent at once.

use crate::comment::model::Event;
use axum::body::Bytes;
use std::{fmt::Write, sync::Arc};

/// Events that are sent together, the same bytes to all. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Frame {
    events: Arc<Vec<(i64, Event)>>,
    bytes: Bytes,
}

impl Frame {
    /// A frame of events in their order; None of none.
    pub fn of(events: Vec<(i64, Event)>) -> Option<Self> {
        let bytes = write(&events)?;
        Some(Self {
            events: Arc::new(events),
            bytes,
        })
    }

    /// The number of its last event.
    pub fn last(&self) -> i64 {
        self.events.last().map_or(0, |(number, _)| *number)
    }

    /// What is sent to whoever was told up to a number already. None when there is nothing new for them.
    pub fn after(&self, told: i64) -> Option<Bytes> {
        match self.events.first() {
            Some((first, _)) if *first > told => Some(self.bytes.clone()),
            _ => {
                let new: Vec<(i64, Event)> = self
                    .events
                    .iter()
                    .filter(|(number, _)| *number > told)
                    .cloned()
                    .collect();
                write(&new)
            }
        }
    }
}

/// As an event stream has it (HTML Standard, section 9.2.6): the number of the last event as its id, and
/// the events as one line of JSON.
fn write(events: &[(i64, Event)]) -> Option<Bytes> {
    let (last, _) = events.last()?;
    let list: Vec<&Event> = events.iter().map(|(_, event)| event).collect();
    let json = serde_json::to_string(&list).ok()?;
    let mut text = String::with_capacity(json.len() + 40);
    write!(text, "id: {last}\ndata: {json}\n\n").ok()?;
    Some(Bytes::from(text))
}
