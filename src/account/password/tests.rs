use super::*;

fn here() -> ClientNetwork {
    ClientNetwork::parse("192.0.2.1")
}

fn new(typed: &str) -> NewPassword {
    NewPassword::parse(typed, &[]).expect("a good password")
}

#[test]
fn long_and_uncommon_is_all_that_is_asked() {
    for good in [
        "дала желі ескен таң",
        "onlylowercaseletterswalking",
        "қараторғайқұсы",
        "2580 жылқы тұяғы",
    ] {
        assert!(NewPassword::parse(good, &[]).is_ok(), "{good}");
    }
    let longest = "ұзақ дала ".repeat(25) + "жылқы.";
    assert_eq!(longest.chars().count(), LONGEST);
    assert!(NewPassword::parse(&longest, &[]).is_ok());
    for (bad, problem) in [
        ("", Problem::Missing),
        ("қысқа тым", Problem::TooShort(10)),
        (&format!("{longest}x"), Problem::TooLong(256)),
    ] {
        assert_eq!(NewPassword::parse(bad, &[]), Err(problem), "{bad}");
    }
}

#[test]
fn what_is_tried_first_is_refused_and_nothing_else() {
    for (typed, common) in [
        ("password123", true),
        ("1234567890", true),
        ("qwertyuiop", true),
        ("aaaaaaaaaaaaaaa", true),
        ("дала желі ескен таң", false),
        ("onlylowercaseletterswalking", false),
        ("қараторғайқұсы", false),
    ] {
        assert_eq!(new(typed).is_common(), common, "{typed}");
    }
}

#[tokio::test]
async fn a_common_password_is_not_hashed() {
    let hasher = Hasher::new().expect("a hasher");
    let answer = hasher.hash(&new("password123"), &here()).await;
    assert!(matches!(answer, Err(HashError::Common)));
}

#[tokio::test]
async fn one_network_cannot_take_all_places() {
    let hasher = Hasher::new().expect("a hasher");
    let places: Vec<_> = (0..MOST_WAITING_OF_A_NETWORK)
        .map(|_| hasher.take_place(here().group()).expect("a place"))
        .collect();
    let typed = TypedPassword::new("x");
    let answer = hasher.verify(None, &typed, &here()).await;
    assert!(matches!(answer, Err(HashError::Busy)));
    let elsewhere = ClientNetwork::parse("192.0.2.2");
    assert!(hasher.verify(None, &typed, &elsewhere).await.is_ok());
    drop(places);
    assert!(hasher.verify(None, &typed, &here()).await.is_ok());
}

#[test]
fn ones_own_name_is_no_password() {
    let known = ["Zhannatkhanova", "zhannatkhanova@example.kz"];
    let password = NewPassword::parse("Zhannatkhanova1", &known).expect("long enough");
    assert!(password.is_common());
    assert!(
        !new("Zhannatkhanova1").is_common(),
        "for somebody else it will do"
    );
}

#[tokio::test]
async fn only_the_password_itself_is_right() {
    let hasher = Hasher::new().expect("a hasher");
    let stored = hasher
        .hash(&new("дала желі ескен таң"), &here())
        .await
        .expect("a hash");
    assert!(is_current(&stored), "{stored}");
    for (typed, right) in [
        ("дала желі ескен таң", true),
        ("Дала желі ескен таң", false),
        ("", false),
    ] {
        let verified = hasher
            .verify(Some(&stored), &TypedPassword::new(typed), &here())
            .await
            .expect("compared");
        assert_eq!(verified.right, right, "{typed}");
        assert_eq!(verified.renewed, None);
    }
    let nobody = hasher
        .verify(
            None,
            &TypedPassword::new("nobody has this password"),
            &here(),
        )
        .await
        .expect("compared");
    assert!(!nobody.right, "there is no such account");
}

#[tokio::test]
async fn a_password_is_the_same_on_every_keyboard() {
    let hasher = Hasher::new().expect("a hasher");
    let stored = hasher
        .hash(&new("\u{439}ошкин кот мурлычет"), &here())
        .await
        .expect("a hash");
    let decomposed = TypedPassword::new("\u{438}\u{306}ошкин кот мурлычет");
    let verified = hasher
        .verify(Some(&stored), &decomposed, &here())
        .await
        .expect("compared");
    assert!(verified.right);
}

#[tokio::test]
async fn old_parameters_are_renewed_at_sign_in() {
    let weak = Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        Params::new(8 * 1024, 1, 1, None).expect("parameters"),
    );
    let old = weak
        .hash_password("дала желі ескен таң".as_bytes())
        .expect("a hash")
        .to_string();
    let hasher = Hasher::new().expect("a hasher");
    let right = TypedPassword::new("дала желі ескен таң");
    let verified = hasher
        .verify(Some(&old), &right, &here())
        .await
        .expect("compared");
    let renewed = verified.renewed.expect("hashed anew");
    assert!(is_current(&renewed));
    assert!(
        hasher
            .verify(Some(&renewed), &right, &here())
            .await
            .expect("compared")
            .right
    );
    let wrong = TypedPassword::new("дала желі ескен түн");
    let verified = hasher
        .verify(Some(&old), &wrong, &here())
        .await
        .expect("compared");
    assert_eq!(verified.renewed, None);
}

#[tokio::test]
async fn who_would_wait_too_long_is_told_at_once() {
    let hasher = Hasher::new().expect("a hasher");
    let _taken = hasher
        .waiting
        .try_acquire_many(MOST_WAITING as u32)
        .expect("all places");
    let answer = hasher.verify(None, &TypedPassword::new("x"), &here()).await;
    assert!(matches!(answer, Err(HashError::Busy)));
}

#[tokio::test]
async fn a_panic_over_one_password_leaves_the_next_to_be_looked_at() {
    let hasher = Hasher::new().expect("a hasher");
    for _ in 0..8 {
        let answer = hasher.run(&here(), || panic!("some odd password")).await;
        assert!(matches!(answer, Err::<(), _>(HashError::Failed(_))));
    }
    let typed = TypedPassword::new("x");
    assert!(hasher.verify(None, &typed, &here()).await.is_ok());
}
