// Pictures of articles: an address never shows another one.

import { find, keep, pathOf } from './store';

declare const self: ServiceWorkerGlobalScope;

const CACHE = 'tilshi-pictures';
const MOST = 200;
/** Larger ones would take the place of many. */
const LARGEST = 2_000_000;

export function isPicture({ pathname }: URL): boolean {
  return pathname.startsWith('/media/');
}

export async function servePicture(event: FetchEvent): Promise<Response> {
  const key = pathOf(new URL(event.request.url));
  const kept = await find(CACHE, key);
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

function isKept(response: Response): boolean {
  return response.status === 200 && Number(response.headers.get('content-length') ?? 0) <= LARGEST;
}
