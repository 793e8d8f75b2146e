//! Sessions, and whose word on a request's origin is taken.

use super::*;

#[test]
fn no_session_may_be_idle_for_longer_than_it_lasts() {
    for (idle, absolute, value, default) in [
        ("READER_IDLE_DAYS", "READER_ABSOLUTE_DAYS", "181", "180"),
        (
            "NEWSROOM_IDLE_HOURS",
            "NEWSROOM_ABSOLUTE_HOURS",
            "101",
            "100",
        ),
    ] {
        let variable = |name: &str| format!("TILSHI_ACCOUNTS_{name}");
        let key = |name: &str| format!("accounts.{}", name.to_lowercase());
        let paper = |absolute_value: &str| {
            Paper::new()
                .with(&variable(idle), value)
                .with(&variable(absolute), absolute_value)
        };
        assert_eq!(
            paper(default).problems(),
            [format!(
                "{} = {default:?} (environment variable {}): shorter than {}, which is {value}; a \
                 session ends at the first of the two",
                key(absolute),
                variable(absolute),
                key(idle),
            )]
        );
        assert!(paper(value).load().is_ok(), "equal");
    }
    assert_eq!(
        Paper::new()
            .with("TILSHI_ACCOUNTS_READER_IDLE_DAYS", "200")
            .problems(),
        [
            "accounts.reader_absolute_days = \"180\" (not set; environment variable \
          TILSHI_ACCOUNTS_READER_ABSOLUTE_DAYS): shorter than accounts.reader_idle_days, which is \
          200; a session ends at the first of the two"
        ]
    );
}

#[test]
fn proxies_are_addresses_or_networks() {
    let configuration = Paper::new()
        .load_file("http.trusted_proxies = ['10.1.2.3/8', '192.0.2.7', 'fd00::/8', '::1']")
        .unwrap();
    let networks: Vec<String> = configuration
        .http
        .trusted_proxies
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        networks,
        ["10.0.0.0/8", "192.0.2.7/32", "fd00::/8", "::1/128"]
    );
    let expected =
        "expected an IP address such as 10.0.0.5 or a network such as 10.0.0.0/8 or fd00::/8";
    for value in ["proxy", "10.0.0.0/33", "10.0.0", "fd00::/129", "*"] {
        assert_refused(
            "TILSHI_HTTP_TRUSTED_PROXIES",
            value,
            "http.trusted_proxies",
            expected,
        );
    }
}
