// A page with the surface and nothing else, under the Content-Security-Policy of the product. No server: every answer
// comes from here. Whatever the browser complains about fails the test.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, type Page, test as base, expect } from '@playwright/test';
import type { Options, SelectionState, Surface } from '../src/options';
import { WORDS } from '../src/words';
import { folder } from './bundle';

export { expect };

export const address = 'https://desk.test/';

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'";

const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Desk</title>
<link rel="stylesheet" href="/main.css"><link rel="stylesheet" href="/editor.css">
<script type="module" src="/harness.js"></script></head>
<body><main><article class="article"><div id="place"></div></article><button id="after">After</button></main></body></html>`;

const script = () => `
import * as editor from '/${nameOf('editor.', '.js')}';
window.editor = editor;
window.calls = [];
window.uploads = [];
const record = (name) => (...values) => { window.calls.push([name, ...values]); };
window.start = (given) => {
  window.surface?.destroy();
  window.calls = [];
  const options = { changed: record('changed'), selected: record('selected'), slash: record('slash'), asked: record('asked'),
    told: record('told'), key: (name) => { window.calls.push(['key', name]); return window.takesKeys ?? false; },
    upload: (file) => new Promise((resolve, reject) => { window.uploads.push({ name: file.name, resolve, reject }); }), ...given };
  window.surface = editor.mount(document.getElementById('place'), options);
};
document.documentElement.classList.add('ready');
`;

// One grey pixel.
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNsaGj4DwAFhAKAjM1mJgAAAABJRU5ErkJggg==', 'base64');

/** The whole name of a file of the bundle. */
export function nameOf(beginning: string, ending: string): string {
  const name = readdirSync(folder).find((file) => file.startsWith(beginning) && file.endsWith(ending));
  if (!name) throw new Error(`no ${beginning}*${ending} in ${folder}`);
  return name;
}

const bundled = (name: string) => readFileSync(join(folder, name));

const style = (name: string) => readFileSync(join(import.meta.dirname, '../../style', name), 'utf8');

/** Answers the requests of all pages of a context. */
export async function serve(context: BrowserContext): Promise<void> {
  await context.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    const answers: Record<string, [string, string | Buffer]> = {
      '/': ['text/html', html],
      '/harness.js': ['text/javascript', script()],
      '/editor.css': ['text/css', bundled(nameOf('desk.', '.css'))],
      '/main.css': ['text/css', ['base.css', 'article.css'].map(style).join('\n')],
    };
    const answer = answers[pathname] ?? (/^\/editor[\w.-]+\.js$/.test(pathname) ? (['text/javascript', bundled(pathname.slice(1))] as const) : null) ?? (/^\/media\//.test(pathname) ? ['image/png', picture] : null);
    if (!answer) return route.fulfill({ status: 404 });
    return route.fulfill({ contentType: `${answer[0]}; charset=utf-8`, body: answer[1], headers: { 'Content-Security-Policy': policy } });
  });
}

/** Fills the list with what the browser complains about. */
export function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
}

export const test = base.extend<{ complaints: string[] }>({
  // A test that provokes complaints takes them out of the list.
  complaints: [
    async ({}, use) => {
      const complaints: string[] = [];
      await use(complaints);
      expect(complaints, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page, complaints }, use) => {
    listen(page, complaints);
    await serve(page.context());
    await page.goto(address);
    await page.waitForSelector('html.ready');
    await use(page);
  },
});

/** The words of the surface, each its own key. */
const words = Object.fromEntries(WORDS.map((word) => [word, ['uploading', 'uploaded', 'picture_type_refused', 'picture_size_refused', 'upload_failed'].includes(word) ? `${word} {name}` : word === 'embed' ? 'Embed: {provider}' : word]));

type Json = Record<string, unknown>;

/** A paragraph with words. */
export const p = (text = ''): Json => (text ? { type: 'paragraph', content: [{ type: 'text', text }] } : { type: 'paragraph' });

/** A picture. */
export const figure = (name: string, attrs: Json = {}, caption = ''): Json => ({
  type: 'figure',
  attrs: { src: `/media/${name}.png`, alt: name, width: 3, height: 2, credit: '', ...attrs },
  ...(caption ? { content: [{ type: 'text', text: caption }] } : {}),
});

/** The window of the harness, in `page.evaluate`. */
export interface HarnessWindow {
  surface: Surface;
  calls: unknown[][];
  uploads: { name: string; resolve(answer: string): void; reject(reason: unknown): void }[];
  takesKeys: boolean;
  editor: typeof import('../src/main');
  start(options: Partial<Options>): void;
}

/** The surface as the page drives it. */
export class Desk {
  constructor(readonly page: Page) {}

  async start(blocks: Json[] = [p()], options: Partial<Options> = {}): Promise<void> {
    const given = { document: JSON.stringify({ type: 'doc', content: blocks }), language: 'en', label: 'Body', editable: true, words, ...options };
    await this.page.evaluate((options) => (window as unknown as HarnessWindow).start(options as Partial<Options>), given);
    await this.page.evaluate(() => (window as unknown as HarnessWindow).surface.focus('end'));
  }

  call<Name extends keyof Surface>(name: Name, ...values: Parameters<Surface[Name]>): Promise<ReturnType<Surface[Name]>> {
    return this.page.evaluate(([name, values]) => {
      const { surface } = window as unknown as HarnessWindow;
      return (surface[name as keyof Surface] as (...given: unknown[]) => unknown)(...(values as unknown[]));
    }, [name, values] as const) as Promise<ReturnType<Surface[Name]>>;
  }

  async blocks(): Promise<Json[]> {
    return JSON.parse(await this.call('json')).content;
  }

  /** The words of the blocks at the top level. */
  async texts(): Promise<string[]> {
    const text = (node: Json): string =>
      node.type === 'hard_break' ? '\n' : ((node.text as string | undefined) ?? ((node.content as Json[] | undefined) ?? []).map(text).join(''));
    return (await this.blocks()).map(text);
  }

  async calls(name: string): Promise<unknown[]> {
    const calls = await this.page.evaluate(() => (window as unknown as HarnessWindow).calls);
    return calls.filter((call) => call[0] === name).map((call) => call[1]);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** What the toolbar was last told. */
  async selected(): Promise<SelectionState> {
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    return JSON.parse((await this.calls('selected')).at(-1) as string);
  }
}
