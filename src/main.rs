//! The command line: `tilshi serve`, `tilshi import page FILE…`.

mod command_line;

use clap::Parser;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    command_line::run(command_line::Arguments::parse()).await
}
