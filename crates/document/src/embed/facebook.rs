//! Facebook has many addresses for a post; its plug-in takes the post's address as a parameter.

use super::recognise::{Addresses, is_code, is_number, is_user_name};
use crate::address::WebAddress;

/// A video has a plug-in of its own.
enum Kind {
    Post,
    Video,
}

pub(super) fn addresses(parts: &WebAddress) -> Addresses {
    let segments = parts.segments();
    let (path, kind) = match segments.as_slice() {
        [user, "posts", post] if is_user_name(user) && is_post(post) => {
            (format!("{user}/posts/{post}"), Kind::Post)
        }
        // Newer addresses carry the beginning of the text before the number; the number suffices.
        [user, "posts", _, post] if is_user_name(user) && is_number(post) => {
            (format!("{user}/posts/{post}"), Kind::Post)
        }
        ["permalink.php" | "story.php"] => {
            let post = parts.parameter("story_fbid").filter(|post| is_post(post))?;
            let owner = parts.parameter("id").filter(|owner| is_number(owner))?;
            (
                format!("permalink.php?story_fbid={post}&id={owner}"),
                Kind::Post,
            )
        }
        ["photo" | "photo.php"] => {
            let photograph = parts.parameter("fbid").filter(|number| is_number(number))?;
            (format!("photo.php?fbid={photograph}"), Kind::Post)
        }
        [user, "videos", video] | [user, "videos", _, video]
            if is_user_name(user) && is_number(video) =>
        {
            (format!("{user}/videos/{video}"), Kind::Video)
        }
        ["watch"] => {
            let video = parts.parameter("v").filter(|video| is_number(video))?;
            (format!("watch/?v={video}"), Kind::Video)
        }
        ["reel", video] if is_number(video) => (format!("reel/{video}"), Kind::Video),
        _ => return None,
    };
    let url = format!("https://www.facebook.com/{path}");
    let plugin = match kind {
        Kind::Post => "post",
        Kind::Video => "video",
    };
    let frame = format!(
        "https://www.facebook.com/plugins/{plugin}.php?href={}&show_text=true",
        encode(&url)
    );
    Some((url, frame))
}

/// A number or a "pfbid…" code.
fn is_post(text: &str) -> bool {
    is_number(text) || (text.starts_with("pfbid") && text.len() <= 100 && is_code(text))
}

/// Percent-encodes an ASCII address for use as the value of a parameter.
fn encode(address: &str) -> String {
    address
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
