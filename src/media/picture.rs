//! What an uploaded file is, by its content. Nothing is decoded, but a file that ends too early is
//! noticed: it would be half a picture for ever.

mod metadata;

use super::MediaKind;
use thiserror::Error;

/// The most pixels of a picture. A browser needs four bytes for each.
pub const MOST_PIXELS: u64 = 100_000_000;

/// A picture that may be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureContent {
    /// What it is.
    pub kind: MediaKind,
    /// How wide it is shown, in pixels.
    pub width: u32,
    /// How high it is shown, in pixels.
    pub height: u32,
    /// Where the picture is over, in bytes; what a file has behind it is not part of it.
    end: usize,
}

/// Why a file is no picture that may be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PictureError {
    /// Not of a kind that is accepted.
    #[error("neither JPEG nor PNG nor WebP")]
    Unknown,
    /// It ends too early, or contradicts itself.
    #[error("the picture is damaged or not complete")]
    Broken,
    /// It has more than [`MOST_PIXELS`].
    #[error("the picture has more than {MOST_PIXELS} pixels")]
    TooManyPixels,
}

impl PictureContent {
    /// Reads what a file is. Its name is not asked.
    ///
    /// # Errors
    /// [`PictureError`].
    pub fn read(content: &[u8]) -> Result<Self, PictureError> {
        let (kind, (width, height, end)) = if content.starts_with(b"\xff\xd8\xff") {
            (MediaKind::Jpeg, jpeg(content).ok_or(PictureError::Broken)?)
        } else if content.starts_with(b"\x89PNG\r\n\x1a\n") {
            (MediaKind::Png, png(content).ok_or(PictureError::Broken)?)
        } else if content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP") {
            (MediaKind::Webp, webp(content).ok_or(PictureError::Broken)?)
        } else {
            return Err(PictureError::Unknown);
        };
        if width == 0 || height == 0 {
            return Err(PictureError::Broken);
        }
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(PictureError::TooManyPixels);
        }
        Ok(Self {
            kind,
            width,
            height,
            end,
        })
    }
}

/// Width and height in pixels, and where the picture is over.
type Extent = (u32, u32, usize);

/// The extent of a complete PNG (ISO/IEC 15948, section 5): its chunks up to the last.
fn png(content: &[u8]) -> Option<Extent> {
    let (mut at, mut size, mut has_data) = (8, None, false);
    loop {
        let length = usize::try_from(big_endian(content, at)?).ok()?;
        let name = content.get(at + 4..at + 8)?;
        let data = content.get(at + 8..(at + 8).checked_add(length)?)?;
        // The check sum behind it.
        content.get(at + 8 + length..at + 12 + length)?;
        match name {
            b"IHDR" if size.is_none() => size = Some((big_endian(data, 0)?, big_endian(data, 4)?)),
            b"IDAT" => has_data = true,
            b"IEND" => {
                let (width, height) = size.filter(|_| has_data)?;
                return Some((width, height, at + 12 + length));
            }
            _ => {}
        }
        at += 12 + length;
    }
}

/// The extent of a complete WebP (RFC 9649, section 2.3): the container and its chunks.
fn webp(content: &[u8]) -> Option<Extent> {
    let end = usize::try_from(little_endian(content, 4)?)
        .ok()?
        .checked_add(8)?;
    let content = content.get(..end)?;
    let (mut at, mut has_data) = (12, false);
    while at < end {
        let name = content.get(at..at + 4)?;
        let length = usize::try_from(little_endian(content, at + 4)?).ok()?;
        content.get(at + 8..(at + 8).checked_add(length)?)?;
        has_data |= matches!(name, b"VP8 " | b"VP8L" | b"ANMF");
        at += 8 + length + length % 2;
    }
    let size = imagesize::blob_size(content).ok().filter(|_| has_data)?;
    Some((
        u32::try_from(size.width).ok()?,
        u32::try_from(size.height).ok()?,
        end,
    ))
}

/// The extent of a complete JPEG as it is shown (ISO/IEC 10918-1, annex B): its markers up to
/// the last. Cameras that were held upright say so and do not turn the picture.
fn jpeg(content: &[u8]) -> Option<Extent> {
    let (mut at, mut size, mut is_turned, mut has_scan) = (2, None, false, false);
    loop {
        if *content.get(at)? != 0xff {
            return None;
        }
        let marker = *content.get(at + 1)?;
        match marker {
            // A byte that fills.
            0xff => {
                at += 1;
                continue;
            }
            0x01 | 0xd0..=0xd7 => {
                at += 2;
                continue;
            }
            0xd9 => {
                let (width, height) = size.filter(|_| has_scan)?;
                return Some(if is_turned {
                    (height, width, at + 2)
                } else {
                    (width, height, at + 2)
                });
            }
            _ => {}
        }
        let length = usize::from(big_endian_16(content, at + 2)?);
        let data = content.get(at + 4..at + 2 + length)?;
        at += 2 + length;
        match marker {
            0xe1 => is_turned |= data.strip_prefix(b"Exif\0\0").is_some_and(lies_on_its_side),
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => {
                size = Some((
                    big_endian_16(data, 3)?.into(),
                    big_endian_16(data, 1)?.into(),
                ));
            }
            0xda => {
                has_scan = true;
                at = end_of_scan(content, at)?;
            }
            _ => {}
        }
    }
}

/// Where the data of a scan that begins at `at` is over: at the next marker that is neither a byte of
/// the data nor one of those between its parts.
fn end_of_scan(content: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += content.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match *content.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

/// Whether the orientation in these data (TIFF 6.0, section 2; Exif 2.32, tag 0x0112) turns the picture
/// by a quarter. Data that cannot be read turn nothing, as in browsers.
fn lies_on_its_side(tiff: &[u8]) -> bool {
    orientation(tiff).is_some_and(|orientation| (5..=8).contains(&orientation))
}

fn orientation(tiff: &[u8]) -> Option<u16> {
    let is_little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let first = if is_little {
        little_endian(tiff, 4)?
    } else {
        big_endian(tiff, 4)?
    };
    let first = usize::try_from(first).ok()?;
    let count = usize::from(short(first)?);
    (0..count)
        .map_while(|index| {
            let entry = first.checked_add(2 + index * 12)?;
            Some((short(entry)?, short(entry.checked_add(8)?)?))
        })
        .find(|(tag, _)| *tag == 0x0112)
        .map(|(_, value)| value)
}

fn big_endian(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

fn big_endian_16(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

fn little_endian(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A JPEG of 400 by 300, with the orientation that Exif says.
    fn jpeg_file(orientation: Option<u16>, is_little: bool) -> Vec<u8> {
        let mut file = b"\xff\xd8".to_vec();
        if let Some(orientation) = orientation {
            let mut tiff = Vec::new();
            let numbers: [(u32, usize); 7] = [
                (8, 4),
                (1, 2),
                (0x0112, 2),
                (3, 2),
                (1, 4),
                (orientation.into(), 2),
                (0, 2),
            ];
            tiff.extend_from_slice(if is_little { b"II*\0" } else { b"MM\0*" });
            for (number, length) in numbers {
                if is_little {
                    tiff.extend_from_slice(&number.to_le_bytes()[..length]);
                } else {
                    tiff.extend_from_slice(&number.to_be_bytes()[4 - length..]);
                }
            }
            tiff.extend_from_slice(&[0; 4]);
            file.extend_from_slice(b"\xff\xe1");
            let length = u16::try_from(tiff.len() + 8).expect("short");
            file.extend_from_slice(&length.to_be_bytes());
            file.extend_from_slice(b"Exif\0\0");
            file.extend_from_slice(&tiff);
        }
        file.extend_from_slice(b"\xff\xc2\0\x0b\x08\x01\x2c\x01\x90\x01\x01\x11\0");
        // Two scans with stuffed bytes and a restart marker, as progressive pictures have them.
        file.extend_from_slice(b"\xff\xda\0\x08\x01\x01\0\0\x3f\0ab\xff\0c\xff\xd0d");
        file.extend_from_slice(b"\xff\xda\0\x08\x01\x01\0\0\x3f\0ef\xff\xff\xd9");
        file
    }

    fn png_file(width: u32, height: u32) -> Vec<u8> {
        let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        file.extend_from_slice(&width.to_be_bytes());
        file.extend_from_slice(&height.to_be_bytes());
        file.extend_from_slice(b"\x08\x02\0\0\0crc.\0\0\0\x02IDATabcrc.\0\0\0\0IENDcrc.");
        file
    }

    const WEBP: &[u8] = include_bytes!("../../edition/pictures/bakery.webp");

    fn size(content: &[u8]) -> Result<(MediaKind, u32, u32), PictureError> {
        PictureContent::read(content).map(|found| (found.kind, found.width, found.height))
    }

    #[test]
    fn pictures_are_known_by_their_content() {
        assert_eq!(
            size(&jpeg_file(None, true)),
            Ok((MediaKind::Jpeg, 400, 300))
        );
        assert_eq!(size(&png_file(7, 9)), Ok((MediaKind::Png, 7, 9)));
        let found = PictureContent::read(WEBP).expect("a WebP");
        let known = imagesize::blob_size(WEBP).expect("a size");
        assert_eq!(found.kind, MediaKind::Webp);
        assert_eq!(
            (found.width as usize, found.height as usize),
            (known.width, known.height)
        );
        for other in [
            &b""[..],
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"GIF89a",
            b"RIFF\x04\0\0\0WAVE",
        ] {
            assert_eq!(size(other), Err(PictureError::Unknown));
        }
    }

    #[test]
    fn a_camera_that_was_held_upright_makes_an_upright_picture() {
        for orientation in 1..=8 {
            for is_little in [false, true] {
                let expected = if orientation < 5 {
                    (400, 300)
                } else {
                    (300, 400)
                };
                let found = size(&jpeg_file(Some(orientation), is_little)).expect("a JPEG");
                assert_eq!((found.1, found.2), expected, "{orientation} {is_little}");
            }
        }
    }

    #[test]
    fn what_ends_too_early_is_noticed_wherever_it_ends() {
        for file in [jpeg_file(Some(6), true), png_file(7, 9), WEBP.to_vec()] {
            let step = file.len() / 100 + 1;
            for length in (13..file.len()).step_by(step).chain([file.len() - 1]) {
                assert_eq!(size(&file[..length]), Err(PictureError::Broken), "{length}");
            }
        }
    }

    #[test]
    fn a_frame_without_a_picture_is_none() {
        let mut jpeg = jpeg_file(None, true);
        let scan = jpeg
            .windows(2)
            .position(|pair| pair == b"\xff\xda")
            .expect("a scan");
        jpeg.truncate(scan);
        jpeg.extend_from_slice(b"\xff\xd9");
        assert_eq!(size(&jpeg), Err(PictureError::Broken));
        let png = png_file(7, 9);
        let data = png.len() - 12 - 14;
        let empty = [&png[..data], &png[png.len() - 12..]].concat();
        assert_eq!(size(&empty), Err(PictureError::Broken));
    }

    #[test]
    fn too_many_pixels_are_refused() {
        assert!(size(&png_file(10_000, 10_000)).is_ok());
        assert_eq!(
            size(&png_file(10_001, 10_000)),
            Err(PictureError::TooManyPixels)
        );
        assert_eq!(
            size(&png_file(u32::MAX, u32::MAX)),
            Err(PictureError::TooManyPixels)
        );
        assert_eq!(size(&png_file(0, 5)), Err(PictureError::Broken));
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(
            head in prop::sample::select(vec![
                b"\xff\xd8\xff".to_vec(), b"\x89PNG\r\n\x1a\n".to_vec(), b"RIFF\x10\0\0\0WEBP".to_vec(),
                b"\xff\xd8\xff\xe1\0\x20Exif\0\0II*\0".to_vec(),
            ]),
            rest in prop::collection::vec(any::<u8>(), 0..80),
        ) {
            let _ = PictureContent::read(&[head, rest].concat());
        }
    }
}
