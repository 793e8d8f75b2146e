// The words that the surface itself shows or announces. The page gives them in the language of the interface.

/** Keys of the words; `{…}` in a text is filled in. */
export const WORDS = [
  /** Shown in an empty article. */
  'placeholder',
  /** Name of a picture. */
  'picture',
  /** Name of a group of pictures. */
  'gallery',
  /** Name of an embed; `{provider}`. */
  'embed',
  /** Shown where a caption can be written. */
  'caption_placeholder',
  /** On the button of a picture without alternative text. */
  'alt_missing',
  /** On the button that opens a picture's alternative text and credit. */
  'picture_edit',
  /** While a picture is being taken to the server; `{name}`. */
  'uploading',
  /** A picture has arrived; `{name}`. */
  'uploaded',
  /** Not a JPEG, PNG or WebP; `{name}`. */
  'picture_type_refused',
  /** Larger than 20 MB; `{name}`. */
  'picture_size_refused',
  /** The server or the network failed without a message of its own; `{name}`. */
  'upload_failed',
  /** So many pictures of what was pasted were left out: of other sites, or only on the person's computer; `{count}`. */
  'pictures_left',
  /** What reads pasted text could not be loaded, so that only the plain text was put in. */
  'pasted_plain',
  /** Announced after Escape: Tab now leaves the surface. */
  'tab_leaves',
] as const;

/** One of the keys. */
export type Word = (typeof WORDS)[number];

/** Fills in the places of a text. */
export function fill(text: string, places: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole);
}
