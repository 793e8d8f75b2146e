//! The program itself, as a process of its own.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Write},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};
use tempfile::TempDir;

fn command(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tilshi"));
    command
        .current_dir(data)
        .env("TILSHI_DATA_DIR", data.join("data"))
        .env("TILSHI_LOG_FILTER", "error");
    command
}

/// Runs a command with this on its standard input.
pub fn run(data: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = command(data)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut stdin = child.stdin.take().expect("a pipe");
    // Whoever wants nothing closes it before.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("its end")
}

/// What it has said on standard output.
pub fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What it has said on standard error.
pub fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// `tilshi serve` with an empty paper, until it is dropped.
pub struct Server {
    pub address: SocketAddr,
    child: Child,
    folder: TempDir,
}

impl Server {
    pub fn start(log_filter: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let log = File::create(folder.path().join("log")).expect("a file");
        let mut child = command(folder.path())
            .arg("serve")
            .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
            .env("LEPTOS_SITE_ROOT", folder.path())
            .env("TILSHI_SITE_FIRST_EDITION", "false")
            .env("TILSHI_LOG_FILTER", log_filter)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the program");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe"))
            .read_line(&mut line)
            .expect("a line");
        let address = line.trim().rsplit("http://").next().expect("an address");
        Self {
            address: address.parse().expect("an address"),
            child,
            folder,
        }
    }

    /// The folder for all that it writes.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).expect("a log")
    }

    /// A line of `/proc/{id}/status`, in KiB: `VmRSS` is the memory in use, `VmHWM` the most that
    /// ever was.
    pub fn memory(&self, name: &str) -> u64 {
        let path = format!("/proc/{}/status", self.child.id());
        let status = fs::read_to_string(path).expect("a running process");
        let line = status.lines().find(|line| line.starts_with(name));
        let words = line.expect("a line").split_whitespace();
        words
            .rev()
            .nth(1)
            .expect("a number")
            .parse()
            .expect("a number")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
