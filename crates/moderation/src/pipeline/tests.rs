//! Every check with its table of cases, in the three languages.

use super::*;
use crate::{CommentText, Trust, WordRule};

const NOON: i64 = 1_700_000_000_000;

struct Given {
    text: CommentText,
    author: Author,
    thread: Thread,
    own: Vec<String>,
    others: Vec<String>,
    by_person: (i64, i64),
    by_network: (i64, i64),
    last_here: Option<i64>,
    external: Option<ExternalVerdict>,
}

fn given(text: &str) -> Given {
    Given {
        text: CommentText::parse(text).expect("a text"),
        author: Author {
            trust: Trust::Basic,
            approved: 5,
            ..Author::default()
        },
        thread: Thread::default(),
        own: Vec::new(),
        others: Vec::new(),
        by_person: (0, 0),
        by_network: (0, 0),
        last_here: None,
        external: None,
    }
}

fn ask(given: &Given) -> Examination {
    let rule = |id, pattern: &str| WordRule {
        id,
        pattern: pattern.to_owned(),
    };
    let rules = Rules {
        reject: WordList::new(&[rule(1, "ақымақ"), rule(2, "дурак"), rule(3, "moron")]),
        hold: WordList::new(&[rule(4, "жала"), rule(5, "взятка"), rule(6, "scam")]),
        limits: Limits::default(),
    };
    let submission = Submission {
        text: &given.text,
        author: given.author,
        thread: given.thread,
        now: NOON,
        own: &given.own,
        others: &given.others,
        by_person: given.by_person,
        by_network: given.by_network,
        last_here: given.last_here,
        own_host: "tilshi.kz",
        external: given.external.clone(),
    };
    examine(&submission, &rules)
}

fn verdict_of(given: &Given, check: Check) -> Verdict {
    ask(given)
        .findings
        .into_iter()
        .find(|finding| finding.check == check)
        .map_or(Pass, |finding| finding.verdict)
}

fn table(check: Check, cases: &[(&str, Verdict)]) {
    for (text, expected) in cases {
        assert_eq!(
            verdict_of(&given(text), check),
            *expected,
            "{check:?}: {text}"
        );
    }
}

use Verdict::{Hold, Pass, Reject};

#[test]
fn ordinary_comments_pass_every_check() {
    for text in [
        "Рақмет, жақсы мақала! Ауылымызға да осындай мектеп керек.",
        "Облыс әкімі 2026 жылы 25 мектеп салынады деді. Күтеміз...",
        "Спасибо за статью. А когда построят дорогу в Хромтау?",
        "Ну наконец-то!!! Давно пора.",
        "ҚР БҒМ мен ЖШС «Ақсай» туралы сұрақ бар",
        "Good news. When will the road be built?",
        "😀😀😀 керемет",
        "راحمەت، جاقسى ماقالا",
        "Тел.: 8 705 123 45 67, т. б.",
    ] {
        let examined = ask(&given(text));
        assert_eq!(examined.findings, [], "{text}");
        assert_eq!(examined.verdict, Pass);
    }
}

#[test]
fn words_that_are_not_printed_are_rejected() {
    table(
        Check::WordsReject,
        &[
            ("Сен нағыз ақымақсың", Reject),
            ("АҚЫМАҚТАРДЫҢ ісі", Reject),
            ("акымактар", Reject),
            ("а қ ы м а қ", Reject),
            ("Одни дураки вокруг", Reject),
            ("дypaкам закон не писан", Reject),
            ("д*рак", Reject),
            ("duraki", Reject),
            ("you morons", Reject),
            ("m0r0n", Reject),
            ("ақылды адамдар", Pass),
            ("дурман-трава", Pass),
            ("a more on that", Pass),
        ],
    );
    table(
        Check::WordsHold,
        &[
            ("Бұл жала ғой", Hold),
            ("жалаға қарсы", Hold),
            ("взятку дали", Hold),
            ("взятками", Hold),
            ("It is a scam", Hold),
            ("жалақы көтерілді", Pass),
            ("жалау ілінді", Pass),
            ("взялись за дело", Pass),
            ("scamper", Pass),
        ],
    );
}

#[test]
fn links_are_allowed_by_trust() {
    let with = |text: &str, trust| {
        let mut given = given(text);
        given.author.trust = trust;
        verdict_of(&given, Check::Links)
    };
    let two = "Қараңыз: https://gov.kz/a және https://kaz.kz/b";
    assert_eq!(with("Қараңыз: https://gov.kz", Trust::New), Hold);
    assert_eq!(
        with(
            "Қараңыз: https://tilshi.kz/kk/a және https://www.tilshi.kz",
            Trust::New
        ),
        Pass
    );
    assert_eq!(with(two, Trust::Basic), Pass);
    assert_eq!(with(&format!("{two} www.a.kz"), Trust::Basic), Hold);
    assert_eq!(with(&format!("{two} www.a.kz"), Trust::Member), Pass);
    assert_eq!(
        with("Смотрите bit.ly, https://bit.ly/abc", Trust::Trusted),
        Hold
    );
    for (text, expected) in [
        ("see example.com for more", Pass),
        ("Ол Kaz.kz-тен оқыпты", Pass),
        ("https://news.tilshi.kz/a қараңыз", Pass),
        ("https://eviltilshi.kz/a қараңыз", Hold),
        ("Жазылыңыз: t.me/kazino", Hold),
        ("Пишите в wa.me/77051234567", Hold),
        ("asan@kaz.kz поштасына жазыңыз", Pass),
        ("10.30-да кел. Ол 25.01.2026 күні болды", Pass),
    ] {
        assert_eq!(with(text, Trust::New), expected, "{text}");
    }
    for text in [
        "http://95.56.1.2/login",
        "https://tilshi.kz@evil.example",
        "https://аррӏе.com",
        "kazino[.]kz кір",
        "заходи на kazino точка ру",
    ] {
        assert_eq!(with(text, Trust::Trusted), Hold, "{text}");
    }
}

#[test]
fn what_was_said_before_is_rejected_and_what_is_nearly_the_same_waits() {
    let said = "Ауылымызға жол қашан салынады, әкімдік жауап берсін!";
    for (text, own, others, expected) in [
        (said, said, "", Reject),
        (
            "АУЫЛЫМЫЗҒА жол қашан салынады әкімдік жауап берсін",
            said,
            "",
            Reject,
        ),
        (
            "Ауылымызға жoл қaшан сaлынады, әкімдік жауап берсін!",
            said,
            "",
            Reject,
        ),
        (
            "Ауылымызға жол қашан салынады, әкімдік жауап берсін енді!",
            said,
            "",
            Hold,
        ),
        (said, "", said, Hold),
        ("Ауылымызға су қашан келеді?", said, said, Pass),
        ("Рақмет!", "Рақмет!", "Рақмет!", Pass),
        (
            "Когда в посёлке будет дорога, ответьте людям?",
            "Когда в поселке будет дорога? Ответьте людям!",
            "",
            Reject,
        ),
        (
            "When will the road to our village be built?",
            "when will the road to our village be built",
            "",
            Reject,
        ),
    ] {
        let mut given = given(text);
        given.own = vec!["Басқа сөз болған еді".to_owned(), own.to_owned()];
        given.others = vec![others.to_owned()];
        assert_eq!(verdict_of(&given, Check::Repeat), expected, "{text}");
    }
}

#[test]
fn who_comments_too_fast_waits() {
    let mut many = given("Рақмет, жақсы мақала");
    for (by_person, by_network, expected) in [
        ((3, 3), (3, 3), Pass),
        ((4, 4), (4, 4), Reject),
        ((0, 40), (0, 40), Reject),
        ((0, 0), (59, 999), Pass),
        ((0, 0), (60, 60), Reject),
    ] {
        many.by_person = by_person;
        many.by_network = by_network;
        assert_eq!(
            verdict_of(&many, Check::Flood),
            expected,
            "{by_person:?} {by_network:?}"
        );
    }
    let mut slow = given("Рақмет, жақсы мақала");
    slow.thread.slow_seconds = 60;
    slow.last_here = Some(NOON - 59_000);
    let finding = ask(&slow).findings.remove(0);
    assert_eq!(
        finding.reason,
        Reason::Slow {
            seconds: 60,
            wait: 1
        }
    );
    slow.last_here = Some(NOON - 60_000);
    assert_eq!(verdict_of(&slow, Check::Flood), Pass);
    slow.last_here = Some(NOON);
    slow.author.is_newsroom = true;
    assert_eq!(verdict_of(&slow, Check::Flood), Pass);
}

#[test]
fn shouting_waits() {
    table(
        Check::Shouting,
        &[
            ("НЕГЕ ЖОЛ ЖОҚ, ӘКІМДІК ҚАЙДА ҚАРАП ОТЫР", Hold),
            ("КОГДА БУДЕТ ВОДА В НАШЕМ ПОСЁЛКЕ, СКОЛЬКО МОЖНО", Hold),
            ("WHY IS THERE NO ROAD TO OUR VILLAGE", Hold),
            ("Не деген сұмдық!!!!!!!!!!!!!", Hold),
            ("Ааааааааааа", Hold),
            ("🔥🔥🔥🔥🔥🔥🔥🔥", Hold),
            ("🔥😀❤\u{FE0F}🎉 🔥😀 👍🏽 👏", Hold),
            ("Қашан?!?!?!?!", Hold),
            ("👩\u{200D}🌾👨\u{200D}🌾 рақмет 👍🏽👏🏽", Pass),
            ("🇰🇿🇰🇿🇰🇿🇰🇿 алға", Pass),
            (
                "Мына жерде: https://kaz.kz/AAAAAAAAAAAA/BBBBBBBBBBBBBBBBBBBBBBBBBB",
                Pass,
            ),
            ("ҚАШАН?!", Pass),
            ("ҚР ІІМ, БҒМ, ДСМ", Pass),
            ("Ал енді... Күте тұрайық......... Солай.", Pass),
            ("----------------\nБөлек сөз", Pass),
            ("1000000000 теңге", Pass),
            ("Ура!!!", Pass),
            ("جول قاشان سالىنادى، اكىمدىك جاۋاپ بەرسىن", Pass),
        ],
    );
}

#[test]
fn closed_threads_take_nothing_of_anybody() {
    let mut closed = given("Рақмет, жақсы мақала");
    closed.author.is_newsroom = true;
    closed.thread.closed = Some(Closed::ByHand);
    assert_eq!(ask(&closed).verdict, Reject);
    closed.thread.closed = Some(Closed::ByAge { days: 30 });
    assert_eq!(
        ask(&closed).findings[0].reason,
        Reason::ClosedByAge { days: 30 }
    );
}

#[test]
fn people_are_taken_as_moderators_have_decided() {
    for (standing, expected) in [
        (Standing::Good, Pass),
        (Standing::Banned, Reject),
        (Standing::Suspended { until: NOON + 1 }, Reject),
        (Standing::Suspended { until: NOON }, Pass),
        (Standing::Shadowed, Pass),
    ] {
        let mut person = given("Рақмет, жақсы мақала");
        person.author.standing = standing;
        assert_eq!(ask(&person).verdict, expected, "{standing:?}");
    }
}

#[test]
fn new_people_and_premoderated_threads_wait() {
    let mut person = given("Рақмет, жақсы мақала");
    person.thread.newcomers_before = 3;
    for (approved, expected) in [(0, Hold), (2, Hold), (3, Pass)] {
        person.author.approved = approved;
        assert_eq!(verdict_of(&person, Check::Trust), expected, "{approved}");
    }
    person.thread.before = true;
    assert_eq!(verdict_of(&person, Check::Trust), Hold);
    person.author.is_newsroom = true;
    assert_eq!(verdict_of(&person, Check::Trust), Pass);
    let mut rejected = given("Рақмет, жақсы мақала");
    for (count, expected) in [(2, Pass), (3, Hold)] {
        rejected.author.rejected_recently = count;
        assert_eq!(verdict_of(&rejected, Check::Rejections), expected);
    }
}

#[test]
fn a_service_outside_is_listened_to() {
    let mut asked = given("Рақмет, жақсы мақала");
    for (said, expected) in [
        (ExternalVerdict::Said(Pass, String::new()), Pass),
        (ExternalVerdict::Said(Hold, "toxic".to_owned()), Hold),
        (ExternalVerdict::Said(Reject, "spam".to_owned()), Reject),
        (ExternalVerdict::Failed(Hold), Hold),
        (ExternalVerdict::Failed(Pass), Pass),
    ] {
        asked.external = Some(said.clone());
        assert_eq!(ask(&asked).verdict, expected, "{said:?}");
    }
}

#[test]
fn every_check_is_asked_and_the_strictest_decides() {
    let mut bad = given("ақымақтар жалаға толы https://spam.example");
    bad.author.trust = Trust::New;
    bad.thread.before = true;
    let examined = ask(&bad);
    let checks: Vec<Check> = examined
        .findings
        .iter()
        .map(|finding| finding.check)
        .collect();
    assert_eq!(
        checks,
        [
            Check::WordsReject,
            Check::WordsHold,
            Check::Links,
            Check::Trust
        ]
    );
    assert_eq!(examined.verdict, Reject);
    let json = serde_json::to_string(&examined).expect("JSON");
    let back: Examination = serde_json::from_str(&json).expect("the same");
    assert_eq!(back, examined);
}

#[test]
fn words_in_the_database_are_read_back() {
    for check in Check::ALL {
        assert_eq!(Check::parse(check.as_str()), Some(check));
    }
}
