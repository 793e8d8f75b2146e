// A page under the desk's Content-Security-Policy with the surface of surface.ts; whatever the browser complains about
// fails the test.

import { join } from 'node:path';
import { expect, type Page, test as base } from '@playwright/test';
import { build } from 'esbuild';
import { folder } from '../bundle';
import { nameOf } from '../harness';
import type { Api } from './surface';

export { expect };

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";

// What reads pasted text is the file that is shipped.
const readerName = nameOf('editor-paste.', '.js');

let bundle: Promise<string> | undefined;

async function makeBundle(): Promise<string> {
  const define = { READER_FILE: JSON.stringify(`./${readerName}`) };
  const { outputFiles } = await build({ entryPoints: [join(import.meta.dirname, 'surface.ts')], bundle: true, write: false, format: 'esm', target: 'es2022', define });
  return outputFiles[0]!.text;
}

export const test = base.extend<{ desk: Desk }>({
  desk: async ({ page }, use) => {
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    const script = await (bundle ??= makeBundle());
    await page.route('**/*', (route) => {
      const { pathname, origin } = new URL(route.request().url());
      requests.push(route.request().url());
      const headers = { 'Content-Security-Policy': policy };
      if (pathname === '/script.js') return route.fulfill({ body: script, contentType: 'text/javascript', headers });
      if (pathname === `/${readerName}`) return route.fulfill({ path: join(folder, readerName), contentType: 'text/javascript', headers });
      if (origin !== 'https://tilshi.test' || pathname !== '/') return route.fulfill({ body: '', contentType: 'image/png' });
      return route.fulfill({ contentType: 'text/html', headers, body: '<!doctype html><meta charset="utf-8"><div id="place"></div><script type="module" src="/script.js"></script>' });
    });
    await page.goto('https://tilshi.test/');
    await page.waitForSelector('html.ready');
    await use(new Desk(page));
    expect(complaints).toEqual([]);
    // Nothing of what was pasted is loaded, save the paper's own pictures.
    expect(requests.filter((url) => !/^https:\/\/tilshi\.test\/($|script\.js|editor-paste\.|media\/)/.test(url))).toEqual([]);
  },
});

type Json = Record<string, unknown>;

/** A paragraph; "|" is the cursor. */
export const p = (text = ''): Json => (text ? { type: 'paragraph', content: [{ type: 'text', text }] } : { type: 'paragraph' });

/** A node with content. */
export const node = (type: string, content: Json[], attrs?: Json): Json => ({ type, ...(attrs && { attrs }), content });

/** The page with the surface. */
export class Desk {
  constructor(readonly page: Page) {}

  /** Calls a function of the surface. */
  call<Name extends keyof Api>(name: Name, ...values: unknown[]): Promise<any> {
    return this.page.evaluate(([name, values]) => {
      const found = (window as unknown as { api: Record<string, unknown> }).api[name as string];
      return typeof found === 'function' ? found(...(values as unknown[])) : found;
    }, [name, values] as const);
  }

  async blocks(): Promise<Json[]> {
    return (await this.call('json')).content;
  }
}
