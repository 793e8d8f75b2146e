//! The database's address.

use super::*;

#[test]
fn wrong_database_is_refused_without_its_password() {
    let accepted = "expected sqlite:path/to/file.db or postgres://user:password@host/database";
    for (value, masked, reason) in [
        ("", "", "this is no address of a database"),
        ("tilshi.db", "tilshi.db", "this is no address of a database"),
        ("sqlite:", "sqlite:", "the file is missing"),
        (
            "sqlite://?mode=ro",
            "sqlite://?mode=ro",
            "the file is missing",
        ),
        (
            "postgres:///tilshi",
            "postgres:///tilshi",
            "the host is missing",
        ),
        (
            "mysql://me:secret@host/db",
            "mysql://me:***@host/db",
            "the database is neither SQLite nor PostgreSQL",
        ),
        (
            "postgres://me:se@cret@host:port/db",
            "postgres://me:***@host:port/db",
            "this is no address of a database",
        ),
        (
            "postgres/me:secret@host/db",
            "***@host/db",
            "this is no address of a database",
        ),
        (
            "postgres://me:sec?ret@host/db",
            "postgres://me:***@host/db",
            "this is no address of a database",
        ),
        (
            "mysql://host/db?user=me&password=secret&ssl=on",
            "mysql://host/db?user=me&password=***&ssl=on",
            "the database is neither SQLite nor PostgreSQL",
        ),
    ] {
        assert_eq!(
            Paper::new().with("TILSHI_DATABASE_URL", value).problems(),
            [format!(
                "database.url = {masked:?} (environment variable TILSHI_DATABASE_URL): \
                 {reason}; {accepted}"
            )]
        );
    }
}

#[test]
fn database_urls_are_completed_and_print_without_password() {
    for (written, expected) in [
        ("sqlite:a.db", "sqlite:a.db?mode=rwc"),
        (
            "sqlite:///srv/a.db?cache=shared",
            "sqlite:///srv/a.db?cache=shared&mode=rwc",
        ),
        ("sqlite://a.db?mode=ro", "sqlite://a.db?mode=ro"),
        ("postgresql://h/d", "postgresql://h/d"),
        (
            "postgres:///d?host=/run/postgresql",
            "postgres:///d?host=/run/postgresql",
        ),
    ] {
        assert_eq!(DatabaseUrl::parse(written).unwrap().as_str(), expected);
    }
    let url = DatabaseUrl::parse("postgres://me:secret@host/db").unwrap();
    assert_eq!(url.to_string(), "postgres://me:***@host/db");
    assert_eq!(format!("{url:?}"), "DatabaseUrl(postgres://me:***@host/db)");
    assert_eq!(
        DatabaseUrl::of_sqlite_file(Path::new("/srv/қоғам 5%/a?.db")).as_str(),
        "sqlite:/srv/%D2%9B%D0%BE%D2%93%D0%B0%D0%BC%205%25/a%3F.db?mode=rwc"
    );
}
