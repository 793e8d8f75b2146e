//! The fixtures: documents with the HTML and the plain text that come of them, and JSON that is
//! refused with its message. The editor's tests read the same files.
#![expect(
    clippy::unwrap_used,
    reason = "a fixture that cannot be read should stop the test"
)]

use document::{Document, HtmlLabels, HtmlOptions, MARK_NAMES, NODE_NAMES, to_html};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn json_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .filter(|path| !path.to_string_lossy().ends_with(".canonical.json"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{} has no fixtures", folder.display());
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn expected(json: &Path, extension: &str) -> String {
    let text = read(&json.with_extension(extension));
    text.strip_suffix('\n').unwrap_or(&text).to_owned()
}

fn labels() -> HtmlLabels<'static> {
    HtmlLabels {
        embed_name: &|provider| format!("{} жазбасы", provider.name()),
        open_embed: &|provider| format!("{}: ашу", provider.name()),
        embed_note: &|provider| format!("{} дерек алады", provider.name()),
        table: &|number| format!("{number}-кесте"),
        gallery: &|number| format!("{number}-фотожинақ"),
    }
}

#[test]
fn valid_documents_are_read_and_written_back() {
    for path in json_files("valid") {
        let json = read(&path);
        let document = Document::from_json(&json)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let canonical = path.with_extension("canonical.json");
        let canonical = if canonical.exists() {
            read(&canonical)
        } else {
            json
        };
        let canonical: Value = serde_json::from_str(&canonical).unwrap();
        assert_eq!(document.to_value(), canonical, "{}", path.display());
        assert_eq!(
            Document::from_json(&document.to_json()).unwrap(),
            document,
            "{}",
            path.display()
        );
    }
}

#[test]
fn valid_documents_have_their_html_and_their_plain_text() {
    for path in json_files("valid") {
        let document = Document::from_json(&read(&path)).unwrap();
        let html = to_html(&document, &HtmlOptions::new(labels()));
        assert_eq!(html, expected(&path, "html"), "{}", path.display());
        assert_eq!(
            document.plain_text(),
            expected(&path, "txt"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn invalid_documents_are_refused_with_their_message() {
    for path in json_files("invalid") {
        match Document::from_json(&read(&path)) {
            Ok(document) => panic!("{} was read as {document:?}", path.display()),
            Err(error) => assert_eq!(
                error.to_string(),
                expected(&path, "txt"),
                "{}",
                path.display()
            ),
        }
    }
}

#[test]
fn valid_documents_hold_every_node_and_mark() {
    fn collect(value: &Value, names: &mut BTreeSet<String>) {
        match value {
            Value::Array(members) => members.iter().for_each(|member| collect(member, names)),
            Value::Object(object) => {
                names.extend(
                    object
                        .get("type")
                        .and_then(Value::as_str)
                        .map(str::to_owned),
                );
                object.values().for_each(|member| collect(member, names));
            }
            _ => {}
        }
    }
    let mut names = BTreeSet::new();
    for path in json_files("valid") {
        collect(&serde_json::from_str(&read(&path)).unwrap(), &mut names);
    }
    let all: BTreeSet<String> = NODE_NAMES
        .iter()
        .chain(&MARK_NAMES)
        .map(|name| (*name).to_owned())
        .collect();
    assert_eq!(names, all);
}
