// Pictures of articles: an address never shows another one.

import { find, forget, keep, keysOf, pathOf } from './store';

declare const self: ServiceWorkerGlobalScope;

const CACHE = 'tilshi-pictures';
const MOST = 200;
/** Those of articles that stay whatever else is thrown away. */
const PINNED = 'tilshi-pinned-pictures';
const MOST_PINNED = 600;
/** Larger ones would take the place of many. */
const LARGEST = 2_000_000;

export function isPicture({ pathname }: URL): boolean {
  return pathname.startsWith('/media/');
}

export async function servePicture(event: FetchEvent): Promise<Response> {
  const key = pathOf(new URL(event.request.url));
  const kept = (await find(CACHE, key)) ?? (await find(PINNED, key));
  if (kept) return kept;
  const response = await fetch(event.request);
  if (isKept(response)) event.waitUntil(keep(CACHE, key, response.clone(), MOST));
  return response;
}

/** Fetches and keeps a picture, unless it is there. */
export async function keepPicture(address: string): Promise<void> {
  const url = new URL(address, self.location.href);
  if (url.origin !== self.location.origin || !isPicture(url)) return;
  const key = pathOf(url);
  if (await find(CACHE, key)) return;
  const response = await fetch(key).catch(() => undefined);
  if (response && isKept(response)) await keep(CACHE, key, response, MOST);
}

/** Keeps these pictures apart from the others, and lets those go that were kept there before. */
export async function pinPictures(addresses: string[]): Promise<void> {
  const needed = new Set(addresses.slice(0, MOST_PINNED));
  for (const key of await keysOf(PINNED)) {
    if (!needed.has(key)) await forget(PINNED, key);
  }
  for (const key of needed) {
    if (await find(PINNED, key)) continue;
    const response = (await find(CACHE, key)) ?? (await fetch(key).catch(() => undefined));
    if (response && isKept(response)) await keep(PINNED, key, response, MOST_PINNED);
  }
}

function isKept(response: Response): boolean {
  return response.status === 200 && Number(response.headers.get('content-length') ?? 0) <= LARGEST;
}
