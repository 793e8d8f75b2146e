//! `tilshi serve`

use super::{fail, say};
use std::{io, process::ExitCode, sync::Arc};
use tilshi::{
    account::upkeep,
    comment,
    desk::{self, publishing},
    first_edition, mail,
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
    sync::watch,
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
    let configuration = Arc::new(configuration);
    let state = match AppState::new(Arc::clone(&configuration), database.clone(), leptos_options) {
        Ok(state) => state,
        Err(error) => return fail(&error),
    };
    let streams = state.streams.clone();
    let stop = async move {
        stop.await;
        streams.end();
    };
    // With port 0 in the configuration the system has chosen one.
    let address = listener.local_addr().unwrap_or(address);
    say(
        io::stdout(),
        &format!("Tilshi is running: http://{address}"),
    );
    // Told to stop together with the server, and waited for: a mail in hand is sent to its end.
    let (stopping, stopped) = watch::channel(());
    let workers = [
        tokio::spawn(mail::worker::run(
            database.clone(),
            Arc::clone(&configuration),
            until_stopped(stopped.clone()),
        )),
        tokio::spawn(publishing::worker::run(
            database.clone(),
            Arc::clone(&configuration),
            until_stopped(stopped.clone()),
        )),
        tokio::spawn(desk::upkeep::run(
            database.clone(),
            until_stopped(stopped.clone()),
        )),
        tokio::spawn(comment::upkeep::run(
            database.clone(),
            configuration,
            until_stopped(stopped.clone()),
        )),
        tokio::spawn(upkeep::run(database, until_stopped(stopped))),
    ];
    let served = serve_http(listener, router(state), &limits, stop).await;
    drop(stopping);
    for worker in workers {
        if let Err(error) = worker.await {
            tracing::error!("a worker ended badly: {error}");
        }
    }
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

/// Resolves when the other end is dropped.
async fn until_stopped(mut stopped: watch::Receiver<()>) {
    while stopped.changed().await.is_ok() {}
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
