//! The keys of the configuration file and their environment variables.

/// What kind of value a key takes in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Number,
    Switch,
    List,
}

impl Shape {
    /// What is accepted, for people.
    pub(super) fn describe(self) -> &'static str {
        match self {
            Shape::Text => "a text in quotes",
            Shape::Number => "a whole number without quotes",
            Shape::Switch => "true or false without quotes",
            Shape::List => "a list of texts such as [\"kk\", \"ru\"]",
        }
    }
}

/// Every key with its path in the file. A text in several languages is a key for each.
pub(super) const KEYS: [(&str, Shape); 40] = [
    ("data_dir", Shape::Text),
    ("leptos.site_addr", Shape::Text),
    ("leptos.site_root", Shape::Text),
    ("site.name.kk", Shape::Text),
    ("site.name.ru", Shape::Text),
    ("site.name.en", Shape::Text),
    ("site.url", Shape::Text),
    ("site.languages", Shape::List),
    ("site.default_language", Shape::Text),
    ("site.time_zone", Shape::Text),
    ("site.first_edition", Shape::Switch),
    ("site.imprint.kk", Shape::Text),
    ("site.imprint.ru", Shape::Text),
    ("site.imprint.en", Shape::Text),
    ("database.url", Shape::Text),
    ("database.max_connections", Shape::Number),
    ("http.request_timeout_seconds", Shape::Number),
    ("http.body_limit_bytes", Shape::Number),
    ("http.header_timeout_seconds", Shape::Number),
    ("http.header_limit_bytes", Shape::Number),
    ("http.header_limit_count", Shape::Number),
    ("http.trusted_proxies", Shape::List),
    ("mail.smtp_url", Shape::Text),
    ("mail.from", Shape::Text),
    ("accounts.second_step_required", Shape::Switch),
    ("accounts.reader_idle_days", Shape::Number),
    ("accounts.reader_absolute_days", Shape::Number),
    ("accounts.newsroom_idle_hours", Shape::Number),
    ("accounts.newsroom_absolute_hours", Shape::Number),
    ("comments.personal_data_days", Shape::Number),
    ("comments.hide_at_weight", Shape::Number),
    ("comments.telephone_url", Shape::Text),
    ("comments.telephone_secret", Shape::Text),
    ("comments.telephone_required", Shape::Switch),
    ("comments.check_url", Shape::Text),
    ("comments.check_secret", Shape::Text),
    ("comments.check_failing", Shape::Text),
    ("log.format", Shape::Text),
    ("log.filter", Shape::Text),
    // Set in the environment only, and read before all others.
    (CONFIG_FILE, Shape::Text),
];

/// The key whose variable, `TILSHI_CONFIG`, names the file; it cannot stand in the file.
pub(super) const CONFIG_FILE: &str = "config";

/// What all variables of this program begin with.
pub(super) const VARIABLE_PREFIX: &str = "TILSHI_";

/// Variables that the project's own scripts pass to each other; a server that they start sees them
/// and has no use for them.
pub(super) fn is_of_scripts(variable: &str) -> bool {
    [
        "TILSHI_CACHE",
        "TILSHI_FONT_CACHE",
        "TILSHI_BINARY",
        "TILSHI_CHROMIUM",
    ]
    .contains(&variable)
        || variable.starts_with("TILSHI_TEST_")
}

/// The kind of value of the key that may stand in the file at this path.
pub(super) fn shape_in_file(path: &str) -> Option<Shape> {
    KEYS.iter()
        .find(|(key, _)| *key == path && *key != CONFIG_FILE)
        .map(|(_, shape)| *shape)
}

/// The names that may stand in the file right below a path (`""` for the top), each once;
/// empty if the path is no section.
pub(super) fn names_below(section: &str) -> Vec<&'static str> {
    let mut names: Vec<&str> = KEYS
        .iter()
        .filter(|(key, _)| *key != CONFIG_FILE)
        .filter_map(|(key, _)| match section {
            "" => Some(*key),
            _ => key.strip_prefix(section)?.strip_prefix('.'),
        })
        .filter_map(|rest| rest.split('.').next())
        .collect();
    names.dedup();
    names
}

/// The environment variable of a key. Leptos has its own names for its settings.
pub(super) fn variable_of(key: &str) -> String {
    let name = key.replace('.', "_").to_uppercase();
    if key.starts_with("leptos.") {
        name
    } else {
        format!("{VARIABLE_PREFIX}{name}")
    }
}

/// The key that this environment variable sets.
pub(super) fn key_of_variable(variable: &str) -> Option<(&'static str, Shape)> {
    KEYS.into_iter()
        .find(|(key, _)| variable_of(key) == variable)
}

/// The name that was most likely meant, if one is only a slip or two away.
pub(super) fn nearest<'a>(
    written: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    const MOST_SLIPS: usize = 3;
    names
        .into_iter()
        .map(|name| (count_slips(written, name), name))
        .filter(|(slips, name)| *slips <= MOST_SLIPS && *slips * 2 <= name.len())
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, name)| name)
}

/// The least number of letters to insert, delete or replace (Levenshtein's distance).
fn count_slips(written: &str, meant: &str) -> usize {
    let meant: Vec<char> = meant.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=meant.len()).collect();
    for (index, letter) in written.to_lowercase().chars().enumerate() {
        let mut diagonal = index;
        row[0] = index + 1;
        for column in 0..meant.len() {
            let replaced = diagonal + usize::from(meant[column] != letter);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[meant.len()]
}
