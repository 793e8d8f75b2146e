//! Addresses as one types them, checked by the rules of the article body.

use crate::Locale;
use document::{AddressProblem, Embed, Href};
use leptos_i18n::td_string;

/// Reads the address of a link. Without its beginning `gazet.kz/kk` is meant all the same, and a mail
/// address too.
///
/// # Errors
/// What is wrong with it as it was typed.
pub(super) fn read_link(typed: &str) -> Result<String, AddressProblem> {
    let address = typed.trim();
    let problem = match Href::parse(address) {
        Ok(href) => return Ok(href.as_str().to_owned()),
        Err(error) => error.problem,
    };
    completed(address)
        .and_then(|completed| Href::parse(&completed).ok())
        .map(|href| href.as_str().to_owned())
        .ok_or(problem)
}

/// The whole address, if what was typed may be one without its beginning.
fn completed(address: &str) -> Option<String> {
    let host = address.split(['/', '?', '#', ':']).next()?;
    let (name, ending) = host.rsplit_once('.')?;
    let is_ending = ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic);
    if name.is_empty() || !is_ending {
        return None;
    }
    match address.matches('@').count() {
        0 => Some(format!("https://{address}")),
        1 if !address.contains('/') => Some(format!("mailto:{address}")),
        _ => None,
    }
}

/// Reads the address of a post or video: its canonical address and the provider's name.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read_embed(typed: &str) -> Result<(String, &'static str), AddressProblem> {
    Embed::parse(typed.trim())
        .map(|embed| (embed.url().to_owned(), embed.provider().name()))
        .map_err(|error| error.problem)
}

/// What is wrong with an address, in words.
pub(super) fn words_of(problem: &AddressProblem, locale: Locale) -> String {
    let words = match problem {
        AddressProblem::Character(character) => {
            let character = shown(*character);
            return td_string!(locale, editor.address_character, character = character);
        }
        AddressProblem::Empty => td_string!(locale, editor.address_empty),
        AddressProblem::TooLong => td_string!(locale, editor.address_too_long),
        AddressProblem::Scheme | AddressProblem::ProtocolRelative => {
            td_string!(locale, editor.address_scheme)
        }
        AddressProblem::UserName => td_string!(locale, editor.address_user),
        AddressProblem::Host | AddressProblem::Port => td_string!(locale, editor.address_host),
        AddressProblem::Provider => td_string!(locale, editor.embed_provider),
        AddressProblem::Post(_) => td_string!(locale, editor.embed_post),
        _ => td_string!(locale, editor.address_form),
    };
    words.to_owned()
}

/// A character as it can be seen: invisible ones by their number.
fn shown(character: char) -> String {
    if character.is_whitespace() {
        "␣".to_owned()
    } else if character.is_control() || !character.is_ascii_graphic() {
        format!("U+{:04X}", u32::from(character))
    } else {
        character.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_be_typed_without_its_beginning() {
        for (typed, read) in [
            ("gazet.kz/kk/bilim", "https://gazet.kz/kk/bilim"),
            (" HTTPS://Gazet.kz ", "https://gazet.kz"),
            ("redaksia@gazet.kz", "mailto:redaksia@gazet.kz"),
            ("тілші.қаз", "https://тілші.қаз"),
            ("gazet.kz:8080/a", "https://gazet.kz:8080/a"),
            ("/kk/bilim", "/kk/bilim"),
            ("#kesте", "#kesте"),
            ("tel:+77272500000", "tel:+77272500000"),
        ] {
            assert_eq!(read_link(typed).as_deref(), Ok(read), "{typed}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_of_what_was_typed() {
        assert_eq!(read_link(""), Err(AddressProblem::Empty));
        assert_eq!(
            read_link("//gazet.kz"),
            Err(AddressProblem::ProtocolRelative)
        );
        assert_eq!(
            read_link("javascript:alert(1)"),
            Err(AddressProblem::Scheme)
        );
        assert_eq!(read_link("мектеп"), Err(AddressProblem::Scheme));
        assert_eq!(
            read_link("gazet.kz/a b"),
            Err(AddressProblem::Character(' '))
        );
        let words = words_of(&AddressProblem::Character('\u{200B}'), Locale::en);
        assert!(words.contains("U+200B"), "{words}");
    }

    #[test]
    fn providers_are_recognised() {
        let video = "https://youtu.be/dQw4w9WgXcQ";
        assert_eq!(read_embed(video).map(|found| found.1), Ok("YouTube"));
        assert_eq!(
            read_embed("https://gazet.kz/a"),
            Err(AddressProblem::Provider)
        );
    }
}
