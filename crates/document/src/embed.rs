//! Posts and videos of other sites.
//!
//! Only providers known here can be embedded: an address is taken apart, the identifiers in it are
//! checked character by character, and the two addresses that leave this crate (the post's and the
//! frame's) are put together anew from them. Nothing of the given address is passed on unread.

mod facebook;
mod recognise;
#[cfg(test)]
mod tests;

use crate::address::{AddressError, WebAddress};

const ACCEPTED: &str = "https addresses of one post or video on YouTube, Telegram (t.me), \
                        Instagram, X (Twitter), TikTok, Facebook or Vimeo";

/// A site whose posts or videos can be embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Provider {
    /// youtube.com, youtu.be
    YouTube,
    /// t.me: a post of a public channel
    Telegram,
    /// instagram.com
    Instagram,
    /// x.com, twitter.com
    X,
    /// tiktok.com
    TikTok,
    /// facebook.com
    Facebook,
    /// vimeo.com
    Vimeo,
}

impl Provider {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::YouTube,
        Self::Telegram,
        Self::Instagram,
        Self::X,
        Self::TikTok,
        Self::Facebook,
        Self::Vimeo,
    ];

    /// Its name as it writes it itself; the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::YouTube => "YouTube",
            Self::Telegram => "Telegram",
            Self::Instagram => "Instagram",
            Self::X => "X",
            Self::TikTok => "TikTok",
            Self::Facebook => "Facebook",
            Self::Vimeo => "Vimeo",
        }
    }

    /// A word for style sheets and scripts: `youtube`, `telegram` …
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::YouTube => "youtube",
            Self::Telegram => "telegram",
            Self::Instagram => "instagram",
            Self::X => "x",
            Self::TikTok => "tiktok",
            Self::Facebook => "facebook",
            Self::Vimeo => "vimeo",
        }
    }

    /// The origin of its frames, for the `frame-src` of a Content-Security-Policy.
    #[must_use]
    pub fn frame_origin(self) -> &'static str {
        match self {
            Self::YouTube => "https://www.youtube-nocookie.com",
            Self::Telegram => "https://t.me",
            Self::Instagram => "https://www.instagram.com",
            Self::X => "https://platform.twitter.com",
            Self::TikTok => "https://www.tiktok.com",
            Self::Facebook => "https://www.facebook.com",
            Self::Vimeo => "https://player.vimeo.com",
        }
    }
}

/// A post or video of a known provider.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Embed {
    provider: Provider,
    url: String,
    frame_url: String,
}

impl Embed {
    /// Recognises the address that a browser or a "share" button shows.
    ///
    /// ```
    /// use document::{Embed, Provider};
    ///
    /// let embed = Embed::parse("https://youtu.be/dQw4w9WgXcQ?si=tracking").unwrap();
    /// assert_eq!(embed.provider(), Provider::YouTube);
    /// assert_eq!(embed.url(), "https://www.youtube.com/watch?v=dQw4w9WgXcQ");
    /// assert_eq!(embed.frame_url(), "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ");
    /// ```
    ///
    /// # Errors
    /// Another scheme than `https`, a host of no known provider, a path that does not lead to a
    /// single post or video (profiles, searches, private posts, short links that only the provider
    /// can resolve), a port, a user name.
    pub fn parse(address: &str) -> Result<Self, AddressError> {
        WebAddress::parse(address)
            .and_then(|parts| recognise::recognise(&parts))
            .map_err(|problem| AddressError::new(address, problem, ACCEPTED))
    }

    /// Whose it is.
    #[must_use]
    pub fn provider(&self) -> Provider {
        self.provider
    }

    /// The address of the post or video itself, without tracking parameters.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The address of the provider's frame. Load it only after a click: it sets cookies.
    #[must_use]
    pub fn frame_url(&self) -> &str {
        &self.frame_url
    }
}
