//! Media files: stored once by the hash of their content, under the data folder.

mod picture;

pub use picture::{MOST_PIXELS, PictureContent, PictureError};

use crate::{article::slug::Slug, language::Language};
use sha2::{Digest, Sha256};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// A kind of picture that may be stored. SVG is not among them: it can carry scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// JPEG (ISO/IEC 10918).
    Jpeg,
    /// PNG (ISO/IEC 15948).
    Png,
    /// WebP (RFC 9649).
    Webp,
}

impl MediaKind {
    /// The kind by the ending of a file's name.
    pub fn of_name(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1 {
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "webp" => Some(Self::Webp),
            _ => None,
        }
    }

    /// The ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
        }
    }

    /// The media type for Content-Type.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }
}

/// A stored file: `{hash}/{name}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    hash: String,
    name: String,
    /// What it is.
    pub kind: MediaKind,
}

impl MediaFile {
    /// Reads the two segments of an address. None unless the hash is 32 hexadecimal digits and the
    /// name is made of small ASCII letters, digits, `-`, `_` and one ending that is known, so that
    /// nothing can lead out of the folder.
    pub fn parse(hash: &str, name: &str) -> Option<Self> {
        let is_hash = hash.len() == 32
            && hash
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let (stem, _) = name.rsplit_once('.')?;
        let is_stem = !stem.is_empty()
            && stem.len() <= 100
            && stem
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'z' | b'-' | b'_'));
        (is_hash && is_stem).then_some(())?;
        Some(Self {
            hash: hash.to_owned(),
            name: name.to_owned(),
            kind: MediaKind::of_name(name)?,
        })
    }

    /// A name for a file that somebody has: its own in Latin letters, which says in an address what is
    /// to be seen, and the ending of what it is.
    pub fn name_for(given: &str, kind: MediaKind, language: Language) -> String {
        let stem = given.rsplit_once('.').map_or(given, |(stem, _)| stem);
        let slug = Slug::from_headline(stem, language);
        let stem = slug.as_ref().map_or("picture", Slug::as_str);
        format!("{stem}.{}", kind.ending())
    }

    /// Stores content under the data folder and says where. The same content twice is one file, and
    /// a crash leaves either all of it or nothing. A disk that refuses is left as it was.
    ///
    /// # Errors
    /// When the name is not one that [`Self::parse`] accepts, or the disk refuses.
    pub fn store(data_dir: &Path, name: &str, content: &[u8]) -> io::Result<Self> {
        let digest = Sha256::digest(content);
        let hash: String = digest[..16]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let file = Self::parse(&hash, name).ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("not a name for a media file: {name}"),
            )
        })?;
        let path = file.path(data_dir);
        if !path.is_file() {
            let folder = data_dir.join("media").join(&hash);
            fs::create_dir_all(&folder)?;
            let unfinished = folder.join(format!(".{}.{}", name, uuid::Uuid::new_v4().simple()));
            let kept = write(&unfinished, content).and_then(|()| fs::rename(&unfinished, &path));
            if let Err(error) = kept {
                // Whatever keeps these from being removed is no worse than what went before.
                let _ = fs::remove_file(&unfinished);
                let _ = fs::remove_dir(&folder);
                return Err(error);
            }
        }
        Ok(file)
    }

    /// Where the file lies.
    pub fn path(&self, data_dir: &Path) -> PathBuf {
        data_dir.join("media").join(&self.hash).join(&self.name)
    }

    /// The address that shows it.
    pub fn href(&self) -> String {
        format!("/media/{}/{}", self.hash, self.name)
    }
}

/// Writes a file to the disk itself.
fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(content)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_the_file_was_called() {
        for (given, expected) in [
            ("Жаңа мектеп (2).JPG", "jana-mektep-2.png"),
            ("../../etc/passwd.webp", "etc-passwd.png"),
            ("IMG_1234.jpeg", "img-1234.png"),
            ("…", "picture.png"),
            ("", "picture.png"),
        ] {
            let name = MediaFile::name_for(given, MediaKind::Png, Language::Kazakh);
            assert_eq!(name, expected, "{given}");
            let hash = "0123456789abcdef0123456789abcdef";
            assert!(MediaFile::parse(hash, &name).is_some(), "{name}");
        }
        let long = "ұзақ ".repeat(100);
        let name = MediaFile::name_for(&long, MediaKind::Webp, Language::Kazakh);
        assert!(name.len() <= 100, "{name}");
    }

    #[test]
    fn a_full_disk_is_said_to_be_full() {
        let error = write(Path::new("/dev/full"), b"picture").expect_err("no room");
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }

    #[test]
    fn what_cannot_be_stored_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = MediaFile::store(folder.path(), "a.webp", b"picture").expect("stored");
        let path = file.path(folder.path());
        fs::remove_file(&path).expect("removed");
        // A file cannot take the place of a folder with something in it.
        fs::create_dir_all(path.join("something")).expect("a folder");
        MediaFile::store(folder.path(), "a.webp", b"picture").expect_err("refused");
        let entries = fs::read_dir(path.parent().expect("a folder")).expect("entries");
        assert_eq!(entries.count(), 1, "no unfinished file");
    }

    #[test]
    fn what_is_stored_is_found_under_its_address() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = MediaFile::store(folder.path(), "steppe.webp", b"picture").expect("stored");
        assert_eq!(
            fs::read(file.path(folder.path())).expect("readable"),
            b"picture"
        );
        let again = MediaFile::store(folder.path(), "steppe.webp", b"picture").expect("stored");
        assert_eq!(again.href(), file.href());
        let parts: Vec<&str> = file.href().leak().split('/').collect();
        assert_eq!(MediaFile::parse(parts[2], parts[3]), Some(file));
    }

    #[test]
    fn nothing_leads_out_of_the_folder() {
        let hash = "0123456789abcdef0123456789abcdef";
        assert!(MediaFile::parse(hash, "a.webp").is_some());
        for (hash, name) in [
            (hash, "../a.webp"),
            (hash, "..webp"),
            (hash, "a.svg"),
            (hash, "a.php.webp"),
            (hash, "a/b.webp"),
            ("..", "a.webp"),
            ("0123456789ABCDEF0123456789ABCDEF", "a.webp"),
        ] {
            assert_eq!(MediaFile::parse(hash, name), None, "{hash}/{name}");
        }
    }
}
