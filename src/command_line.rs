//! What can be asked of the program, and how it ends: 0 done, 1 failed, 2 wrong use.

mod import;
mod serve;
mod user;

use clap::{Parser, Subcommand};
use std::{env, io::Write, path::Path, process::ExitCode};
use tilshi::server::{
    configuration::{Configuration, process_environment},
    database::Database,
    telemetry,
};

/// A whole newspaper in one program.
///
/// Configuration is read from Leptos.toml (or the file that TILSHI_CONFIG names), then from the
/// environment. All that the program writes lies in one data folder.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the newspaper until the process is told to stop
    Serve,
    /// Bring articles from elsewhere into the newspaper
    Import {
        #[command(subcommand)]
        what: import::Import,
    },
    /// Look after people: make accounts, give roles, shut out
    User {
        #[command(subcommand)]
        what: user::User,
    },
}

/// Runs one command.
pub async fn run(arguments: Arguments) -> ExitCode {
    let file = env::var_os("TILSHI_CONFIG");
    let configuration =
        match Configuration::load(file.as_deref().map(Path::new), process_environment()) {
            Ok(configuration) => configuration,
            Err(error) => return fail(&error),
        };
    telemetry::start(&configuration.log);
    let database = match Database::open(
        &configuration.database.url,
        configuration.database.max_connections,
    )
    .await
    {
        Ok(database) => database,
        Err(error) => return fail(&error),
    };
    let code = match arguments.command {
        Command::Serve => serve::serve(configuration, database.clone()).await,
        Command::Import { what } => import::import(&what, &configuration, &database).await,
        Command::User { what } => user::user(&what, &configuration, &database).await,
    };
    database.close().await;
    code
}

/// Says why on standard error.
fn fail(error: &dyn std::fmt::Display) -> ExitCode {
    say(std::io::stderr(), &format!("tilshi: {error}"));
    ExitCode::FAILURE
}

/// Writes a line. Whoever no longer reads it does not want to hear of it either.
fn say(mut to: impl Write, line: &str) {
    let _ = writeln!(to, "{line}");
}
