use super::*;
use authenticator::Authenticator;
use proptest::prelude::*;

mod authenticator;

const ORIGIN: &str = "https://news.example.kz";

fn passkeys() -> Passkeys {
    at(ORIGIN).expect("passkeys are possible here")
}

fn at(origin: &str) -> Option<Passkeys> {
    Passkeys::for_origin(&Url::parse(origin).expect("a URL"), "Tilshi")
}

/// A passkey as it stands in the table.
fn stored(person_id: i64, passkey: NewPasskey) -> StoredPasskey {
    StoredPasskey {
        id: 1,
        person_id,
        name: "Telephone".to_owned(),
        credential_id: passkey.credential_id,
        credential: passkey.credential,
        created_at: 0,
        last_used_at: None,
    }
}

/// Makes a passkey for a person on a new device.
fn registered(passkeys: &Passkeys, person_id: i64) -> (Authenticator, StoredPasskey) {
    let mut device = Authenticator::new(ORIGIN);
    let (options, state) = passkeys
        .begin_registration(person_id, "aigul@example.kz", "Айгүл", &[])
        .expect("options");
    let passkey = passkeys
        .finish_registration(&state, &device.create(&options))
        .expect("a passkey");
    (device, stored(person_id, passkey))
}

/// Signs in on a device.
fn sign_in(
    passkeys: &Passkeys,
    device: &mut Authenticator,
    stored: &StoredPasskey,
) -> Result<SignIn, PasskeyError> {
    let (options, state) = passkeys.begin_sign_in().expect("options");
    passkeys.finish_sign_in(&state, &device.get(&options), stored)
}

/// Options and state for a new passkey of the person 7.
fn begin_for_seven(passkeys: &Passkeys) -> (String, String) {
    passkeys
        .begin_registration(7, "aigul@example.kz", "Айгүл", &[])
        .expect("options")
}

/// The name of the library's reason for a refusal.
fn refusal<T: fmt::Debug>(outcome: Result<T, PasskeyError>) -> String {
    match outcome.expect_err("to be refused") {
        PasskeyError::Refused(error) => format!("{error:?}"),
        other => panic!("another error: {other:?}"),
    }
}

#[test]
fn a_new_passkey_signs_its_owner_in_again_and_again() {
    let passkeys = passkeys();
    let (mut device, mut stored) = registered(&passkeys, 7);
    assert_eq!(stored.credential_id, device.credential_id());
    for _ in 0..3 {
        let (options, state) = passkeys.begin_sign_in().expect("options");
        let answer = device.get(&options);
        let (person_id, credential_id) = passkeys.identify(&answer).expect("somebody");
        assert_eq!((person_id, &credential_id), (7, &stored.credential_id));
        let outcome = passkeys
            .finish_sign_in(&state, &answer, &stored)
            .expect("signed in");
        stored.credential = outcome.updated.expect("the counter went on");
    }
}

#[test]
fn what_chromium_answers_is_understood() {
    // Recorded on http://localhost with the virtual authenticator of Chromium 156, from options that
    // begin_registration(7, …) and begin_sign_in gave to parseCreationOptionsFromJSON and
    // parseRequestOptionsFromJSON.
    let recorded: Value =
        serde_json::from_str(include_str!("tests/chromium.json")).expect("the recording");
    let part = |step: &str, name: &str| recorded[step][name].to_string();
    let passkeys = at("http://127.0.0.1:3000").expect("passkeys");
    let passkey = passkeys
        .finish_registration(
            &part("registration", "state"),
            &part("registration", "credential"),
        )
        .expect("a passkey");
    let stored = stored(7, passkey);
    let answer = part("signIn", "credential");
    let (person_id, credential_id) = passkeys.identify(&answer).expect("somebody");
    assert_eq!((person_id, &credential_id), (7, &stored.credential_id));
    let outcome = passkeys
        .finish_sign_in(&part("signIn", "state"), &answer, &stored)
        .expect("signed in");
    assert!(outcome.updated.is_some(), "the counter went from 1 to 2");
}

#[test]
fn the_browser_is_asked_for_a_key_that_needs_no_address_and_verifies_the_user() {
    let passkeys = passkeys();
    let (device, known) = registered(&passkeys, 7);
    let (options, _) = passkeys
        .begin_registration(7, "aigul@example.kz", "Айгүл", &[known])
        .expect("options");
    let options: Value = serde_json::from_str(&options).expect("JSON");
    assert_eq!(
        options["authenticatorSelection"],
        json!({ "residentKey": "required", "requireResidentKey": true, "userVerification": "required" })
    );
    assert_eq!(options["attestation"], "none");
    assert_eq!(
        options["rp"],
        json!({ "id": "news.example.kz", "name": "Tilshi" })
    );
    assert_eq!(options["user"]["name"], "aigul@example.kz");
    assert_eq!(options["user"]["displayName"], "Айгүл");
    assert_eq!(options["timeout"], ANSWER_MILLISECONDS);
    assert_eq!(
        options["excludeCredentials"],
        json!([{ "type": "public-key", "id": device.credential_id() }])
    );

    let (options, _) = passkeys.begin_sign_in().expect("options");
    let options: Value = serde_json::from_str(&options).expect("JSON");
    assert_eq!(options["allowCredentials"], json!([]));
    assert_eq!(options["userVerification"], "required");
    assert_eq!(options["rpId"], "news.example.kz");
}

#[test]
fn every_challenge_is_new() {
    let passkeys = passkeys();
    let challenge = || {
        let (options, _) = passkeys.begin_sign_in().expect("options");
        let options: Value = serde_json::from_str(&options).expect("JSON");
        options["challenge"].as_str().expect("a text").to_owned()
    };
    assert_ne!(challenge(), challenge());
    assert!(challenge().len() >= 43, "256 bits");
}

#[test]
fn the_state_holds_no_challenge_for_another_answer() {
    let passkeys = passkeys();
    let (mut device, stored) = registered(&passkeys, 7);
    let (options, _) = passkeys.begin_sign_in().expect("options");
    let (_, other_state) = passkeys.begin_sign_in().expect("options");
    let outcome = passkeys.finish_sign_in(&other_state, &device.get(&options), &stored);
    assert_eq!(refusal(outcome), "MismatchedChallenge");

    let (options, _) = begin_for_seven(&passkeys);
    let (_, other_state) = begin_for_seven(&passkeys);
    let outcome = passkeys.finish_registration(&other_state, &device.create(&options));
    assert_eq!(refusal(outcome), "MismatchedChallenge");
}

#[test]
fn another_site_is_refused() {
    let passkeys = passkeys();
    let (mut device, stored) = registered(&passkeys, 7);
    for origin in [
        "https://news.example.kz.evil.example",
        "http://news.example.kz",
        "https://sub.news.example.kz",
        "https://news.example.kz:8443",
        "https://example.kz",
    ] {
        device.origin = origin.to_owned();
        let outcome = sign_in(&passkeys, &mut device, &stored);
        assert_eq!(refusal(outcome), "InvalidRPOrigin", "{origin}");
        let (options, state) = begin_for_seven(&passkeys);
        let outcome = passkeys.finish_registration(&state, &device.create(&options));
        assert_eq!(refusal(outcome), "InvalidRPOrigin", "{origin}");
    }
}

#[test]
fn a_page_inside_another_sites_page_is_refused() {
    let passkeys = passkeys();
    let (mut device, stored) = registered(&passkeys, 7);
    device.cross_origin = true;
    let outcome = sign_in(&passkeys, &mut device, &stored);
    assert_eq!(refusal(outcome), "CredentialCrossOrigin");
    let (options, state) = begin_for_seven(&passkeys);
    let outcome = passkeys.finish_registration(&state, &device.create(&options));
    assert_eq!(refusal(outcome), "CredentialCrossOrigin");
}

#[test]
fn without_verification_of_the_user_nothing_opens() {
    let passkeys = passkeys();
    let (mut device, stored) = registered(&passkeys, 7);
    device.verifies = false;
    let outcome = sign_in(&passkeys, &mut device, &stored);
    assert_eq!(refusal(outcome), "UserNotVerified");
    let (options, state) = begin_for_seven(&passkeys);
    let outcome = passkeys.finish_registration(&state, &device.create(&options));
    assert_eq!(refusal(outcome), "UserNotVerified");
}

#[test]
fn a_counter_that_goes_back_shows_a_copy() {
    let passkeys = passkeys();
    let (mut device, mut stored) = registered(&passkeys, 7);
    let mut copy = device.clone();
    for _ in 0..2 {
        let outcome = sign_in(&passkeys, &mut device, &stored).expect("signed in");
        stored.credential = outcome.updated.expect("the counter went on");
    }
    let outcome = sign_in(&passkeys, &mut copy, &stored);
    assert!(matches!(outcome, Err(PasskeyError::Copied)), "{outcome:?}");
    let outcome = sign_in(&passkeys, &mut copy, &stored);
    assert!(
        matches!(outcome, Err(PasskeyError::Copied)),
        "the same count: {outcome:?}"
    );
}

#[test]
fn devices_that_do_not_count_are_let_in() {
    let passkeys = passkeys();
    let mut device = Authenticator::new(ORIGIN);
    device.counts = false;
    let (options, state) = begin_for_seven(&passkeys);
    let passkey = passkeys
        .finish_registration(&state, &device.create(&options))
        .expect("a passkey");
    let stored = stored(7, passkey);
    for _ in 0..2 {
        let outcome = sign_in(&passkeys, &mut device, &stored).expect("signed in");
        assert_eq!(outcome.updated, None);
    }
}

#[test]
fn a_passkey_opens_the_door_to_its_owner_only() {
    let passkeys = passkeys();
    let (mut hers, stored_hers) = registered(&passkeys, 7);
    let (mut his, stored_his) = registered(&passkeys, 8);

    let outcome = sign_in(&passkeys, &mut his, &stored_hers);
    assert!(
        matches!(outcome, Err(PasskeyError::OtherPerson)),
        "{outcome:?}"
    );

    // His device says that it is hers: her name, his key.
    his.user_handle = hers.user_handle.clone();
    let outcome = sign_in(&passkeys, &mut his, &stored_hers);
    assert_eq!(refusal(outcome), "CredentialNotFound");
    let outcome = sign_in(&passkeys, &mut his, &stored_his);
    assert!(
        matches!(outcome, Err(PasskeyError::OtherPerson)),
        "{outcome:?}"
    );

    // And it takes the name of her key, too.
    his.id = hers.id.clone();
    let outcome = sign_in(&passkeys, &mut his, &stored_hers);
    assert_eq!(refusal(outcome), "AuthenticationFailure");

    hers.user_handle = Vec::new();
    let outcome = sign_in(&passkeys, &mut hers, &stored_hers);
    assert_eq!(refusal(outcome), "InvalidUserUniqueId");
}

#[test]
fn what_was_signed_cannot_be_changed() {
    let passkeys = passkeys();
    let (mut device, stored) = registered(&passkeys, 7);
    let (options, state) = passkeys.begin_sign_in().expect("options");
    let mut answer: Value = serde_json::from_str(&device.get(&options)).expect("JSON");
    let data = answer["response"]["authenticatorData"]
        .as_str()
        .expect("a text");
    let mut data = URL_SAFE_NO_PAD.decode(data).expect("base64url");
    // The last byte of the counter.
    *data.last_mut().expect("a byte") ^= 0x40;
    answer["response"]["authenticatorData"] = URL_SAFE_NO_PAD.encode(data).into();
    let outcome = passkeys.finish_sign_in(&state, &answer.to_string(), &stored);
    assert_eq!(refusal(outcome), "AuthenticationFailure");
}

#[test]
fn a_device_registers_once_for_a_person() {
    let passkeys = passkeys();
    let (mut device, known) = registered(&passkeys, 7);
    let (options, state) = passkeys
        .begin_registration(7, "a@example.kz", "A", &[known])
        .expect("options");
    // A browser would not answer at all; one that does is refused.
    assert!(
        passkeys
            .finish_registration(&state, &device.create(&options))
            .is_err()
    );
}

#[test]
fn what_is_no_credential_is_told_from_what_is_damaged() {
    let passkeys = passkeys();
    let (mut device, stored) = registered(&passkeys, 7);
    let (options, state) = passkeys.begin_sign_in().expect("options");
    let answer = device.get(&options);
    for text in ["", "null", "{}", "[]", "{\"id\":1}"] {
        assert!(
            matches!(passkeys.identify(text), Err(PasskeyError::Malformed(_))),
            "{text}"
        );
        let outcome = passkeys.finish_sign_in(&state, text, &stored);
        assert!(matches!(outcome, Err(PasskeyError::Malformed(_))), "{text}");
        let outcome = passkeys.finish_sign_in(text, &answer, &stored);
        assert!(matches!(outcome, Err(PasskeyError::Damaged(_))), "{text}");
        let outcome = passkeys.finish_registration(text, &answer);
        assert!(matches!(outcome, Err(PasskeyError::Damaged(_))), "{text}");
    }
    // An answer to the one question is none to the other.
    let (_, state) = begin_for_seven(&passkeys);
    assert!(passkeys.finish_registration(&state, &answer).is_err());
}

#[test]
fn only_addresses_that_browsers_give_passkeys_to_have_any() {
    let host = |origin| {
        let (options, _) = at(origin)?.begin_sign_in().expect("options");
        let options: Value = serde_json::from_str(&options).expect("JSON");
        Some(options["rpId"].as_str().expect("a text").to_owned())
    };
    for (origin, expected) in [
        ("https://news.example.kz", Some("news.example.kz")),
        ("https://news.example.kz:8443", Some("news.example.kz")),
        ("http://localhost:3000", Some("localhost")),
        ("http://paper.localhost:3000", Some("paper.localhost")),
        ("http://127.0.0.1:3000", Some("localhost")),
        ("http://127.0.0.1:0", Some("localhost")),
        ("http://[::1]:3000", Some("localhost")),
        ("http://news.example.kz", None),
        ("https://192.0.2.1", None),
        ("http://192.0.2.1", None),
        ("https://[2001:db8::1]", None),
        ("mailto:aigul@example.kz", None),
    ] {
        assert_eq!(host(origin).as_deref(), expected, "{origin}");
    }
}

#[test]
fn at_a_loopback_address_any_port_of_localhost_is_the_site() {
    let passkeys = at("http://127.0.0.1:0").expect("passkeys");
    for (origin, accepted) in [
        ("http://localhost:3000", true),
        ("http://localhost:45127", true),
        ("https://localhost:3000", false),
        ("http://127.0.0.1:3000", false),
        ("http://evil.localhost:3000", false),
    ] {
        let mut device = Authenticator::new(origin);
        let (options, state) = begin_for_seven(&passkeys);
        let outcome = passkeys.finish_registration(&state, &device.create(&options));
        assert_eq!(outcome.is_ok(), accepted, "{origin}: {outcome:?}");
    }
}

proptest! {
    #[test]
    fn a_user_handle_leads_back_to_the_person(person_id in any::<i64>()) {
        prop_assert_eq!(read_handle(write_handle(person_id)), Some(person_id));
    }

    #[test]
    fn another_sites_handle_leads_to_nobody(bytes in any::<u128>()) {
        let handle = Uuid::from_u128(bytes);
        prop_assume!(bytes >> 64 != u128::from(HANDLE_MARK));
        prop_assert_eq!(read_handle(handle), None);
    }
}
