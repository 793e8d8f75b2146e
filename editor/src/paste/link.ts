// Where pasted links lead.

import { readHref } from '../address';

// Pages that only lead on to another page and count the visit, with the parameter that names it.
const WRAPPERS: [host: RegExp, path: RegExp, parameter: string[]][] = [
  [/(^|\.)google\.[a-z.]+$/, /^\/url$/, ['q', 'url']],
  [/^lm?\.(facebook|instagram)\.com$/, /^\/(l\.php)?$/, ['u']],
  [/(^|\.)vk\.(com|ru)$/, /^\/away\.php$/, ['to']],
  [/\.safelinks\.protection\.outlook\.com$/, /^\//, ['url']],
  [/(^|\.)youtube\.com$/, /^\/redirect$/, ['q']],
  [/^clck\.yandex\.[a-z]+$|^(www\.)?yandex\.[a-z]+$/, /^\/(redir|clck)/, ['url']],
];

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
  const wrapper = WRAPPERS.find(([host, path]) => host.test(url.hostname) && path.test(url.pathname));
  for (const name of wrapper?.[2] ?? []) {
    const target = url.searchParams.get(name);
    if (target && /^https?:/i.test(target)) return readPastedHref(target);
  }
  // A space or a quotation mark in it is written with a percent sign; letters of the host stay as they were typed.
  return readHref(href) ?? readHref(url.href);
}
