//! QR codes as SVG paths. An inline SVG needs neither a file nor a `data:` address, which the
//! Content-Security-Policy forbids.

use super::SecondStepError;
use qrcodegen::QrCodeEcc;
use serde::{Deserialize, Serialize};
use std::fmt::{self, Write};

/// The light border that a QR code needs around it, in modules (ISO/IEC 18004).
const QUIET_ZONE: i32 = 4;

/// A QR code, ready to be the one `path` of an SVG. It must be drawn dark on a light ground in
/// every colour scheme, since not every reader takes it the other way round.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    /// Width and height in modules, the quiet zone included: the SVG's `viewBox` is `0 0 size size`.
    pub size: u32,
    /// SVG path data of the dark modules, one unit a module.
    pub path: String,
}

impl QrCode {
    /// The QR code of a text, with medium error correction (15 %) or better.
    ///
    /// # Errors
    /// When the text is longer than some 2300 bytes.
    pub fn draw(text: &str) -> Result<Self, SecondStepError> {
        let code = qrcodegen::QrCode::encode_text(text, QrCodeEcc::Medium)
            .map_err(|_| SecondStepError::TooLong { bytes: text.len() })?;
        let mut path = String::new();
        for y in 0..code.size() {
            let mut x = 0;
            while x < code.size() {
                let mut end = x;
                // Beyond the edge all is light.
                while code.get_module(end, y) {
                    end += 1;
                }
                if end > x {
                    let (left, top, width) = (x + QUIET_ZONE, y + QUIET_ZONE, end - x);
                    // Writing to a String cannot fail.
                    let _ = write!(path, "M{left} {top}h{width}v1h-{width}z");
                }
                x = end + 1;
            }
        }
        Ok(Self {
            size: (code.size() + 2 * QUIET_ZONE).unsigned_abs(),
            path,
        })
    }
}

impl fmt::Debug for QrCode {
    /// Without what it says: that is a secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("QrCode")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}
