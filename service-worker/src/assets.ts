// Scripts, styles, fonts: what stands at such an address never changes, since the name carries a hash of the content.

import { find, keep, pathOf } from './store';

declare const self: ServiceWorkerGlobalScope;

const CACHE = 'tilshi-assets';
/** Enough for the files of the last few versions: a page that was kept needs those it came with. */
const MOST = 80;

export function isAsset({ pathname }: URL): boolean {
  return pathname.startsWith('/pkg/') || pathname.startsWith('/fonts/') || pathname === '/favicon.svg';
}

export async function serveAsset(event: FetchEvent): Promise<Response> {
  const key = pathOf(new URL(event.request.url));
  const kept = await find(CACHE, key);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.status === 200) event.waitUntil(put(key, response.clone()));
  return response;
}

/** Fetches and keeps a file that a page uses, unless it is there. */
export async function keepAsset(address: string): Promise<void> {
  const url = new URL(address, self.location.href);
  if (url.origin !== self.location.origin || !isAsset(url)) return;
  const key = pathOf(url);
  if (await find(CACHE, key)) return;
  // The browser's own cache has it mostly: the page has just been loaded.
  const response = await fetch(key).catch(() => undefined);
  if (response?.status === 200) await put(key, response);
}

async function put(key: string, response: Response): Promise<void> {
  // Fonts are few and every version needs them.
  await keep(CACHE, key, response, MOST, (key) => !key.startsWith('/pkg/'));
}
