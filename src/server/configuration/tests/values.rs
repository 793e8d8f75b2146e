//! Wrong values of the other keys.

use super::*;

#[test]
fn wrong_site_url_is_refused() {
    for (value, reason) in [
        ("", "this is no web address"),
        ("tilshi.kz", "this is no web address"),
        ("https://", "this is no web address"),
        ("ftp://tilshi.kz", "the scheme is neither http nor https"),
        ("mailto:a@b.kz", "the scheme is neither http nor https"),
        ("https://user@tilshi.kz", "there is a user name"),
        ("https://tilshi.kz/?a", "there is a query or fragment"),
        ("https://tilshi.kz/#a", "there is a query or fragment"),
        ("https://tilshi.kz/news", "there is a path"),
    ] {
        assert_refused(
            "TILSHI_SITE_URL",
            value,
            "site.url",
            &format!(
                "{reason}; expected http:// or https:// with a host, optionally a port, and \
                 nothing behind, such as https://tilshi.kz"
            ),
        );
    }
}

#[test]
fn wrong_addresses_zones_and_words_are_refused() {
    for value in ["", "localhost:3000", "127.0.0.1", "127.0.0.1:99999", "3000"] {
        assert_refused(
            "LEPTOS_SITE_ADDR",
            value,
            "leptos.site_addr",
            "expected an IP address and a port such as 127.0.0.1:3000 or [::]:3000",
        );
    }
    assert_refused(
        "LEPTOS_SITE_ROOT",
        " ",
        "leptos.site_root",
        "expected a path",
    );
    assert_refused(
        "TILSHI_SITE_TIME_ZONE",
        "Almaty",
        "site.time_zone",
        "no such time zone; expected a name of the IANA database such as Asia/Almaty",
    );
    assert_refused(
        "TILSHI_LOG_FORMAT",
        "JSON",
        "log.format",
        "expected human or json",
    );
    for value in [
        "",
        "infoo",
        "info,",
        "sqlx=",
        "=info",
        "sqlx=loud",
        "info sqlx=warn",
    ] {
        assert_refused(
            "TILSHI_LOG_FILTER",
            value,
            "log.filter",
            "expected levels (off, error, warn, info, debug, trace), each alone or behind a \
             target, such as info,sqlx=warn",
        );
    }
}

#[test]
fn languages_are_known_and_named_once() {
    let all = "accepted are kk, ru, en";
    let refusal = |value: &str, fault: &str| {
        format!("site.languages = {value:?} (environment variable TILSHI_SITE_LANGUAGES): {fault}")
    };
    let problems = |value| Paper::new().with("TILSHI_SITE_LANGUAGES", value).problems();
    let unknown = format!("no language of the program; {all}");
    assert_eq!(
        problems("kk,kz,ru,de"),
        [refusal("kz", &unknown), refusal("de", &unknown)]
    );
    assert_eq!(
        problems("kk,ru,kk"),
        [refusal("kk", "this language stands here twice")]
    );
    assert_eq!(
        problems(""),
        [refusal("", &format!("the list is empty; {all}"))]
    );
}

#[test]
fn default_language_is_one_of_the_list() {
    assert_refused(
        "TILSHI_SITE_DEFAULT_LANGUAGE",
        "kz",
        "site.default_language",
        "no language of the program; accepted are kk, ru, en",
    );
    assert_eq!(
        Paper::new()
            .with("TILSHI_SITE_LANGUAGES", "ru,en")
            .with("TILSHI_SITE_DEFAULT_LANGUAGE", "kk")
            .problems(),
        [
            "site.default_language = \"kk\" (environment variable TILSHI_SITE_DEFAULT_LANGUAGE): \
          this language is not in site.languages; accepted are ru, en"
        ]
    );
    let first = Paper::new()
        .with("TILSHI_SITE_LANGUAGES", "ru,en")
        .load()
        .unwrap();
    assert_eq!(first.site.default_language, Russian, "unset: the first");
}

#[test]
fn paper_with_a_name_has_one_in_each_of_its_languages() {
    let reason = "the paper publishes in this language, so it needs a name in it once it has a \
                  name of its own";
    assert_eq!(
        Paper::new()
            .with("TILSHI_SITE_NAME_KK", "Ақтөбе")
            .with("TILSHI_SITE_NAME_RU", "  ")
            .problems(),
        [
            format!("site.name.ru = \"  \" (environment variable TILSHI_SITE_NAME_RU): {reason}"),
            format!("site.name.en (not set; environment variable TILSHI_SITE_NAME_EN): {reason}"),
        ]
    );
}

#[test]
fn numbers_have_bounds() {
    for (variable, key, least, greatest) in [
        (
            "TILSHI_DATABASE_MAX_CONNECTIONS",
            "database.max_connections",
            1_i64,
            1_000,
        ),
        (
            "TILSHI_HTTP_REQUEST_TIMEOUT_SECONDS",
            "http.request_timeout_seconds",
            1,
            600,
        ),
        (
            "TILSHI_HTTP_BODY_LIMIT_BYTES",
            "http.body_limit_bytes",
            1_024,
            1_073_741_824,
        ),
        (
            "TILSHI_HTTP_HEADER_TIMEOUT_SECONDS",
            "http.header_timeout_seconds",
            1,
            600,
        ),
        (
            "TILSHI_HTTP_HEADER_LIMIT_BYTES",
            "http.header_limit_bytes",
            8_192,
            1_048_576,
        ),
        (
            "TILSHI_HTTP_HEADER_LIMIT_COUNT",
            "http.header_limit_count",
            16,
            1_000,
        ),
        (
            "TILSHI_ACCOUNTS_READER_IDLE_DAYS",
            "accounts.reader_idle_days",
            1,
            365,
        ),
        (
            "TILSHI_ACCOUNTS_READER_ABSOLUTE_DAYS",
            "accounts.reader_absolute_days",
            1,
            730,
        ),
        (
            "TILSHI_ACCOUNTS_NEWSROOM_IDLE_HOURS",
            "accounts.newsroom_idle_hours",
            1,
            168,
        ),
        (
            "TILSHI_ACCOUNTS_NEWSROOM_ABSOLUTE_HOURS",
            "accounts.newsroom_absolute_hours",
            1,
            720,
        ),
    ] {
        let explanation = format!("expected a whole number from {least} to {greatest}");
        for value in [least - 1, greatest + 1, -5, 4_294_967_296 + least] {
            assert_refused(variable, &value.to_string(), key, &explanation);
        }
        for value in [least, greatest] {
            let paper = with_widest_sessions().with(variable, &value.to_string());
            assert!(paper.load().is_ok(), "{variable}={value}");
        }
        for value in ["", "ten", "1.5", "99999999999999999999"] {
            assert_refused(
                variable,
                value,
                key,
                "expected a whole number without quotes",
            );
        }
    }
}

/// Session limits between which any other allowed one fits.
fn with_widest_sessions() -> Paper {
    Paper::new()
        .with("TILSHI_ACCOUNTS_READER_IDLE_DAYS", "1")
        .with("TILSHI_ACCOUNTS_READER_ABSOLUTE_DAYS", "730")
        .with("TILSHI_ACCOUNTS_NEWSROOM_IDLE_HOURS", "1")
        .with("TILSHI_ACCOUNTS_NEWSROOM_ABSOLUTE_HOURS", "720")
}
