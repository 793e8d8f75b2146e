use super::*;
use crate::{
    language::Language::{English, Kazakh, Russian},
    mail::{
        DigestLine,
        testing::{address, configuration, details},
    },
    server::configuration::Configuration,
};
use scraper::{Html, Selector};
use std::{collections::HashSet, sync::Arc};

const ATTACK: &str = "<b>\"x\"</b>\r\nBcc: y@example.kz \u{202e}&amp;'";

fn paper(variables: &[(&str, &str)]) -> Arc<Configuration> {
    let folder = tempfile::tempdir().expect("a folder");
    configuration(folder.path(), variables)
}

/// A mail with every detail that any kind needs.
fn mail(kind: MailKind, language: Language) -> Mail {
    Mail {
        kind,
        person_id: Some(1),
        recipient: address("aigul@example.kz"),
        language,
        details: details(&[
            (detail::ADDRESS, "marat@other.example"),
            (detail::PASSKEY, "Redmi 12"),
            (detail::INVITER, "Сәуле Ахметова"),
            (detail::ROLE, "editor"),
            (detail::UNTIL, "1795457112123"),
            (detail::COUNT, "3"),
            (
                detail::NOTICES,
                &DigestLine::write(&[DigestLine {
                    words: "Марат пікіріңізге жауап берді.".to_owned(),
                    excerpt: "Келісемін".to_owned(),
                    address: "https://paper.example/kk/bilim/mektep?comment=7#comment-7".to_owned(),
                }]),
            ),
        ]),
    }
}

fn write(mail: &Mail, token: Option<&Secret>) -> Letter {
    write_letter(mail, token, &paper(&[]).site).expect("a letter")
}

/// Texts of elements, and addresses of links.
fn read_html(html: &str) -> (String, Vec<String>) {
    let document = Html::parse_document(html);
    let text = document.root_element().text().collect();
    let links = Selector::parse("a[href]").expect("a selector");
    let links = document
        .select(&links)
        .filter_map(|link| Some(link.value().attr("href")?.to_owned()))
        .collect();
    (text, links)
}

#[test]
fn every_mail_says_in_every_language_what_it_is_for() {
    let secret = Secret::generate().expect("random numbers");
    let token = format!("?token={}", secret.reveal());
    let mut subjects = HashSet::new();
    for language in [Kazakh, Russian, English] {
        let code = language.code();
        let name = if language == English {
            "Tilshi"
        } else {
            "Тілші"
        };
        for kind in MailKind::ALL {
            let page = match kind {
                MailKind::ConfirmAddress => format!("account/confirm{token}"),
                MailKind::ResetPassword => format!("account/reset{token}"),
                MailKind::ConfirmNewAddress => format!("account/e-mail{token}"),
                MailKind::Invitation => format!("account/invitation{token}"),
                MailKind::AccountExists | MailKind::DeletionAsked => "sign-in".to_owned(),
                MailKind::AddressChangeAsked => "account".to_owned(),
                MailKind::Digest => "comments".to_owned(),
                _ => "account/forgot".to_owned(),
            };
            let link = format!("https://paper.example/{code}/{page}");
            let mail = mail(kind, language);
            let letter = write(&mail, kind.token().and(Some(&secret)));
            let (html, links) = read_html(&letter.html);
            let what = format!("{kind:?} {code}: {letter:?}");

            assert_eq!(letter.language, language);
            assert!(letter.subject.starts_with(&format!("{name}: ")), "{what}");
            assert!(subjects.insert(letter.subject.clone()), "twice: {what}");
            assert!(html.contains(&letter.subject), "{what}");
            for text in [&letter.subject, &letter.plain, &letter.html] {
                assert!(!text.contains("{{") && !text.contains("}}"), "{what}");
            }
            let home = "https://paper.example";
            if kind == MailKind::AddressChanged {
                assert_eq!(links, [home], "{what}");
            } else {
                assert!(letter.plain.lines().any(|line| line == link), "{what}");
                let twice = links.iter().filter(|other| **other == link).count();
                assert_eq!(twice, 2, "as a button and in clear: {what}");
                assert!(html.contains(&link), "{what}");
            }
            assert!(letter.plain.ends_with(&format!(
                "-- \n{name}\nhttps://paper.example\n{}\n",
                td_string!(Locale::from(language), mail.automatic)
            )));
            // Whatever the plain text says, the HTML says too.
            for line in letter.plain.lines().filter(|line| *line != "-- ") {
                assert!(
                    html.contains(line.trim_end_matches(':')),
                    "{line} in {what}"
                );
            }
            assert!(
                letter
                    .html
                    .contains(&format!("<html lang=\"{code}\" dir=\"ltr\">"))
            );
            for loaded in [
                "<img",
                "<link",
                "<script",
                "<style",
                "src=",
                "url(",
                "background=",
            ] {
                assert!(!letter.html.contains(loaded), "{loaded} in {what}");
            }
        }
    }
    assert_eq!(subjects.len(), 3 * MailKind::ALL.len());
}

#[test]
fn what_a_mail_needs_to_know_stands_in_it() {
    let secret = Secret::generate().expect("random numbers");
    for (kind, language, text) in [
        (
            MailKind::ConfirmAddress,
            Kazakh,
            "Сілтеме 24 сағат бойы, бір рет қана жарайды.",
        ),
        (
            MailKind::ConfirmNewAddress,
            Russian,
            "Ссылка действует 24 часа и сработает один раз.",
        ),
        (
            MailKind::ResetPassword,
            Russian,
            "Ссылка действует 1 час и сработает один раз.",
        ),
        (
            MailKind::ResetPassword,
            English,
            "The link works for 1 hour, and only once.",
        ),
        (
            MailKind::Invitation,
            Russian,
            "Ссылка действует 7 дней и сработает один раз.",
        ),
        (
            MailKind::Invitation,
            English,
            "The link works for 7 days, and only once.",
        ),
        (
            MailKind::Invitation,
            Kazakh,
            "Сәуле Ахметова сізді «Тілші» газетіне шақырады.",
        ),
        (MailKind::Invitation, Kazakh, "Рөліңіз: Редактор."),
        (MailKind::Invitation, English, "Your role: Editor."),
        (
            MailKind::AccountExists,
            English,
            "https://paper.example/en/account/forgot",
        ),
        (MailKind::AddressChangeAsked, English, "m***@other.example"),
        (MailKind::AddressChanged, Russian, "m***@other.example"),
        (
            MailKind::PasskeyAdded,
            English,
            "A passkey was added to your account at Tilshi: Redmi 12.",
        ),
        (
            MailKind::PasskeyRemoved,
            Kazakh,
            "кіру кілті алып тасталды: Redmi 12.",
        ),
        (
            MailKind::DeletionAsked,
            English,
            "This will be done on 23 November 2026, 23:05.",
        ),
        (
            MailKind::DeletionAsked,
            Russian,
            "Он будет удалён 23 ноября 2026, 23:05.",
        ),
    ] {
        let letter = write(&mail(kind, language), kind.token().and(Some(&secret)));
        assert!(letter.plain.contains(text), "{text} in {}", letter.plain);
        assert!(letter.html.contains(text), "{text} in {}", letter.html);
    }
    for kind in [MailKind::AddressChangeAsked, MailKind::AddressChanged] {
        let letter = write(&mail(kind, English), None);
        assert!(!letter.plain.contains("marat") && !letter.html.contains("marat"));
    }
}

#[test]
fn names_are_text_and_nothing_else() {
    let secret = Secret::generate().expect("random numbers");
    let readable = "<b>\"x\"</b> Bcc: y@example.kz &amp;'";
    let escaped = "&lt;b&gt;&quot;x&quot;&lt;/b&gt; Bcc: y@example.kz &amp;amp;&#39;";
    for (kind, key) in [
        (MailKind::Invitation, detail::INVITER),
        (MailKind::PasskeyAdded, detail::PASSKEY),
        (MailKind::PasskeyRemoved, detail::PASSKEY),
    ] {
        let mut mail = mail(kind, English);
        mail.details.insert(key.to_owned(), ATTACK.to_owned());
        let letter = write(&mail, kind.token().and(Some(&secret)));
        assert!(letter.plain.contains(readable), "{}", letter.plain);
        assert!(letter.html.contains(escaped), "{}", letter.html);
        assert!(!letter.html.contains("<b>"));
        assert!(read_html(&letter.html).0.contains(readable));

        mail.details.insert(key.to_owned(), "ы".repeat(1000));
        let letter = write(&mail, kind.token().and(Some(&secret)));
        assert_eq!(letter.plain.matches('ы').count(), 99);
        assert!(letter.plain.contains("ы…"));
    }
    let named = paper(&[
        ("TILSHI_SITE_LANGUAGES", "en"),
        ("TILSHI_SITE_NAME_EN", "News & <i>Views</i>"),
    ]);
    let letter = write_letter(&mail(MailKind::PasswordChanged, English), None, &named.site);
    let html = letter.expect("a letter").html;
    assert!(html.contains("News &amp; &lt;i&gt;Views&lt;/i&gt;") && !html.contains("<i>"));
}

#[test]
fn a_language_that_the_paper_does_not_have_becomes_its_own() {
    let russian = paper(&[("TILSHI_SITE_LANGUAGES", "ru,kk")]);
    let letter = write_letter(&mail(MailKind::AccountExists, English), None, &russian.site);
    let letter = letter.expect("a letter");
    assert_eq!(letter.language, Russian);
    assert!(letter.plain.contains("https://paper.example/ru/sign-in"));
}

#[test]
fn a_mail_without_what_it_needs_is_not_written() {
    let secret = Secret::generate().expect("random numbers");
    let site = &paper(&[]).site;
    for kind in MailKind::ALL {
        for key in kind.details() {
            let mut mail = mail(kind, English);
            mail.details.remove(*key);
            let token = kind.token().and(Some(&secret));
            let error = write_letter(&mail, token, site).expect_err("no letter");
            assert_eq!(error, LetterError::Detail(key));
        }
        let without_token = write_letter(&mail(kind, English), None, site);
        let expected = kind.token().map(|_| LetterError::Token);
        assert_eq!(without_token.err(), expected);
    }
    for (kind, key, value) in [
        (MailKind::Invitation, detail::ROLE, "king"),
        (MailKind::DeletionAsked, detail::UNTIL, "tomorrow"),
        (MailKind::Digest, detail::COUNT, "many"),
        (MailKind::Digest, detail::NOTICES, "[1]"),
    ] {
        let mut mail = mail(kind, English);
        mail.details.insert(key.to_owned(), value.to_owned());
        let error = write_letter(&mail, Some(&secret), site).expect_err("no letter");
        assert_eq!(error, LetterError::Detail(key));
    }
}

#[test]
fn the_mail_of_a_day_tells_what_is_new_and_how_to_be_rid_of_it() {
    for (language, count, text) in [
        (English, "1", "There is 1 new notice about your comments."),
        (
            English,
            "12",
            "There are 12 new notices about your comments.",
        ),
        (
            Russian,
            "2",
            "О ваших комментариях есть 2 новых уведомления.",
        ),
        (
            Russian,
            "5",
            "О ваших комментариях есть 5 новых уведомлений.",
        ),
        (Kazakh, "5", "Пікірлеріңіз туралы 5 жаңа хабарлама бар."),
    ] {
        let mut mail = mail(MailKind::Digest, language);
        mail.details
            .insert(detail::COUNT.to_owned(), count.to_owned());
        let attack = DigestLine {
            words: ATTACK.to_owned(),
            excerpt: ATTACK.to_owned(),
            address: String::new(),
        };
        let mut lines = DigestLine::read(&mail.details[detail::NOTICES]).expect("lines");
        lines.push(attack);
        mail.details
            .insert(detail::NOTICES.to_owned(), DigestLine::write(&lines));
        let letter = write(&mail, None);
        assert!(letter.plain.contains(text), "{}", letter.plain);
        let (html, links) = read_html(&letter.html);
        for line in ["Марат пікіріңізге жауап берді.", "Келісемін"]
        {
            assert!(letter.plain.contains(line) && html.contains(line), "{html}");
        }
        let comment = "https://paper.example/kk/bilim/mektep?comment=7#comment-7";
        assert!(links.contains(&comment.to_owned()), "{links:?}");
        assert!(!letter.html.contains("<b>") && !letter.plain.contains('\u{202e}'));
        let page = format!("https://paper.example/{}/comments#digest", language.code());
        assert_eq!(letter.unsubscribe, Some(page));
    }
    let letter = write(&mail(MailKind::PasswordChanged, English), None);
    assert_eq!(letter.unsubscribe, None);
}
