//! The addresses of each provider.

use super::{Embed, Provider, facebook};
use crate::address::{AddressProblem, WebAddress};

/// A post or video whose identifiers have been checked.
pub(super) fn recognise(parts: &WebAddress) -> Result<Embed, AddressProblem> {
    if parts.scheme != "https" {
        return Err(AddressProblem::Scheme);
    }
    if !parts.port.is_empty() {
        return Err(AddressProblem::Port);
    }
    let provider = provider_of(&parts.host).ok_or(AddressProblem::Provider)?;
    let addresses = match provider {
        Provider::YouTube => youtube(parts),
        Provider::Telegram => telegram(parts),
        Provider::Instagram => instagram(parts),
        Provider::X => x(parts),
        Provider::TikTok => tiktok(parts),
        Provider::Facebook => facebook::addresses(parts),
        Provider::Vimeo => vimeo(parts),
    };
    let (url, frame_url) = addresses.ok_or(AddressProblem::Post(provider.name()))?;
    Ok(Embed {
        provider,
        url,
        frame_url,
    })
}

/// Whole host names only: `youtube.com.evil.test` and `notyoutube.com` are others.
fn provider_of(host: &str) -> Option<Provider> {
    Some(match host {
        "youtube.com"
        | "www.youtube.com"
        | "m.youtube.com"
        | "music.youtube.com"
        | "youtu.be"
        | "www.youtube-nocookie.com"
        | "youtube-nocookie.com" => Provider::YouTube,
        "t.me" | "telegram.me" => Provider::Telegram,
        "instagram.com" | "www.instagram.com" | "m.instagram.com" => Provider::Instagram,
        "x.com" | "www.x.com" | "mobile.x.com" | "twitter.com" | "www.twitter.com"
        | "mobile.twitter.com" => Provider::X,
        "tiktok.com" | "www.tiktok.com" | "m.tiktok.com" => Provider::TikTok,
        "facebook.com" | "www.facebook.com" | "m.facebook.com" | "web.facebook.com" => {
            Provider::Facebook
        }
        "vimeo.com" | "www.vimeo.com" | "player.vimeo.com" => Provider::Vimeo,
        _ => return None,
    })
}

/// The post's address and the frame's.
pub(super) type Addresses = Option<(String, String)>;

fn youtube(parts: &WebAddress) -> Addresses {
    let segments = parts.segments();
    let video = match (parts.host.as_str(), segments.as_slice()) {
        ("youtu.be", [video]) => video,
        ("youtu.be", _) => return None,
        (_, ["watch"]) => parts.parameter("v")?,
        (_, ["embed" | "shorts" | "live" | "v", video]) => video,
        _ => return None,
    };
    if video.len() != 11 || !is_code(video) || video == "videoseries" {
        return None;
    }
    let start = parts
        .parameter("t")
        .or_else(|| parts.parameter("start"))
        .and_then(seconds);
    let (watch, embed) = start.map_or_else(Default::default, |start| {
        (format!("&t={start}s"), format!("?start={start}"))
    });
    Some((
        format!("https://www.youtube.com/watch?v={video}{watch}"),
        format!("https://www.youtube-nocookie.com/embed/{video}{embed}"),
    ))
}

/// `90`, `90s`, `1m30s`, `1h2m3s` as seconds; nothing for 0, since that is the beginning.
fn seconds(time: &str) -> Option<u32> {
    let mut total: u32 = 0;
    let mut number = String::new();
    for character in time.chars() {
        let factor = match character {
            '0'..='9' => {
                number.push(character);
                continue;
            }
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        let part: u32 = std::mem::take(&mut number).parse().ok()?;
        total = total.checked_add(part.checked_mul(factor)?)?;
    }
    if !number.is_empty() {
        total = total.checked_add(number.parse().ok()?)?;
    }
    (total > 0).then_some(total)
}

fn telegram(parts: &WebAddress) -> Addresses {
    let segments = parts.segments();
    let (channel, post) = match segments.as_slice() {
        ["s", channel, post] | [channel, post] => (*channel, *post),
        _ => return None,
    };
    // "c" stands before the number of a private channel, whose posts only members see.
    let is_channel = matches!(channel.len(), 4..=32)
        && channel.starts_with(|first: char| first.is_ascii_alphabetic())
        && channel
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !is_channel || !is_number(post) {
        return None;
    }
    let url = format!("https://t.me/{channel}/{post}");
    let frame = format!("{url}?embed=1");
    Some((url, frame))
}

fn instagram(parts: &WebAddress) -> Addresses {
    let segments = parts.segments();
    let (kind, code) = match segments.as_slice() {
        [kind, code] | [kind, code, "embed"] | [kind, code, "embed", "captioned"] => (*kind, *code),
        [user, kind, code] if is_user_name(user) => (*kind, *code),
        _ => return None,
    };
    let kind = match kind {
        "p" => "p",
        "reel" | "reels" => "reel",
        "tv" => "tv",
        _ => return None,
    };
    if !matches!(code.len(), 5..=64) || !is_code(code) {
        return None;
    }
    let url = format!("https://www.instagram.com/{kind}/{code}/");
    let frame = format!("{url}embed/captioned/");
    Some((url, frame))
}

fn x(parts: &WebAddress) -> Addresses {
    let segments = parts.segments();
    let (user, post) = match segments.as_slice() {
        ["i", "web", "status", post] | ["i", "status", post] => ("i", *post),
        [user, "status" | "statuses", post, ..] => (*user, *post),
        _ => return None,
    };
    let is_user = matches!(user.len(), 1..=15)
        && user
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !is_user || !is_number(post) {
        return None;
    }
    Some((
        format!("https://x.com/{user}/status/{post}"),
        format!("https://platform.twitter.com/embed/Tweet.html?id={post}&dnt=true"),
    ))
}

fn tiktok(parts: &WebAddress) -> Addresses {
    let segments = parts.segments();
    let [user, "video", video] = segments.as_slice() else {
        return None;
    };
    let name = user.strip_prefix('@')?;
    if !is_user_name(name) || !is_number(video) {
        return None;
    }
    Some((
        format!("https://www.tiktok.com/@{name}/video/{video}"),
        format!("https://www.tiktok.com/player/v1/{video}"),
    ))
}

fn vimeo(parts: &WebAddress) -> Addresses {
    let segments = parts.segments();
    let (video, secret) = match (parts.host.as_str(), segments.as_slice()) {
        ("player.vimeo.com", ["video", video]) => (*video, parts.parameter("h")),
        ("player.vimeo.com", _) => return None,
        (_, [video]) => (*video, None),
        (_, ["channels", channel, video]) if is_code(channel) => (*video, None),
        (_, [video, secret]) => (*video, Some(*secret)),
        _ => return None,
    };
    if !is_number(video) {
        return None;
    }
    // An unlisted video is found only with the word that follows its number.
    match secret {
        None => Some((
            format!("https://vimeo.com/{video}"),
            format!("https://player.vimeo.com/video/{video}?dnt=1"),
        )),
        Some(secret) => {
            let is_secret = matches!(secret.len(), 6..=32)
                && secret.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_secret.then(|| {
                (
                    format!("https://vimeo.com/{video}/{secret}"),
                    format!("https://player.vimeo.com/video/{video}?dnt=1&h={secret}"),
                )
            })
        }
    }
}

/// Letters, digits, hyphens and underscores of ASCII.
pub(super) fn is_code(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// A number of at most 20 digits (all 64-bit identifiers) that does not begin with 0.
pub(super) fn is_number(text: &str) -> bool {
    matches!(text.len(), 1..=20)
        && !text.starts_with('0')
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Letters, digits, dots and underscores, as Instagram, TikTok and Facebook have them.
pub(super) fn is_user_name(text: &str) -> bool {
    matches!(text.len(), 1..=64)
        && !text.starts_with('.')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}
