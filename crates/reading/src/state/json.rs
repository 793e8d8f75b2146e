//! The state as JSON: the operations that still matter, so that there is one form of everything
//! and a newer program finds what an older one could not understand.
//!
//! `{"v":1,"devices":["…"],"operations":[[wall,counter,device,"id",change],…]}`, where `device` is
//! a place among the devices; their ids would be a third of the whole.

use super::ReadingLists;
use crate::{Change, DeviceId, LogicalTime, Operation, OperationId};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::collections::BTreeMap;

const VERSION: u32 = 1;

/// A stored state that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// A newer program wrote it. It must be left as it is and the program loaded anew.
    #[error("v: is {version}; accepted is {VERSION}")]
    Newer {
        /// The version found.
        version: u32,
    },
    /// It is damaged.
    #[error("{0}")]
    Damaged(String),
}

#[derive(Deserialize)]
struct Head {
    v: u32,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    v: u32,
    devices: Vec<DeviceId>,
    operations: Vec<(i64, u32, usize, OperationId, Change)>,
}

impl ReadingLists {
    /// Reads a stored state.
    ///
    /// # Errors
    ///
    /// See [`StateError`].
    pub fn from_json(json: &str) -> Result<Self, StateError> {
        let damaged = |error: serde_json::Error| StateError::Damaged(error.to_string());
        // The version first: a newer form need not look like a state at all.
        let Head { v } = serde_json::from_str(json).map_err(damaged)?;
        if v != VERSION {
            return Err(StateError::Newer { version: v });
        }
        serde_json::from_str(json).map_err(damaged)
    }

    /// Writes the state.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Nothing in it can fail to be written: there is no map with other keys than texts.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Serialize for ReadingLists {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut places = BTreeMap::new();
        let mut devices = Vec::new();
        let mut place = |device| {
            *places.entry(device).or_insert_with(|| {
                devices.push(device);
                devices.len() - 1
            })
        };
        let operations = self
            .to_operations()
            .into_iter()
            .map(|Operation { id, time, change }| {
                (time.wall, time.counter, place(time.device), id, change)
            })
            .collect();
        Stored {
            v: VERSION,
            devices,
            operations,
        }
        .serialize(to)
    }
}

impl<'de> Deserialize<'de> for ReadingLists {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Stored {
            v,
            devices,
            operations,
        } = Stored::deserialize(from)?;
        if v != VERSION {
            return Err(de::Error::custom(StateError::Newer { version: v }));
        }
        let mut state = Self::default();
        for (wall, counter, device, id, change) in operations {
            let device = *devices
                .get(device)
                .ok_or_else(|| de::Error::custom("operations: names a device that is not there"))?;
            let time = LogicalTime::new(wall, counter, device).map_err(de::Error::custom)?;
            state.apply(&Operation { id, time, change });
        }
        Ok(state)
    }
}
