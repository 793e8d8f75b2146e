// What stands between a reader's browser and the network: what was read, or is to be read later, opens without
// one. Nothing of one person goes through it, and nothing is sent from here that the page has not asked for, but for
// the page without a network and what readers have saved.

import { isAsset, keepAsset, serveAsset } from './assets';
import { answerData, answerDocument, answerPersonal, keepVisited, PERSONAL, pin } from './pages';
import { isPicture, servePicture } from './pictures';

declare const self: ServiceWorkerGlobalScope;

/** What a page may ask for. */
export type Message =
  /** Files that the page has loaded before anything was kept: addresses. */
  | { loaded: string[] }
  /** The articles that are to stay whatever else is thrown away: paths. Those that are missing are fetched. */
  | { pinned: string[] };

self.addEventListener('install', () => {
  // There is no state that an older worker and a newer one would understand differently: pages say themselves which
  // files they need, so the newer one may serve what the older has kept.
  void self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

/** The pages that are open came before anything could be kept. */
async function takeOver(): Promise<void> {
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
  const windows = await self.clients.matchAll({ type: 'window' });
  await Promise.all(windows.map(({ url }) => keepVisited(new URL(url))));
}

self.addEventListener('message', (event) => {
  const message = event.data as Message;
  if ('loaded' in message) event.waitUntil(Promise.all(message.loaded.map((address) => keepAsset(address))));
  else event.waitUntil(pin(message.pinned));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (isAsset(url)) event.respondWith(serveAsset(event));
  else if (isPicture(url)) event.respondWith(servePicture(event));
  else if (url.pathname === '/fn/page') event.respondWith(answerData(event, url));
  else if (url.pathname === PERSONAL) event.respondWith(answerPersonal(event, url));
  else if (request.mode === 'navigate') event.respondWith(answerDocument(event, url));
});
