//! `tilshi import …`

use super::say;
use clap::{Args, Subcommand};
use std::{io, path::PathBuf, process::ExitCode};
use tilshi::{
    article::import::{ImportOptions, Outcome, import_page},
    language::Language,
    server::{configuration::Configuration, database::Database},
    site::pages::now,
    ui::date::parse_published,
};

#[derive(Debug, Subcommand)]
pub enum Import {
    /// Import saved article pages as text: rubric, headline, paragraphs, byline
    Page(PageArguments),
}

#[derive(Debug, Args)]
pub struct PageArguments {
    /// Files to read: plain text in UTF-8, UTF-16 or Windows-1251
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The language: kk, ru or en [default: recognised by its letters]
    #[arg(long = "lang", value_name = "LANGUAGE", value_parser = parse_language)]
    language: Option<Language>,
    /// Slug of the section [default: the one that the rubric names, else the first]
    #[arg(long)]
    section: Option<String>,
    /// When it was published: 2026-11-22, "2026-11-22 13:45" or 2026-11-22T13:45:00+05:00 [default: now]
    #[arg(long, value_name = "TIME")]
    published: Option<String>,
    /// Keep the articles as drafts that readers do not see
    #[arg(long)]
    draft: bool,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
}

fn parse_language(code: &str) -> Result<Language, String> {
    Language::parse(code).ok_or_else(|| {
        let codes: Vec<&str> = Language::ALL
            .iter()
            .map(|language| language.code())
            .collect();
        format!("accepted are {}", codes.join(", "))
    })
}

/// Imports file after file; one that fails does not keep the others back.
pub async fn import(what: &Import, configuration: &Configuration, database: &Database) -> ExitCode {
    let Import::Page(arguments) = what;
    let published_at = match &arguments.published {
        Some(text) => match parse_published(text, &configuration.site.time_zone) {
            Ok(moment) if moment > now() => {
                let problem = "lies in the future; accepted is a time that has passed (or leave the option away)";
                say(
                    io::stderr(),
                    &format!("tilshi: --published: {text:?} {problem}"),
                );
                return ExitCode::from(2);
            }
            Ok(moment) => Some(moment),
            Err(error) => {
                say(io::stderr(), &format!("tilshi: --published: {error}"));
                return ExitCode::from(2);
            }
        },
        None => None,
    };
    let options = ImportOptions {
        language: arguments.language,
        section: arguments.section.clone(),
        published_at,
        draft: arguments.draft,
        dry_run: arguments.dry_run,
    };
    let mut failed = 0;
    for file in &arguments.files {
        match import_page(database, &configuration.site, file, &options, now()).await {
            Ok(imported) => {
                let outcome = match (imported.outcome, arguments.dry_run) {
                    (Outcome::Unchanged, _) => "unchanged",
                    (Outcome::Imported, false) => "imported",
                    (Outcome::Imported, true) => "would import",
                    (Outcome::KeptAside, false) => "kept beside the newsroom's changes of",
                    (Outcome::KeptAside, true) => "would keep beside the newsroom's changes of",
                    (Outcome::Updated, false) => "updated",
                    (Outcome::Updated, true) => "would update",
                };
                let site = configuration.site.url.as_str().trim_end_matches('/');
                say(
                    io::stdout(),
                    &format!("{outcome} {site}{}", imported.address),
                );
            }
            Err(error) => {
                failed += 1;
                say(io::stderr(), &format!("{}: {error}", file.display()));
            }
        }
    }
    if failed == 0 {
        return ExitCode::SUCCESS;
    }
    if arguments.files.len() > 1 {
        say(
            io::stderr(),
            &format!(
                "{failed} of {} files were not imported",
                arguments.files.len()
            ),
        );
    }
    ExitCode::FAILURE
}
