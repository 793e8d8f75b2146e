//! What the server is made of besides the rooms: configuration, database, HTTP.

pub mod configuration;
pub mod database;
pub mod http;
pub mod state;
pub mod telemetry;
