//! `tilshi serve`

use super::{fail, say};
use std::{io, process::ExitCode, sync::Arc};
use tilshi::{
    first_edition,
    server::{
        configuration::Configuration,
        database::Database,
        http::{router, serve as serve_http},
        state::{AppState, leptos_options},
    },
    site::pages::now,
};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

/// Serves until SIGINT or SIGTERM.
pub async fn serve(configuration: Configuration, database: Database) -> ExitCode {
    let site = &configuration.site;
    if site.first_edition {
        match first_edition::load_if_empty(
            &database,
            &configuration.data_dir,
            &site.languages,
            now(),
        )
        .await
        {
            Ok(Some(count)) => {
                tracing::info!("the database was empty: loaded a first edition of {count} articles")
            }
            Ok(None) => {}
            Err(error) => return fail(&format!("the first edition could not be loaded: {error}")),
        }
    }
    let address = configuration.leptos.site_addr;
    let listener = match TcpListener::bind(address).await {
        Ok(listener) => listener,
        Err(error) => {
            return fail(&format!(
                "LEPTOS_SITE_ADDR / [leptos] site_addr: cannot listen on {address}: {error}. Choose another address, \
                 or stop the program that uses it."
            ));
        }
    };
    let stop = match stop_signal() {
        Ok(stop) => stop,
        Err(error) => return fail(&error),
    };
    let limits = configuration.http.clone();
    let leptos_options = match leptos_options(&configuration) {
        Ok(options) => options,
        Err(problem) => return fail(&problem),
    };
    let state = AppState {
        leptos_options,
        configuration: Arc::new(configuration),
        database,
    };
    // With port 0 in the configuration the system has chosen one.
    let address = listener.local_addr().unwrap_or(address);
    say(
        io::stdout(),
        &format!("Tilshi is running: http://{address}"),
    );
    match serve_http(listener, router(state), &limits, stop).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

/// Resolves when the process is asked to stop.
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping: running requests are finished first");
    })
}
