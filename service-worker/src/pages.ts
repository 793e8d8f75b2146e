// Readers' pages: from the network while there is one, and as they were when there is none.

import { keepAsset } from './assets';
import { readEmbedded, readReferences, type PageData } from './embedded';
import { keepPicture, pinPictures } from './pictures';
import { find, forget, keep, keysOf, pathOf } from './store';

declare const self: ServiceWorkerGlobalScope;

const CACHE = 'tilshi-pages';
/** How many pages are kept besides the pinned ones. */
const MOST = 120;
/** Where the list of pinned pages lies. */
const PINNED = '/service-worker/pinned';
/** How many may be pinned: the newest come first. */
const MOST_PINNED = 100;
/** How long the network is waited for where there is a copy, in milliseconds. */
const PATIENCE = 5_000;
/** Answers of a server, or of what stands before it, that is not there for the moment. */
const AWAY = [502, 503, 504];
/** What is taken away from readers is not shown to them from here either. */
const TAKEN_AWAY = [404, 410];

/** Where the page without a network has room for what can be read (src/offline/views.rs). */
const ROOM = /(<div)(?=[^>]* class="stand-in")/;
/** Where the client asks for the data of a page of one person. */
export const PERSONAL = '/fn/account/page';

/** Somebody's lists: the browser knows them itself, and only needs a page to show them in. */
function isLists(path: string): boolean {
  return /^\/[a-z]{2}(-[a-z]{4})?\/lists(\/(?!join)|\?|$)/.test(path);
}

/** Whether a page is the same for everybody and may be kept. */
function isShared(path: string): boolean {
  return /^\/[a-z]{2}(-[a-z]{4})?(\/(?!(account|desk|sign-in|sign-up|lists)(\/|\?|$))|\?|$)/.test(path);
}

function frontOf(path: string): string {
  return path.split(/[/?]/, 2).join('/');
}

/** A document, by its own address, and the data of a page, by the address that the client asks for them at. */
function keyOfData(path: string): string {
  return `/fn/page?address=${encodeURIComponent(path)}`;
}

export async function answerDocument(event: FetchEvent, url: URL): Promise<Response> {
  const path = pathOf(url);
  const network = Promise.resolve(event.preloadResponse).then((preloaded: Response | undefined) => preloaded ?? fetch(event.request));
  if (isLists(path)) return network.catch(async () => (await openAsData(path)) ?? Response.error());
  if (!isShared(path)) return network.catch(() => showOffline(path));
  const store = network.then((response) => noteDocument(path, response.clone()), () => undefined);
  event.waitUntil(store);
  const answer = await freshOrKept(network, () => findDocument(path));
  return answer ?? network.catch(() => showOffline(path));
}

export async function answerData(event: FetchEvent, url: URL): Promise<Response> {
  const path = url.searchParams.get('address') ?? '';
  const network = fetch(event.request);
  if (!isShared(path)) return network;
  event.waitUntil(network.then((response) => note(keyOfData(path), response.clone()), () => undefined));
  return (await freshOrKept(network, () => findData(path))) ?? network;
}

/** Somebody's lists without a network: an empty page that the client fills with what it keeps itself. */
export async function answerPersonal(event: FetchEvent, url: URL): Promise<Response> {
  const path = url.searchParams.get('address') ?? '';
  const network = fetch(event.request);
  if (!isLists(path)) return network;
  return network.catch(async () => (await makeLists(path)) ?? Response.error());
}

async function makeLists(path: string): Promise<Response | undefined> {
  const html = await find(CACHE, offlinePage(frontOf(path))).then((page) => page?.text());
  const data = html && readEmbedded(html);
  if (!data) return undefined;
  const title = unescape(/<div(?=[^>]* class="stand-in")[^>]* data-lists="([^"]*)"/.exec(html)?.[1] ?? '');
  // `ListsPage` in src/reading_list/page.rs.
  const lists = { here: path, is_signed_in: false, refused: null, content: 'Away' };
  const page = { ...(JSON.parse(data) as object), page: { Lists: { title, data: JSON.stringify(lists) } } };
  return new Response(JSON.stringify(page), { headers: { 'content-type': 'application/json' } });
}

/** What the network says, unless it says nothing, says that nobody is there, or takes long while there is a copy. */
async function freshOrKept(network: Promise<Response>, kept: () => Promise<Response | undefined>): Promise<Response | undefined> {
  const fresh = network.then((response) => (AWAY.includes(response.status) ? undefined : response), () => undefined);
  const early = await Promise.race([fresh, new Promise<'slow'>((resolve) => setTimeout(resolve, PATIENCE, 'slow'))]);
  if (early === 'slow') return (await kept()) ?? fresh;
  return early ?? kept();
}

/** Keeps what is good, and never puts a failure in the place of a good copy. */
async function note(key: string, response: Response): Promise<void> {
  if (response.status === 200 && response.type === 'basic' && !response.redirected) {
    const pinned = new Set((await readPinned()).flatMap((path) => [path, keyOfData(path)]));
    await keep(CACHE, key, response, MOST + pinned.size, (key) => pinned.has(key) || key === PINNED || isOfflinePage(key));
  } else if (TAKEN_AWAY.includes(response.status)) {
    await forget(CACHE, key);
  }
}

async function noteDocument(path: string, response: Response): Promise<void> {
  const html = await response.clone().text();
  await note(path, response);
  if (response.status !== 200) return;
  await Promise.all(readReferences(html).filter((address) => !address.startsWith('/media/')).map(keepAsset));
  await keepOfflinePage(frontOf(path), html);
}

/** The page as a document: its own, or one that finds its data here as soon as the client has taken over. */
async function findDocument(path: string): Promise<Response | undefined> {
  const own = await find(CACHE, path);
  if (own) return own;
  const data = await find(CACHE, keyOfData(path));
  return data && openAsData(path);
}

/** The page without a network, which asks for the data of its own address as soon as the client has taken over. */
function openAsData(path: string): Promise<Response | undefined> {
  return openOfflinePage(path, (html) => html.replace(ROOM, '$1 data-here'));
}

async function findData(path: string): Promise<Response | undefined> {
  const own = await find(CACHE, keyOfData(path));
  if (own) return own;
  const data = await find(CACHE, path).then((document) => document?.text()).then((html) => html && readEmbedded(html));
  return data ? new Response(data, { headers: { 'content-type': 'application/json' } }) : undefined;
}

/** A page that was open before anything could be kept, with all that it needs. */
export async function keepVisited(url: URL): Promise<void> {
  const path = pathOf(url);
  if (url.origin === self.location.origin && isShared(path)) await fetchWhole(path);
}

async function fetchWhole(path: string): Promise<void> {
  const response = await fetch(path, { headers: { accept: 'text/html' } }).catch(() => undefined);
  if (!response) return;
  const html = await response.clone().text();
  await noteDocument(path, response);
  if (response.status === 200) await Promise.all(readReferences(html).map(keepPicture));
}

/** Keeps these pages whatever else is thrown away, and fetches those that are not here. */
export async function pin(paths: string[]): Promise<void> {
  const shared = paths.filter(isShared).slice(0, MOST_PINNED);
  const before = await readPins();
  if (before.isWhole && before.paths.join() === shared.join()) return;
  await writePins({ paths: shared, isWhole: false });
  const pictures = new Set<string>();
  let isWhole = true;
  for (const path of shared) {
    if (!(await find(CACHE, path))) await fetchWhole(path);
    const html = await find(CACHE, path).then((page) => page?.text());
    isWhole &&= html !== undefined;
    for (const address of readReferences(html ?? '')) {
      if (address.startsWith('/media/')) pictures.add(address);
    }
  }
  await pinPictures([...pictures]);
  // More may have been saved meanwhile: that is another round.
  if ((await readPinned()).join() === shared.join()) await writePins({ paths: shared, isWhole });
}

/** The paths that stay, and whether all that they need is here. */
type Pins = { paths: string[]; isWhole: boolean };

async function writePins(pins: Pins): Promise<void> {
  await keep(CACHE, PINNED, new Response(JSON.stringify(pins)), Infinity);
}

async function readPins(): Promise<Pins> {
  const pins = await find(CACHE, PINNED);
  return pins ? ((await pins.json()) as Pins) : { paths: [], isWhole: true };
}

async function readPinned(): Promise<string[]> {
  return (await readPins()).paths;
}

function offlinePage(front: string): string {
  return `${front}/offline`;
}

function isOfflinePage(key: string): boolean {
  return key.endsWith('/offline');
}

/** The page that is shown without a network must be of the version of the site that was seen last. */
async function keepOfflinePage(front: string, seen: string): Promise<void> {
  const path = offlinePage(front);
  const kept = await find(CACHE, path).then((response) => response?.text());
  if (kept && programOf(kept) === programOf(seen)) return;
  const response = await fetch(path).catch(() => undefined);
  if (!response || response.status !== 200) return;
  const html = await response.clone().text();
  await note(path, response);
  await Promise.all(readReferences(html).map(keepAsset));
}

/** The client that a document comes with. */
function programOf(html: string): string | undefined {
  return /<link rel="preload" href="([^"]+\.wasm)"/.exec(html)?.[1];
}

async function openOfflinePage(path: string, change: (html: string) => string): Promise<Response | undefined> {
  const page = await find(CACHE, offlinePage(frontOf(path)));
  if (!page) return undefined;
  return new Response(change(await page.text()), { headers: page.headers });
}

/** Says that there is no network, and what can be read without one. */
async function showOffline(path: string): Promise<Response> {
  const list = await listArticles(frontOf(path));
  const page = await openOfflinePage(path, (html) => html.replace(/(<div(?=[^>]* class="stand-in")[^>]*>)/, (_, begin: string) => begin + list));
  return page ?? Response.error();
}

async function listArticles(front: string): Promise<string> {
  const paths = (await keysOf(CACHE)).map((key) => (key.startsWith('/fn/page?') ? new URL(key, self.location.href).searchParams.get('address')! : key));
  const own = [...new Set(paths.reverse())].filter((path) => frontOf(path) === front && !isOfflinePage(path));
  const items = await Promise.all(own.map(async (path) => {
    const data = (await findData(path).then((response) => response?.json())) as PageData | undefined;
    const article = data?.page.Article;
    return article && `<li><p class="kicker">${escape(article.kicker)}</p><h2><a href="${escape(path)}">${escape(article.headline)}</a></h2><p class="meta">${escape(article.published.words)}</p></li>`;
  }));
  const found = items.filter(Boolean).join('');
  return found && `<ul>${found}</ul>`;
}

function unescape(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#(\d+)|#x([0-9a-f]+));/gi, (entity, decimal?: string, hexadecimal?: string) => {
    const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : undefined;
    return code === undefined ? ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' })[entity]! : String.fromCodePoint(code);
  });
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
