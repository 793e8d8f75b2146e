// One's lists without a network: what was saved opens, and what is done waits.
import type { Page } from '@playwright/test';
import { ownPaper } from './desk/writing';
import { addPerson, expect, hydrated, test, type Visitor } from './person';

test.use({ serviceWorkers: 'allow', settings: {}, tolerated: /ERR_|Failed to load resource|Failed to fetch|503/ });

type Saved = { headline: string; path: string };

// Saves articles of the Kazakh front page, which has many, without opening them.
async function saveSome(visitor: Visitor, count: number): Promise<Saved[]> {
  const { page } = visitor;
  await page.goto('/kk');
  await visitor.ready();
  const saved: Saved[] = [];
  for (let number = 0; number < count; number += 1) {
    const card = page.locator('article.teaser').filter({ has: page.locator('[aria-pressed=false]') }).filter({ has: page.locator('img') }).first();
    const link = card.locator('h2 a, h3 a').first();
    const found = { headline: await link.innerText(), path: (await link.getAttribute('href'))! };
    await card.locator('.keep button').click();
    await expect(page.locator('.lists-way .count')).toHaveText(String(number + 1));
    saved.push(found);
  }
  return saved;
}

// The service worker holds the saved articles whole, and all that the pages of lists are made of.
async function isPinned(page: Page, saved: Saved[]): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(async (paths) => {
          if (!navigator.serviceWorker.controller) return 'no worker';
          const pins = await caches.match('/service-worker/pinned').then((found) => found?.json() as Promise<{ paths: string[]; isWhole: boolean }>);
          if (!pins?.isWhole || !paths.every((path) => pins.paths.includes(path))) return JSON.stringify(pins);
          const assets = await caches.open('tilshi-assets').then((cache) => cache.keys());
          return assets.some(({ url }) => url.includes('show_lists')) && assets.some(({ url }) => url.includes('tell_engine')) ? 'whole' : 'no part';
        }, saved.map(({ path }) => path)),
      { timeout: 30_000 },
    )
    .toBe('whole');
}

async function openLater(visitor: Visitor): Promise<void> {
  await visitor.masthead.getByRole('link', { name: 'Reading lists', exact: true }).click();
  await visitor.link('Read later').click();
  await visitor.sees('Read later');
}

function entry(visitor: Visitor, { headline }: Saved) {
  return visitor.main.locator('.entry').filter({ has: visitor.page.getByRole('heading', { name: headline, exact: true }) });
}

// What the server has of a person's lists, from a number on.
async function ask(page: Page, after: number): Promise<{ last: number; operations: { id: string; change: Record<string, unknown> }[] }> {
  const answer = await page.request.post('/fn/reading-list/sync', {
    data: { after, operations: [] },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(answer.status()).toBe(200);
  return answer.json();
}

test('what was saved opens without a network, and what is done there reaches the server once', async ({ visitor, paper, another }) => {
  test.slow();
  const { page } = visitor;
  const reader = addPerson(paper);
  await visitor.signIn(reader);
  const saved = await saveSome(visitor, 3);
  await isPinned(page, saved);
  await visitor.open('');
  await openLater(visitor);
  const { last } = await ask(page, 0);
  expect(last).toBe(3);

  await ownPaper(paper).kill();
  await page.goto('/en/lists');
  await hydrated(page);
  await visitor.sees('Reading lists');
  await openLater(visitor);
  await expect(visitor.main.locator('.entry h3')).toHaveText(saved.map(({ headline }) => headline).reverse());
  for (const article of [saved[1], saved[2]]) {
    await entry(visitor, article).getByRole('link', { name: article.headline }).click();
    await expect(page.locator('article h1')).toHaveText(article.headline);
    for (const picture of await page.locator('main article img').all()) {
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((picture: HTMLImageElement) => picture.complete && picture.naturalWidth)).toBeGreaterThan(0);
    }
    await page.goBack();
    await visitor.sees('Read later');
  }

  await entry(visitor, saved[0]).getByRole('button', { name: 'Mark as read', exact: true }).click();
  await entry(visitor, saved[1]).getByRole('button', { name: 'Remove from the list', exact: true }).click();
  const noted = entry(visitor, saved[2]);
  await noted.locator('summary', { hasText: 'Note' }).click();
  await noted.getByLabel('Note').fill('Туннельде жазылды');
  await noted.getByRole('button', { name: 'Save the note' }).click();
  await expect(visitor.main.locator('.entry')).toHaveCount(2);
  await expect(visitor.main.getByRole('status').filter({ hasText: /waiting for the network: \d/ })).toBeVisible({ timeout: 15_000 });
  await page.reload();
  await hydrated(page);
  await expect(visitor.main.locator('.entry')).toHaveCount(2);
  await expect(entry(visitor, saved[2]).locator('.note')).toHaveText('Туннельде жазылды');

  await ownPaper(paper).restart();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(visitor.main.getByText(/waiting for the network/)).toHaveCount(0, { timeout: 30_000 });
  const kinds = ['mark_read', 'remove', 'note'];
  await expect
    .poll(async () => (await ask(page, last)).operations.flatMap(({ change }) => Object.keys(change)).filter((kind) => kinds.includes(kind)).sort())
    .toEqual(kinds.sort());
  const second = await another({ serviceWorkers: 'block' });
  await second.signIn(reader);
  await openLater(second);
  await expect(second.main.locator('.entry')).toHaveCount(2);
  await expect(entry(second, saved[2]).locator('.note')).toHaveText('Туннельде жазылды');
  await expect(entry(second, saved[0]).locator('.mark')).toHaveText('Read');
});

test.describe('where the browser keeps nothing', () => {
  test.use({ serviceWorkers: 'block', settings: null });

  test('lists work as long as the page is open, and that is said', async ({ visitor }) => {
    const { page } = visitor;
    await page.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', { get: () => undefined });
    });
    await visitor.open('/education');
    await page.locator('article.teaser .keep button').first().click();
    await expect(page.getByRole('status').filter({ hasText: 'This browser keeps nothing' })).toBeVisible();
    await openLater(visitor);
    await expect(visitor.main.locator('.entry')).toHaveCount(1);
    await expect(visitor.main.locator('.standing-notice')).toContainText('This browser keeps nothing');
  });
});
