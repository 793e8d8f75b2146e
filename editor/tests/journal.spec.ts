import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { launchOptions } from '../../end2end/chromium';
import type { Entry, Journal } from '../src/journal';
import { address, expect, type HarnessWindow, serve, test } from './harness';

type Page_ = HarnessWindow & { journal: Journal };

const entry = (change: number, more: Partial<Entry> = {}) => ({ manuscript: 7, person: 1, base: 3, fields: '{}', body: `body ${change}`, at: 1000 + change, change, ...more });

async function open(page: Page): Promise<string> {
  await page.goto(address);
  return reopen(page);
}

async function reopen(page: Page): Promise<string> {
  await page.waitForSelector('html.ready');
  return page.evaluate(async () => {
    const harness = window as unknown as Page_;
    harness.journal = await harness.editor.openJournal();
    return harness.journal.tab;
  });
}

function run<T>(page: Page, work: (journal: Journal, given: T) => Promise<unknown>, given: T): Promise<unknown> {
  return page.evaluate(`(${work})(window.journal, ${JSON.stringify(given)})`);
}

const write = (page: Page, given: object) => run(page, (journal, given) => journal.write(given), JSON.stringify(given));
const left = async (page: Page, manuscript = 7, person = 1): Promise<Entry[]> =>
  JSON.parse((await run(page, (journal, [manuscript, person]) => journal.left(manuscript!, person!), [manuscript, person])) as string);
const bodies = (entries: Entry[]): string[] => entries.map(({ body }) => body);
/** What lies on the disk of whoever wrote it, whether it is offered to this page or not. */
const stored = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('tilshi-desk');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('journal').objectStore('journal').getAll() as IDBRequest<Entry[]>;
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result.map(({ body }) => body).sort());
          };
        };
      }),
  );

test('what was written is offered after a reload, and what is written then does not take its place', async ({ page }) => {
  const tab = await open(page);
  await write(page, entry(1));
  expect(await left(page)).toEqual([]);
  await page.reload();
  expect(await reopen(page)).toBe(tab);
  await expect.poll(() => left(page)).toEqual([{ ...entry(1), tab: expect.any(String) }]);
  await write(page, entry(1, { body: 'written after' }));
  expect(bodies(await left(page))).toEqual(['body 1']);
  expect(await stored(page)).toEqual(['body 1', 'written after']);
});

test('of many writes at once the newest stays', async ({ page }) => {
  await open(page);
  await page.evaluate(async () => {
    const { journal } = window as unknown as Page_;
    const writes = Array.from({ length: 50 }, (_, index) =>
      journal.write(JSON.stringify({ manuscript: 7, person: 1, base: 3, fields: '{}', body: `body ${index + 1}`, at: index, change: index + 1 })),
    );
    await Promise.all(writes);
  });
  expect(await stored(page)).toEqual(['body 50']);
});

test('a write that has resolved is on the disk, also the one that waited', async ({ page }) => {
  await open(page);
  const seen = await page.evaluate(async () => {
    const { journal } = window as unknown as Page_;
    const entry = (change: number) => JSON.stringify({ manuscript: 7, person: 1, base: 3, fields: '{}', body: '', at: 0, change });
    const first = journal.write(entry(1));
    const second = journal.write(entry(2));
    const third = journal.write(entry(3));
    await second;
    const read = await new Promise<number>((resolve) => {
      const opening = indexedDB.open('tilshi-desk');
      opening.onsuccess = () => {
        const reading = opening.result.transaction('journal').objectStore('journal').getAll();
        reading.onsuccess = () => {
          opening.result.close();
          resolve(reading.result[0].change);
        };
      };
    });
    await Promise.all([first, third]);
    return read;
  });
  expect(seen).toBe(3);
});

test('confirming deletes what is confirmed and keeps what is newer', async ({ page }) => {
  await open(page);
  await write(page, entry(5));
  await run(page, (journal) => journal.confirm(7, 4), null);
  expect(await stored(page)).toEqual(['body 5']);
  await run(page, (journal) => journal.confirm(8, 9), null);
  expect(await stored(page)).toEqual(['body 5']);
  await run(page, (journal) => journal.confirm(7, 5), null);
  expect(await stored(page)).toEqual([]);
});

test('nobody sees what another person has written', async ({ page }) => {
  await open(page);
  await write(page, entry(1, { person: 2 }));
  await write(page, entry(1, { manuscript: 8 }));
  await page.reload();
  await reopen(page);
  await expect.poll(() => run(page, (journal) => journal.waiting(2), null)).toBe('[7]');
  expect(await left(page)).toEqual([]);
  expect(await run(page, (journal) => journal.waiting(1), null)).toBe('[8]');
  expect(await run(page, (journal) => journal.waiting(2), null)).toBe('[7]');
});

test('two tabs keep an entry each; that of a closed one is left', async ({ page, context }) => {
  const first = await open(page);
  const other = await context.newPage();
  const second = await open(other);
  expect(second).not.toBe(first);
  await write(page, entry(1, { body: 'first' }));
  await write(other, entry(1, { body: 'second', at: 5000 }));
  expect(await left(page)).toEqual([]);
  expect(await left(other)).toEqual([]);
  await other.close();
  await expect.poll(async () => bodies(await left(page))).toEqual(['second']);
  const [{ tab }] = await left(page) as [Entry];
  await run(page, (journal, tab) => journal.forget(7, tab, 0), tab);
  expect(await stored(page)).toEqual(['first', 'second']);
  await run(page, (journal, tab) => journal.forget(7, tab, 1), tab);
  expect(await stored(page)).toEqual(['first']);
});

test('a tab that was closed is known to be no more, and one that lives is not', async ({ page, context }) => {
  const first = await open(page);
  const other = await context.newPage();
  const second = await open(other);
  const ended = async (): Promise<string[]> => JSON.parse((await run(page, (journal) => Promise.resolve(journal.ended), null)) as string);
  expect(await reopen(page)).toBe(first);
  expect(await ended()).toEqual([]);
  await other.close();
  await expect.poll(async () => { await reopen(page); return ended(); }).toEqual([second]);
});

test('a duplicated tab is another one', async ({ page, context }) => {
  const first = await open(page);
  await write(page, entry(1));
  // Duplicating a tab copies its session storage, and so does opening a window from it.
  const [other] = await Promise.all([context.waitForEvent('page'), page.evaluate((address) => void window.open(address), address)]);
  await other.waitForSelector('html.ready');
  expect(await other.evaluate(() => sessionStorage.getItem('tilshi-desk-tab'))).toBe(first);
  const second = await reopen(other);
  expect(second).not.toBe(first);
  await write(other, entry(1, { body: 'duplicate' }));
  expect(await left(page)).toEqual([]);
  expect(await stored(page)).toEqual(['body 1', 'duplicate']);
  await other.reload();
  expect(await reopen(other)).toBe(second);
});

test('opening it twice in one page is the same tab', async ({ page }) => {
  const tab = await open(page);
  expect(await reopen(page)).toBe(tab);
});

test('without IndexedDB it says so', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { get: () => { throw new DOMException('denied', 'SecurityError'); } }));
  await page.goto(address);
  await page.waitForSelector('html.ready');
  const name = await page.evaluate(() => (window as unknown as Page_).editor.openJournal().then(() => 'opened', (error: DOMException) => error.name));
  expect(name).toBe('SecurityError');
});

test('when the disk is full the write rejects, what was there stays, and later writes go on', async ({ page }) => {
  // The browser looks at the space when it opens the database and not before every write.
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(address).origin, quotaSize: 1_000_000 });
  await open(page);
  await write(page, entry(1));
  const name = await page.evaluate(async () => {
    const given = JSON.stringify({ manuscript: 7, person: 1, base: 3, fields: '{}', body: 'x'.repeat(5_000_000), at: 0, change: 2 });
    return (window as unknown as Page_).journal.write(given).then(() => 'written', (error: DOMException) => error.name);
  });
  expect(name).toBe('QuotaExceededError');
  expect(await stored(page)).toEqual(['body 1']);
  await write(page, entry(3));
  expect(await stored(page)).toEqual(['body 3']);
});

test('a database that was closed by the browser is opened again', async ({ page }) => {
  await open(page);
  await write(page, entry(1));
  // A deletion elsewhere closes the connection.
  await page.evaluate(() => new Promise((resolve) => { indexedDB.deleteDatabase('tilshi-desk').onsuccess = resolve; }));
  await write(page, entry(2));
  expect(await stored(page)).toEqual(['body 2']);
});

test.describe('killed 100 ms after a key', () => {
  const profiles: string[] = [];
  test.afterAll(() => profiles.forEach((profile) => rmSync(profile, { recursive: true, force: true })));

  async function launch(profile: string): Promise<{ context: BrowserContext; page: Page }> {
    const context = await chromium.launchPersistentContext(profile, { ...launchOptions, viewport: { width: 800, height: 600 } });
    await serve(context);
    const page = context.pages()[0] ?? (await context.newPage());
    await open(page);
    return { context, page };
  }

  /** The processes of the browser with this profile. */
  function processes(profile: string, kind: string): number[] {
    return readdirSync('/proc').flatMap((name) => {
      if (!/^\d+$/.test(name)) return [];
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8');
        return line.includes(profile) && line.includes(kind) ? [Number(name)] : [];
      } catch {
        return [];
      }
    });
  }

  for (const victim of ['renderer', 'browser'] as const) {
    test(`the ${victim}`, async () => {
      const profile = mkdtempSync(join(tmpdir(), 'tilshi-journal-'));
      profiles.push(profile);
      const { context, page } = await launch(profile);
      await page.evaluate(() => {
        const harness = window as unknown as Page_;
        const words = new Proxy({}, { get: () => '' }) as never;
        harness.start({ document: '{"type":"doc","content":[{"type":"paragraph"}]}', language: 'kk', label: 'Body', editable: true, words,
          changed: () => void harness.journal.write(JSON.stringify({ manuscript: 7, person: 1, base: 3, fields: '{}', body: harness.surface.json(), at: Date.now(), change: ++changes })) });
        let changes = 0;
        harness.surface.focus('end');
      });
      await page.keyboard.type('Ауылда мектеп ашылды');
      await new Promise((resolve) => setTimeout(resolve, 100));
      const browser = processes(profile, '');
      const renderers = processes('', '--type=renderer').filter((id) => belongsTo(id, browser));
      expect(renderers.length).toBeGreaterThan(0);
      for (const id of victim === 'browser' ? [...browser, ...renderers] : renderers) kill(id);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await context.close().catch(() => undefined);
      const again = await launch(profile);
      const [kept] = await left(again.page);
      expect(kept?.body).toContain('Ауылда мектеп ашылды');
      await again.context.close();
    });
  }

  function kill(id: number): void {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // It has ended together with another one.
    }
  }

  function belongsTo(id: number, ancestors: number[]): boolean {
    for (let at = id; at > 1; at = parentOf(at)) if (ancestors.includes(at)) return true;
    return false;
  }

  function parentOf(id: number): number {
    try {
      return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  }
});
