// Where pasted links lead.

import { readHref } from '../address';

// Sites with pages that only lead on to another page, which a parameter names, and count the visit.
const WRAPPERS = /(^|\.)(google\.[a-z.]+|lm?\.(facebook|instagram)\.com|vk\.(com|ru)|safelinks\.protection\.outlook\.com)$/;

/** The address of a pasted link as a text may hold it; null: the words stay without a link. */
export function readPastedHref(given: string): string | null {
  const href = given.trim();
  // A place on the page it was copied from.
  if (href.startsWith('#')) return null;
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return readHref(href);
  }
  const target = ['q', 'url', 'u', 'to'].map((name) => url.searchParams.get(name)).find((value) => /^https?:/i.test(value ?? ''));
  if (target && WRAPPERS.test(url.hostname)) return readPastedHref(target);
  // A space or a quotation mark in it is written with a percent sign; letters of the host stay as they were typed.
  return readHref(href) ?? readHref(url.href);
}
