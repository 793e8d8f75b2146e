use super::*;

fn parsed(address: &str) -> (Provider, String, String) {
    let embed = Embed::parse(address).unwrap();
    let again = Embed::parse(embed.url()).unwrap();
    assert_eq!(embed, again, "the post's own address means the same post");
    assert!(
        embed
            .frame_url()
            .strip_prefix(embed.provider().frame_origin())
            .is_some_and(|rest| rest.starts_with('/')),
        "{} is not under the declared origin",
        embed.frame_url()
    );
    (embed.provider, embed.url, embed.frame_url)
}

#[test]
fn youtube_in_all_its_spellings() {
    for address in [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com/watch?feature=share&v=dQw4w9WgXcQ&list=PL1",
        "https://m.youtube.com/watch?v=dQw4w9WgXcQ#comments",
        "https://youtu.be/dQw4w9WgXcQ?si=abc",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube.com/live/dQw4w9WgXcQ?feature=share",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "HTTPS://WWW.YOUTUBE.COM/watch?v=dQw4w9WgXcQ",
    ] {
        assert_eq!(
            parsed(address),
            (
                Provider::YouTube,
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ".to_owned(),
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ".to_owned()
            )
        );
    }
}

#[test]
fn youtube_keeps_the_moment_to_start_at() {
    for (time, seconds) in [
        ("t=90", 90),
        ("t=90s", 90),
        ("t=1h2m3s", 3723),
        ("start=5", 5),
    ] {
        let (_, url, frame) = parsed(&format!("https://youtu.be/dQw4w9WgXcQ?{time}"));
        assert_eq!(
            url,
            format!("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t={seconds}s")
        );
        assert_eq!(
            frame,
            format!("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start={seconds}")
        );
    }
    for time in ["t=0", "t=", "t=x", "t=99999999999", "t=9999999h", "t=s"] {
        let (_, url, _) = parsed(&format!("https://youtu.be/dQw4w9WgXcQ?{time}"));
        assert_eq!(url, "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "{time}");
    }
}

#[test]
fn the_other_providers() {
    for (address, provider, url, frame) in [
        (
            "https://t.me/s/tilshi_kz/1234?before=9",
            Provider::Telegram,
            "https://t.me/tilshi_kz/1234",
            "https://t.me/tilshi_kz/1234?embed=1",
        ),
        (
            "https://instagram.com/tilshi.kz/p/CxY_z-12345/?igshid=x",
            Provider::Instagram,
            "https://www.instagram.com/p/CxY_z-12345/",
            "https://www.instagram.com/p/CxY_z-12345/embed/captioned/",
        ),
        (
            "https://www.instagram.com/reels/CxY_z-12345/",
            Provider::Instagram,
            "https://www.instagram.com/reel/CxY_z-12345/",
            "https://www.instagram.com/reel/CxY_z-12345/embed/captioned/",
        ),
        (
            "https://mobile.twitter.com/TokayevKZ/status/1234567890123456789?s=20",
            Provider::X,
            "https://x.com/TokayevKZ/status/1234567890123456789",
            "https://platform.twitter.com/embed/Tweet.html?id=1234567890123456789&dnt=true",
        ),
        (
            "https://x.com/i/web/status/12",
            Provider::X,
            "https://x.com/i/status/12",
            "https://platform.twitter.com/embed/Tweet.html?id=12&dnt=true",
        ),
        (
            "https://www.tiktok.com/@aqtobe.tv/video/7123456789012345678?lang=kk",
            Provider::TikTok,
            "https://www.tiktok.com/@aqtobe.tv/video/7123456789012345678",
            "https://www.tiktok.com/player/v1/7123456789012345678",
        ),
        (
            "https://m.facebook.com/aqtobe.media/posts/pfbid02abcDEF?__tn__=x",
            Provider::Facebook,
            "https://www.facebook.com/aqtobe.media/posts/pfbid02abcDEF",
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F\
             aqtobe.media%2Fposts%2Fpfbid02abcDEF&show_text=true",
        ),
        (
            "https://www.facebook.com/watch/?v=123",
            Provider::Facebook,
            "https://www.facebook.com/watch/?v=123",
            "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2F\
             watch%2F%3Fv%3D123&show_text=true",
        ),
        (
            "https://www.facebook.com/story.php?story_fbid=5&id=7",
            Provider::Facebook,
            "https://www.facebook.com/permalink.php?story_fbid=5&id=7",
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F\
             permalink.php%3Fstory_fbid%3D5%26id%3D7&show_text=true",
        ),
        (
            "https://vimeo.com/channels/staffpicks/76979871",
            Provider::Vimeo,
            "https://vimeo.com/76979871",
            "https://player.vimeo.com/video/76979871?dnt=1",
        ),
        (
            "https://player.vimeo.com/video/76979871?h=8272103f6e",
            Provider::Vimeo,
            "https://vimeo.com/76979871/8272103f6e",
            "https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e",
        ),
    ] {
        assert_eq!(
            parsed(address),
            (provider, url.to_owned(), frame.to_owned()),
            "{address}"
        );
    }
}

#[test]
fn everything_else_is_refused() {
    for address in [
        "",
        "dQw4w9WgXcQ",
        "http://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "//www.youtube.com/watch?v=dQw4w9WgXcQ",
        "javascript:alert(1)//https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "data:text/html,https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.evil.test/watch?v=dQw4w9WgXcQ",
        "https://evil.test/www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://evil.test/?https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
        "https://evil.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com@evil.test/watch?v=dQw4w9WgXcQ",
        "https://evil.test@www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com./watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com\\@evil.test/watch?v=dQw4w9WgXcQ",
        "https://www.yоutube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/watch?v=dQw4w9WgXc",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQQ",
        "https://www.youtube.com/watch?v=dQw4w9WgX'Q",
        "https://www.youtube.com/watch?v=\"onload=al",
        "https://www.youtube.com/watch?v=%64Qw4w9WgXcQ",
        "https://www.youtube.com/embed/videoseries?list=PL1",
        "https://www.youtube.com/redirect?q=https://evil.test",
        "https://www.youtube.com/@tilshi",
        "https://youtu.be/",
        "https://youtu.be/a/dQw4w9WgXcQ",
        "https://t.me/tilshi",
        "https://t.me/c/1234567890/12",
        "https://t.me/+invitation/12",
        "https://t.me/tilshi/12a",
        "https://t.me/tilshi/012",
        "https://t.me/../../12",
        "https://t.me/joinchat/AAAA",
        "https://instagram.com/tilshi",
        "https://instagram.com/p/",
        "https://instagram.com/p/a%2F..%2Fb",
        "https://instagram.com/stories/tilshi/123",
        "https://x.com/tilshi",
        "https://x.com/tilshi/status/12%00",
        "https://x.com/way_too_long_name/status/12",
        "https://platform.twitter.com/embed/Tweet.html?id=12",
        "https://vm.tiktok.com/ZMabc/",
        "https://www.tiktok.com/tilshi/video/12",
        "https://www.tiktok.com/@../video/12",
        "https://www.facebook.com/aqtobe.media",
        "https://www.facebook.com/plugins/post.php?href=https://evil.test",
        "https://www.facebook.com/l.php?u=https://evil.test",
        "https://www.facebook.com/permalink.php?story_fbid=5",
        "https://www.facebook.com/a/posts/pfbid0&x=",
        "https://vimeo.com/about",
        "https://vimeo.com/76979871/../x",
        "https://vimeo.com/76979871/zzzzzz",
        "https://player.vimeo.com/76979871",
        "https://rutube.ru/video/1/",
    ] {
        assert!(Embed::parse(address).is_err(), "{address:?}");
    }
}

#[test]
fn the_error_says_whether_the_site_or_the_page_is_wrong() {
    let message = |address| Embed::parse(address).unwrap_err().to_string();
    assert!(
        message("https://rutube.ru/video/1/").contains("is not on the site of a known provider")
    );
    assert!(
        message("https://t.me/tilshi").contains("does not lead to one post or video of Telegram")
    );
    assert!(message("https://t.me/tilshi").contains("accepted are https addresses of one post"));
}
