//! What a picture says besides what is to be seen. Telephones write into it where it was taken and by
//! which device: nothing that a newspaper may show to everybody.

use super::{MediaKind, PictureContent, PictureError, orientation};
use img_parts::{
    Bytes, ImageEXIF,
    jpeg::{Jpeg, markers},
    png::Png,
    riff::RiffContent,
    webp::{CHUNK_EXIF, CHUNK_VP8X, CHUNK_XMP, WebP},
};

/// Chunks of a PNG with words or times in them (ISO/IEC 15948, sections 11.3.4 and 11.3.6).
const PNG_WORDS: [[u8; 4]; 4] = [*b"tEXt", *b"zTXt", *b"iTXt", *b"tIME"];

/// The bit of a WebP's VP8X chunk that announces XMP (RFC 9649, section 2.7).
const WEBP_HAS_XMP: u8 = 0b0000_0100;

impl PictureContent {
    /// The file without Exif, XMP, IPTC and comments, and without what stands behind the picture. How it
    /// is to be turned and its colour profile stay, and nothing that is to be seen is touched.
    ///
    /// # Errors
    /// [`PictureError::Broken`] when the file is damaged in a way that [`PictureContent::read`] has not
    /// seen.
    pub fn without_metadata(self, content: &[u8]) -> Result<Vec<u8>, PictureError> {
        let picture = content.get(..self.end).ok_or(PictureError::Broken)?;
        let picture = Bytes::copy_from_slice(picture);
        let cleaned = match self.kind {
            MediaKind::Jpeg => jpeg(picture),
            MediaKind::Png => png(picture),
            MediaKind::Webp => webp(picture),
        };
        match cleaned {
            Ok(bytes) => Ok(bytes.to_vec()),
            Err(_) => Err(PictureError::Broken),
        }
    }
}

fn jpeg(content: Bytes) -> img_parts::Result<Bytes> {
    let mut picture = Jpeg::from_bytes(content)?;
    let turned = turned(picture.exif());
    // Needed to show it are JFIF (APP0), the colour profile (one of those in APP2) and Adobe's colour
    // transform (APP14).
    picture
        .segments_mut()
        .retain(|segment| match segment.marker() {
            markers::APP2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
            markers::APP0 | markers::APP14 => true,
            marker => !matches!(marker, markers::APP1..=markers::APP15 | markers::COM),
        });
    picture.set_exif(turned);
    Ok(picture.encoder().bytes())
}

fn png(content: Bytes) -> img_parts::Result<Bytes> {
    let mut picture = Png::from_bytes(content)?;
    let turned = turned(picture.exif());
    for kind in PNG_WORDS {
        picture.remove_chunks_by_type(kind);
    }
    picture.set_exif(turned);
    Ok(picture.encoder().bytes())
}

fn webp(content: Bytes) -> img_parts::Result<Bytes> {
    let mut picture = WebP::from_bytes(content)?;
    let turned = turned(picture.exif());
    picture.remove_chunks_by_id(CHUNK_XMP);
    for chunk in picture.chunks_mut() {
        if chunk.id() == CHUNK_VP8X
            && let RiffContent::Data(data) = chunk.content_mut()
            && let [flags, rest @ ..] = &data[..]
        {
            *data = [&[flags & !WEBP_HAS_XMP], rest].concat().into();
        }
    }
    if picture.has_chunk(CHUNK_EXIF) {
        picture.set_exif(turned);
    }
    Ok(picture.encoder().bytes())
}

/// Exif that says how the picture is to be turned and nothing else (Exif 2.32, tag 0x0112), where the
/// one that it had said so.
fn turned(exif: Option<Bytes>) -> Option<Bytes> {
    let orientation = orientation(&exif?).filter(|orientation| (2..=8).contains(orientation))?;
    // One entry: the tag, a number of 16 bits, once.
    let mut tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    tiff.extend_from_slice(&u32::from(orientation).to_le_bytes());
    tiff.extend_from_slice(&[0; 4]);
    Some(tiff.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes a file with this orientation.
    type Make = fn(u16) -> Vec<u8>;

    const SECRET: &[u8] = b"51.2333N 51.3667E";

    /// Exif with an orientation and a place.
    fn exif(orientation: u16) -> Vec<u8> {
        let mut tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
        tiff.extend_from_slice(&orientation.to_be_bytes());
        tiff.extend_from_slice(&[0; 6]);
        tiff.extend_from_slice(SECRET);
        tiff
    }

    fn segment(marker: u8, parts: &[&[u8]]) -> Vec<u8> {
        let data = parts.concat();
        let length = u16::try_from(data.len() + 2).expect("short");
        [&[0xff, marker], &length.to_be_bytes()[..], &data].concat()
    }

    fn jpeg_file(orientation: u16) -> Vec<u8> {
        [
            b"\xff\xd8".to_vec(),
            segment(0xe0, &[b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"]),
            segment(0xe1, &[b"Exif\0\0", &exif(orientation)]),
            segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", SECRET]),
            segment(0xe2, &[b"ICC_PROFILE\0\x01\x01", b"colours"]),
            segment(0xe2, &[b"MPF\0", SECRET]),
            segment(0xed, &[b"Photoshop 3.0\0", SECRET]),
            segment(0xee, &[b"Adobe\0d\0\0\0\0\x01"]),
            segment(0xfe, &[SECRET]),
            b"\xff\xc0\0\x0b\x08\x01\x2c\x01\x90\x01\x01\x11\0".to_vec(),
            b"\xff\xda\0\x08\x01\x01\0\0\x3f\0ab\xff\0c\xff\xd9".to_vec(),
            SECRET.to_vec(),
        ]
        .concat()
    }

    fn png_file(orientation: u16) -> Vec<u8> {
        let chunk = |kind: &[u8; 4], data: &[u8]| {
            let chunk = img_parts::png::PngChunk::new(*kind, Bytes::copy_from_slice(data));
            chunk.encoder().bytes().to_vec()
        };
        [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IHDR", b"\0\0\x01\x90\0\0\x01\x2c\x08\x02\0\0\0"),
            chunk(b"eXIf", &exif(orientation)),
            chunk(b"tEXt", SECRET),
            chunk(b"iTXt", SECRET),
            chunk(b"gAMA", b"\0\0\xb1\x8f"),
            chunk(b"IDAT", b"data"),
            chunk(b"IEND", b""),
            SECRET.to_vec(),
        ]
        .concat()
    }

    fn webp_file(orientation: u16) -> Vec<u8> {
        let chunk = |kind: &[u8; 4], data: &[u8]| {
            let length = u32::try_from(data.len()).expect("short");
            let fill = &[0][..data.len() % 2];
            [kind, &length.to_le_bytes()[..], data, fill].concat()
        };
        let chunks = [
            b"WEBP".to_vec(),
            // 400 by 300, with Exif and XMP.
            chunk(b"VP8X", b"\x0c\0\0\0\x8f\x01\0\x2b\x01\0"),
            chunk(b"VP8 ", b"\x50\x5a\0\x9d\x01\x2a\x90\x01\x2c\x01"),
            chunk(b"EXIF", &exif(orientation)),
            chunk(b"XMP ", SECRET),
        ]
        .concat();
        [chunk(b"RIFF", &chunks), SECRET.to_vec()].concat()
    }

    fn holds(content: &[u8], what: &[u8]) -> bool {
        content.windows(what.len()).any(|window| window == what)
    }

    #[test]
    fn where_it_was_taken_is_gone_and_what_is_seen_is_not() {
        let kinds: [(Make, &[&[u8]]); 3] = [
            (
                jpeg_file,
                &[b"JFIF", b"colours", b"Adobe", b"ab\xff\0c\xff\xd9"],
            ),
            (png_file, &[b"gAMA", b"data", b"IEND"]),
            (webp_file, &[b"VP8 "]),
        ];
        for (file, kept) in kinds {
            for given in [1, 6, 9] {
                let content = file(given);
                let picture = PictureContent::read(&content).expect("a picture");
                let cleaned = picture.without_metadata(&content).expect("cleaned");
                assert!(!holds(&cleaned, SECRET), "{:?}", picture.kind);
                for part in kept {
                    assert!(holds(&cleaned, part), "{:?}: {part:?}", picture.kind);
                }
                let again = PictureContent::read(&cleaned).expect("a picture");
                assert_eq!(
                    (again.kind, again.width, again.height),
                    (picture.kind, picture.width, picture.height)
                );
                let twice = again.without_metadata(&cleaned).expect("cleaned");
                assert_eq!(twice, cleaned, "nothing is left to take away");
            }
        }
    }

    #[test]
    fn a_picture_stays_turned() {
        let content = jpeg_file(6);
        let picture = PictureContent::read(&content).expect("a picture");
        let cleaned = picture.without_metadata(&content).expect("cleaned");
        let exif = Jpeg::from_bytes(cleaned.into()).expect("a JPEG").exif();
        assert_eq!(orientation(&exif.expect("Exif")), Some(6));
    }
}
