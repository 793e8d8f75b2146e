//! Gathering the written settings from the file and the environment, unchecked but for their
//! names and kinds.

use std::collections::BTreeMap;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{
    CONFIG_FILE, KEYS, Shape, VARIABLE_PREFIX, is_of_scripts, key_of_variable, names_below,
    nearest, shape_in_file, variable_of,
};
use super::{ConfigurationError, Origin, Problem};

/// A value as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Number(i64),
    Switch(bool),
    List(Vec<String>),
}

/// What was set, by key, with its place. Variables override the file.
#[derive(Default)]
pub(super) struct Settings {
    values: BTreeMap<&'static str, (Value, Origin)>,
}

impl Settings {
    /// Reads file and environment; also returns what is wrong with names and kinds. The default
    /// file, read when neither names one, may be missing.
    ///
    /// # Errors
    /// If the file cannot be read, or is no TOML.
    pub(super) fn read(
        file: Option<&Path>,
        default_file: &str,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<(Settings, Vec<Problem>), ConfigurationError> {
        let mut from_environment = Settings::default();
        let mut problems_of_variables = Vec::new();
        for (name, value) in environment {
            from_environment.take_variable(&name, &value, &mut problems_of_variables);
        }
        let named = match from_environment.get(CONFIG_FILE) {
            Some((Value::Text(path), origin)) => Some((path.clone(), origin.clone())),
            _ => None,
        };
        let source = match (file, named) {
            (Some(path), _) => (path.to_string_lossy().into_owned(), None),
            (None, Some((path, origin))) => (path, Some(origin)),
            (None, None) => (default_file.to_owned(), None),
        };
        let may_be_missing = file.is_none() && source.1.is_none();
        let (mut settings, mut problems) = match std::fs::read_to_string(&source.0) {
            Ok(text) => read_file(&source.0, &text)?,
            Err(error) if may_be_missing && error.kind() == std::io::ErrorKind::NotFound => {
                Default::default()
            }
            Err(error) => return Err(unreadable_file(source, &error)),
        };
        settings.values.extend(from_environment.values);
        problems.extend(problems_of_variables);
        Ok((settings, problems))
    }

    /// What was set for a key, and where.
    pub(super) fn get(&self, key: &str) -> Option<&(Value, Origin)> {
        self.values.get(key)
    }

    fn take_variable(&mut self, name: &str, value: &str, problems: &mut Vec<Problem>) {
        let origin = Origin::Variable(name.to_owned());
        let Some((key, shape)) = key_of_variable(name) else {
            if name.starts_with(VARIABLE_PREFIX) && !is_of_scripts(name) {
                problems.push(unknown_variable(name, origin));
            }
            return;
        };
        let parsed = match shape {
            Shape::Text => Some(Value::Text(value.to_owned())),
            Shape::Number => value.trim().parse().ok().map(Value::Number),
            Shape::Switch => value.trim().parse().ok().map(Value::Switch),
            Shape::List => Some(Value::List(split_list(value))),
        };
        match parsed {
            Some(parsed) => {
                self.values.insert(key, (parsed, origin));
            }
            None => {
                let expected = format!("expected {}", shape.describe());
                problems.push(Problem::of_value(key, &origin, value, expected));
            }
        }
    }
}

fn split_list(value: &str) -> Vec<String> {
    if value.trim().is_empty() {
        return Vec::new();
    }
    value
        .split(',')
        .map(|item| item.trim().to_owned())
        .collect()
}

fn unknown_variable(name: &str, origin: Origin) -> Problem {
    let variables: Vec<String> = KEYS.iter().map(|(key, _)| variable_of(key)).collect();
    let accepted = match nearest(name, variables.iter().map(String::as_str)) {
        Some(meant) => format!("did you mean {meant}?"),
        None => format!("accepted are {}", variables.join(", ")),
    };
    Problem {
        key: name.to_owned(),
        origin,
        value: None,
        explanation: format!("no such setting; {accepted}"),
    }
}

fn unreadable_file(
    (path, named_by): (String, Option<Origin>),
    error: &std::io::Error,
) -> ConfigurationError {
    let origin = named_by.unwrap_or(Origin::File {
        path: path.clone(),
        line: None,
    });
    let explanation = format!("cannot be read ({error}); expected a TOML file in UTF-8");
    ConfigurationError {
        problems: vec![Problem::of_value(
            "configuration file",
            &origin,
            &path,
            explanation,
        )],
    }
}

fn read_file(path: &str, text: &str) -> Result<(Settings, Vec<Problem>), ConfigurationError> {
    let mut reading = FileReading {
        path,
        text,
        settings: Settings::default(),
        problems: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        reading.take_table("", table.get_ref());
        reading
            .problems
            .sort_by_key(|problem| match problem.origin {
                Origin::File { line, .. } => line,
                _ => None,
            });
        return Ok((reading.settings, reading.problems));
    }
    let problems = errors
        .iter()
        .map(|error| Problem {
            key: "syntax".to_owned(),
            origin: reading.origin_at(error.span().map_or(0, |span| span.start)),
            value: None,
            // Not the whole error: that quotes the line, which may hold a password.
            explanation: format!("the file is no TOML: {}", error.message()),
        })
        .collect();
    Err(ConfigurationError { problems })
}

struct FileReading<'a> {
    path: &'a str,
    text: &'a str,
    settings: Settings,
    problems: Vec<Problem>,
}

impl FileReading<'_> {
    fn take_table(&mut self, section: &str, table: &DeTable<'_>) {
        for (name, value) in table {
            let key = match section {
                "" => name.get_ref().to_string(),
                _ => format!("{section}.{}", name.get_ref()),
            };
            let origin = self.origin_at(name.span().start);
            if let Some((key, shape)) = known(&key) {
                self.take_value(key, shape, value, origin);
            } else if names_below(&key).is_empty() {
                self.problems.push(unknown_key(key, section, origin));
            } else if let DeValue::Table(inner) = value.get_ref() {
                self.take_table(&key, inner);
            } else {
                let expected = format!("expected a section with {}", names_below(&key).join(", "));
                let written = self.written(value);
                self.problems
                    .push(Problem::of_value(&key, &origin, &written, expected));
            }
        }
    }

    fn take_value(
        &mut self,
        key: &'static str,
        shape: Shape,
        value: &Spanned<DeValue<'_>>,
        origin: Origin,
    ) {
        if let Some(read) = read_value(shape, value.get_ref()) {
            self.settings.values.insert(key, (read, origin));
        } else {
            let expected = format!("expected {}", shape.describe());
            let written = self.written(value);
            self.problems
                .push(Problem::of_value(key, &origin, &written, expected));
        }
    }

    fn written(&self, value: &Spanned<DeValue<'_>>) -> String {
        match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Table(_) => "a section".to_owned(),
            _ => self.text.get(value.span()).unwrap_or_default().to_owned(),
        }
    }

    fn origin_at(&self, position: usize) -> Origin {
        let before = self.text.as_bytes().iter().take(position);
        Origin::File {
            path: self.path.to_owned(),
            line: Some(1 + before.filter(|byte| **byte == b'\n').count()),
        }
    }
}

fn known(path: &str) -> Option<(&'static str, Shape)> {
    let shape = shape_in_file(path)?;
    KEYS.into_iter()
        .find(|(key, _)| *key == path)
        .map(|(key, _)| (key, shape))
}

fn read_value(shape: Shape, value: &DeValue<'_>) -> Option<Value> {
    match shape {
        Shape::Text => value.as_str().map(|text| Value::Text(text.to_owned())),
        Shape::Number => {
            let number = value.as_integer()?;
            i64::from_str_radix(number.as_str(), number.radix())
                .ok()
                .map(Value::Number)
        }
        Shape::Switch => value.as_bool().map(Value::Switch),
        Shape::List => value
            .as_array()?
            .iter()
            .map(|item| item.get_ref().as_str().map(str::to_owned))
            .collect::<Option<_>>()
            .map(Value::List),
    }
}

fn unknown_key(key: String, section: &str, origin: Origin) -> Problem {
    let names = names_below(section);
    let written = key.rsplit('.').next().unwrap_or(&key);
    let accepted = match nearest(written, names.iter().copied()) {
        Some(meant) => format!("did you mean {meant}?"),
        None => format!("accepted here are {}", names.join(", ")),
    };
    Problem {
        explanation: format!("no such setting; {accepted}"),
        key,
        origin,
        value: None,
    }
}
