//! What tests of mails share: a configuration, people, a reader of mails, a mail server.

use crate::{
    account::email::EmailAddress,
    server::{configuration::Configuration, database::Database},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::{
    collections::{BTreeMap, VecDeque},
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    sync::{Arc, Mutex},
    thread,
};

/// 23 November 2026, 18:05:12.123 UTC.
pub(super) const NOW: i64 = 1_795_457_112_123;

pub(super) fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).expect("an address")
}

/// `[("a", "b")]` as details.
pub(super) fn details(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

/// A paper at `https://paper.example` with the data folder `folder` and these further variables.
pub(super) fn configuration(folder: &Path, variables: &[(&str, &str)]) -> Arc<Configuration> {
    let file = folder.join("none.toml");
    std::fs::write(&file, "").expect("a file");
    let data_dir = folder.join("data").display().to_string();
    let variables = [
        ("TILSHI_DATA_DIR", data_dir.as_str()),
        ("TILSHI_SITE_URL", "https://paper.example"),
    ]
    .into_iter()
    .chain(variables.iter().copied())
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    Arc::new(Configuration::load(Some(&file), variables).expect("a configuration"))
}

/// Stores a person with this address, and returns the id.
pub(super) async fn insert_person(database: &Database, email: &str) -> i64 {
    let mut transaction = database.write().await.expect("a transaction");
    let id = sqlx::query_scalar(
        "INSERT INTO people (email, name, language, role, created_at) \
         VALUES ($1, 'Айгүл', 'kk', 'reader', $2) RETURNING id",
    )
    .bind(email)
    .bind(NOW)
    .fetch_one(&mut *transaction)
    .await
    .expect("a person");
    transaction.commit().await.expect("a commit");
    id
}

/// A mail as a mail program reads it.
#[derive(Debug)]
pub(super) struct ReadMail {
    /// Names in lower case; values unfolded and decoded.
    pub headers: Vec<(String, String)>,
    pub plain: String,
    pub html: String,
}

impl ReadMail {
    /// Reads a `multipart/alternative` of a plain and an HTML part.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let (headers, body) = split(&text);
        let content_type = find(&headers, "content-type");
        assert!(
            content_type.starts_with("multipart/alternative"),
            "{content_type}"
        );
        let boundary = content_type.split('"').nth(1).expect("a boundary");
        let parts: Vec<&str> = body.split(&format!("--{boundary}")).collect();
        assert_eq!(parts.len(), 4, "nothing, two parts, the end");
        assert_eq!(parts[3].trim(), "--");
        let part = |index: usize, kind: &str| {
            let (headers, body) = split(parts[index].trim_start_matches("\r\n"));
            assert_eq!(find(&headers, "content-type"), kind);
            let body = body.strip_suffix("\r\n").expect("a line break");
            decode(body, &find(&headers, "content-transfer-encoding")).replace("\r\n", "\n")
        };
        Self {
            plain: part(1, "text/plain; charset=utf-8"),
            html: part(2, "text/html; charset=utf-8"),
            headers,
        }
    }

    /// The only header of this name.
    pub(super) fn header(&self, name: &str) -> String {
        find(&self.headers, name)
    }

    /// The token in the link of the plain text.
    pub(super) fn token(&self) -> String {
        let (_, rest) = self.plain.split_once("?token=").expect("a token");
        rest.lines().next().expect("a line").to_owned()
    }
}

fn split(text: &str) -> (Vec<(String, String)>, &str) {
    let (head, body) = text.split_once("\r\n\r\n").expect("an empty line");
    let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let headers = head
        .split("\r\n")
        .map(|line| line.split_once(": ").expect("a header"));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), decode_words(value)));
    (headers.collect(), body)
}

fn find(headers: &[(String, String)], name: &str) -> String {
    let found: Vec<&String> = headers
        .iter()
        .filter(|(other, _)| other == name)
        .map(|(_, value)| value)
        .collect();
    assert_eq!(found.len(), 1, "{name} in {headers:?}");
    found[0].clone()
}

/// Encoded words of RFC 2047; the space between two of them is no part of the text.
fn decode_words(value: &str) -> String {
    let value = value.replace("?= =?utf-8?b?", "?==?utf-8?b?");
    let mut text = String::new();
    let mut rest = value.as_str();
    while let Some((before, behind)) = rest.split_once("=?utf-8?b?") {
        let (word, after) = behind.split_once("?=").expect("an end");
        let bytes = STANDARD.decode(word).expect("base64");
        text.push_str(before);
        text.push_str(&String::from_utf8(bytes).expect("UTF-8"));
        rest = after;
    }
    text + rest
}

fn decode(body: &str, encoding: &str) -> String {
    let bytes = match encoding {
        "7bit" | "8bit" => body.as_bytes().to_vec(),
        "base64" => STANDARD.decode(body.replace("\r\n", "")).expect("base64"),
        "quoted-printable" => {
            let joined = body.replace("=\r\n", "");
            let mut pieces = joined.split('=');
            let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
            for piece in pieces {
                bytes.push(u8::from_str_radix(&piece[..2], 16).expect("two digits"));
                bytes.extend_from_slice(&piece.as_bytes()[2..]);
            }
            bytes
        }
        _ => panic!("unknown encoding {encoding}"),
    };
    String::from_utf8(bytes).expect("UTF-8")
}

/// A mail server on a port of this machine that answers `RCPT` as it is told to, and keeps what it
/// takes.
pub(super) struct MailServer {
    pub port: u16,
    taken: Arc<Mutex<Vec<TakenMail>>>,
}

/// What a mail server was given.
#[derive(Clone, Debug, Default)]
pub(super) struct TakenMail {
    pub hello: String,
    pub from: String,
    pub to: String,
    pub content: Vec<u8>,
}

impl MailServer {
    /// Answers the first recipients with these lines, and takes all the others.
    pub(super) fn start(answers: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let taken: Arc<Mutex<Vec<TakenMail>>> = Arc::default();
        let kept = Arc::clone(&taken);
        let mut answers: VecDeque<String> = answers.iter().map(ToString::to_string).collect();
        thread::spawn(move || {
            for connection in listener.incoming() {
                let connection = connection.expect("a connection");
                // Where the client goes away in the middle, the next one comes.
                let _ = converse(&connection, &mut answers, &kept);
            }
        });
        Self { port, taken }
    }

    pub(super) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub(super) fn taken(&self) -> Vec<TakenMail> {
        self.taken.lock().expect("a list").clone()
    }
}

/// One connection. A mail is kept before the client learns that it was taken.
fn converse(
    connection: &TcpStream,
    answers: &mut VecDeque<String>,
    kept: &Mutex<Vec<TakenMail>>,
) -> Option<()> {
    let mut writer = connection;
    let mut lines = BufReader::new(connection).split(b'\n');
    let mut say = |line: &str| write!(writer, "{line}\r\n").ok();
    let mut mail = TakenMail::default();
    say("220 mail.example ready")?;
    while let Some(Ok(line)) = lines.next() {
        let line = String::from_utf8(line).expect("ASCII");
        let line = line.trim_end();
        let word = line.split([' ', ':']).next().unwrap_or_default();
        match word.to_uppercase().as_str() {
            "EHLO" => {
                mail.hello = line[5..].to_owned();
                say("250 mail.example")?;
            }
            "MAIL" => {
                mail.from = line[10..].to_owned();
                say("250 fine")?;
            }
            "RCPT" => {
                mail.to = line[8..].to_owned();
                let answer = answers.pop_front();
                say(answer.as_deref().unwrap_or("250 fine"))?;
            }
            "DATA" => {
                say("354 go on")?;
                for line in lines.by_ref() {
                    let line = line.expect("a line");
                    if line == b".\r" {
                        break;
                    }
                    // RFC 5321, section 4.5.2: a leading full stop was doubled.
                    let line = line.strip_prefix(b".").unwrap_or(&line);
                    mail.content.extend_from_slice(line);
                    mail.content.push(b'\n');
                }
                kept.lock().expect("a list").push(mail.clone());
                say("250 taken")?;
            }
            _ => {
                say("250 fine")?;
            }
        }
    }
    Some(())
}
