use super::*;
use proptest::prelude::*;
use std::collections::HashSet;

/// The secret of RFC 6238's vectors, `12345678901234567890`.
const RFC_SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// RFC 6238, appendix B, SHA-1: seconds, and the last six of its eight digits. Both are the same
/// number, once modulo 10⁶ and once modulo 10⁸.
const RFC_CODES: [(i64, &str); 6] = [
    (59, "287082"),
    (1_111_111_109, "081804"),
    (1_111_111_111, "050471"),
    (1_234_567_890, "005924"),
    (2_000_000_000, "279037"),
    (20_000_000_000, "353130"),
];

/// The code that an authenticator app shows at this time (milliseconds UTC).
fn shown(secret: &str, at: i64) -> String {
    let totp = codes(secret).expect("base32").build().expect("a secret");
    totp.generate(u64::try_from(at).expect("after 1970") / 1000)
        .to_string()
}

#[test]
fn the_codes_are_those_of_the_standard() {
    for (seconds, code) in RFC_CODES {
        let step = check_code(RFC_SECRET, code, None, seconds * 1000);
        assert_eq!(step, Some(seconds / 30), "{code}");
    }
}

#[test]
fn a_code_is_good_one_step_early_and_one_late() {
    // The step of 59 s lasts from 30 s to 60 s.
    for now in [0, 29_999, 30_000, 59_999, 60_000, 89_999] {
        assert_eq!(
            check_code(RFC_SECRET, "287082", None, now),
            Some(1),
            "{now}"
        );
    }
    for now in [90_000, 120_000, -1] {
        assert_eq!(check_code(RFC_SECRET, "287082", None, now), None, "{now}");
    }
}

#[test]
fn a_step_is_good_once() {
    assert_eq!(check_code(RFC_SECRET, "287082", Some(0), 59_000), Some(1));
    assert_eq!(check_code(RFC_SECRET, "287082", Some(1), 59_000), None);
    assert_eq!(check_code(RFC_SECRET, "287082", Some(2), 59_000), None);
}

#[test]
fn what_is_not_the_code_is_refused() {
    for typed in [
        "", " ", "287083", "28708", "2870820", "94287082", "+87082", "-87082", "28708२", "287082a",
        "abcdef",
    ] {
        assert_eq!(
            check_code(RFC_SECRET, typed, None, 59_000),
            None,
            "{typed:?}"
        );
    }
    for secret in ["", "not base32!", "GEZDGNBV"] {
        assert_eq!(
            check_code(secret, "287082", None, 59_000),
            None,
            "{secret:?}"
        );
    }
}

#[test]
fn spaces_in_a_code_make_no_difference() {
    for typed in ["287 082", " 287082\n", "2 8 7 0 8 2", "287\u{a0}082"] {
        assert_eq!(
            check_code(RFC_SECRET, typed, None, 59_000),
            Some(1),
            "{typed:?}"
        );
    }
}

#[test]
fn an_authenticator_app_reads_the_address() {
    let address = setup_address(RFC_SECRET, "Тілші: газет & Co", "aigul+news@example.kz")
        .expect("an address");
    let read = totp_rs::Totp::from_url(&address).expect("what apps read");
    assert_eq!(read.issuer(), Some("Тілші газет & Co"));
    assert_eq!(read.account_name(), "aigul+news@example.kz");
    assert_eq!(read.secret().to_base32(), RFC_SECRET);
    assert_eq!(read.generate(59).to_string(), "287082");
    assert!(address.starts_with("otpauth://totp/%D0%A2"), "{address}");
    assert!(address.contains("&issuer=%D0%A2"), "{address}");
    assert!(address.is_ascii());
}

#[test]
fn an_address_needs_a_secret_and_an_account() {
    assert!(setup_address("!", "Tilshi", "a@example.kz").is_err());
    assert!(setup_address(RFC_SECRET, "Tilshi", "").is_err());
    assert!(setup_address(RFC_SECRET, "", "a@example.kz").is_ok());
}

#[test]
fn a_secret_is_shown_in_groups() {
    assert_eq!(
        group_secret(RFC_SECRET),
        "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    );
}

#[test]
fn every_beginning_has_secrets_of_its_own() {
    let one = PendingSecondStep::begin().expect("random numbers");
    let two = PendingSecondStep::begin().expect("random numbers");
    assert_ne!(one.secret, two.secret);
    assert_eq!(one.secret.len(), 32);
    let codes: HashSet<&String> = one
        .recovery_codes
        .iter()
        .chain(&two.recovery_codes)
        .collect();
    assert_eq!(codes.len(), 20);
    let kept = serde_json::to_string(&one).expect("JSON");
    assert_eq!(
        serde_json::from_str::<PendingSecondStep>(&kept).expect("JSON"),
        one
    );
    assert!(!format!("{one:?}").contains(&one.secret));
}

#[test]
fn a_recovery_code_is_written_in_letters_that_are_not_taken_for_others() {
    for code in generate_recovery_codes().expect("random numbers") {
        let groups: Vec<&str> = code.split('-').collect();
        assert_eq!(groups.len(), 6, "{code}");
        for group in groups {
            assert_eq!(group.len(), 4, "{code}");
            let fits = |letter: u8| {
                letter.is_ascii_digit() || letter.is_ascii_lowercase() && !b"ilou".contains(&letter)
            };
            assert!(group.bytes().all(fits), "{code}");
        }
    }
}

#[test]
fn what_cannot_be_a_recovery_code_has_no_hash() {
    let code = "0123-4567-89ab-cdef-ghjk-mnpq";
    assert!(hash_recovery_code(code).is_some());
    for typed in [
        "",
        "0123-4567-89ab-cdef-ghjk-mnp",
        "0123-4567-89ab-cdef-ghjk-mnpqr",
        "u123-4567-89ab-cdef-ghjk-mnpq",
        "*123-4567-89ab-cdef-ghjk-mnpq",
        "а123-4567-89ab-cdef-ghjk-mnpq",
    ] {
        assert_eq!(hash_recovery_code(typed), None, "{typed}");
    }
}

#[test]
fn different_recovery_codes_have_different_hashes() {
    let codes = generate_recovery_codes().expect("random numbers");
    let hashes: HashSet<String> = hash_recovery_codes(&codes).into_iter().collect();
    assert_eq!(hashes.len(), codes.len());
    for hash in hashes {
        assert!(
            hash.len() == 64 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()),
            "{hash}"
        );
    }
}

/// How somebody may type a letter of a code.
fn spellings(letter: char) -> Vec<String> {
    let mut spellings = vec![letter.to_string(), letter.to_ascii_uppercase().to_string()];
    match letter {
        '0' => spellings.extend(["o", "O"].map(str::to_owned)),
        '1' => spellings.extend(["i", "I", "l", "L"].map(str::to_owned)),
        '-' => spellings.extend(["", " ", " – ", "--", "\u{2011}", "\t"].map(str::to_owned)),
        _ => {}
    }
    spellings
}

proptest! {
    #[test]
    fn every_bit_of_a_recovery_code_is_in_its_letters(bytes in any::<[u8; 15]>()) {
        let letters = recovery_codes::write_code(bytes).replace('-', "");
        let number = letters.chars().fold(0_u128, |number, letter| {
            let digit = "0123456789abcdefghjkmnpqrstvwxyz".find(letter).expect("a letter of the alphabet");
            number * 32 + digit as u128
        });
        prop_assert_eq!(&number.to_be_bytes()[1..], &bytes);
    }

    #[test]
    fn however_a_recovery_code_is_typed_it_is_the_same(
        digits in proptest::collection::vec(0_u8..32, 24),
        choices in proptest::collection::vec(any::<proptest::sample::Index>(), 29),
    ) {
        let letters: Vec<char> = digits
            .iter()
            .map(|digit| char::from(b"0123456789abcdefghjkmnpqrstvwxyz"[usize::from(*digit)]))
            .collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        let code = groups.join("-");
        let typed: String = code
            .chars()
            .zip(&choices)
            .map(|(letter, choice)| choice.get(&spellings(letter)).clone())
            .collect();
        prop_assert!(hash_recovery_code(&code).is_some());
        prop_assert_eq!(hash_recovery_code(&code), hash_recovery_code(&typed), "{}", typed);
    }

    #[test]
    fn the_app_and_the_paper_agree(now in 0_i64..4_102_444_800_000, late in -29_999_i64..30_000) {
        let begun = PendingSecondStep::begin().expect("random numbers");
        let code = shown(&begun.secret, (now + late).max(0));
        let step = check_code(&begun.secret, &code, None, now).expect("the code is right");
        // Two neighbouring steps may have the same code, once in a million.
        prop_assert_eq!(shown(&begun.secret, step * 30_000), code.clone());
        prop_assert!((step - now / 30_000).abs() <= 1);
        prop_assert_eq!(check_code(&begun.secret, &code, Some(step), now), None);
    }

    #[test]
    fn a_qr_code_is_drawn_module_by_module(text in "[ -~]{1,300}") {
        let drawn = QrCode::draw(&text).expect("short enough");
        let code = qrcodegen::QrCode::encode_text(&text, qrcodegen::QrCodeEcc::Medium)
            .expect("short enough");
        prop_assert_eq!(drawn.size, code.size().unsigned_abs() + 8);
        let mut dark = HashSet::new();
        for run in drawn.path.split_terminator('z') {
            let (corner, run) = run.strip_prefix('M').and_then(|run| run.split_once('h')).expect(run);
            let (x, y) = corner.split_once(' ').expect(corner);
            let (x, y): (i32, i32) = (x.parse().expect(x), y.parse().expect(y));
            let (width, back) = run.split_once("v1h-").expect(run);
            prop_assert_eq!(width, back);
            for offset in 0..width.parse().expect(width) {
                prop_assert!(dark.insert((x + offset - 4, y - 4)));
            }
        }
        for y in -4..code.size() + 4 {
            for x in -4..code.size() + 4 {
                prop_assert_eq!(dark.contains(&(x, y)), code.get_module(x, y), "{},{}", x, y);
            }
        }
    }
}

#[test]
fn a_text_that_no_qr_code_holds_is_refused() {
    assert!(QrCode::draw(&"a".repeat(2000)).is_ok());
    let error = QrCode::draw(&"a".repeat(3000)).expect_err("too long");
    assert_eq!(
        error.to_string(),
        "a text of 3000 bytes does not fit a QR code"
    );
}
