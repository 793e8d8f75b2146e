//! The words that the surface itself shows, by the names it knows them under (`editor/src/words.ts`).

use crate::Locale;
use leptos_i18n::td_string;

pub(super) fn words(locale: Locale) -> [(&'static str, &'static str); 15] {
    [
        ("placeholder", td_string!(locale, editor.placeholder)),
        ("picture", td_string!(locale, editor.picture_name)),
        ("gallery", td_string!(locale, editor.gallery_name)),
        ("embed", td_string!(locale, editor.embed_name)),
        (
            "caption_placeholder",
            td_string!(locale, editor.caption_hint),
        ),
        ("alt_missing", td_string!(locale, editor.alt_missing)),
        ("picture_edit", td_string!(locale, editor.picture_edit)),
        ("uploading", td_string!(locale, editor.uploading)),
        ("uploaded", td_string!(locale, editor.uploaded)),
        (
            "picture_type_refused",
            td_string!(locale, editor.picture_type_refused),
        ),
        (
            "picture_size_refused",
            td_string!(locale, editor.picture_size_refused),
        ),
        ("upload_failed", td_string!(locale, editor.upload_failed)),
        ("pictures_left", td_string!(locale, editor.pictures_left)),
        ("pasted_plain", td_string!(locale, editor.pasted_plain)),
        ("tab_leaves", td_string!(locale, editor.tab_leaves)),
    ]
}
