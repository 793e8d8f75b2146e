// Reading without a network: what was opened on the device is there, and nothing breaks when it is not.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ownPaper } from './desk/writing';
import { expect, hydrated, school } from './reader';
import { test, wordsIn } from './person';

const { offline, error } = wordsIn('en');

// A paper of its own, which is taken away; and what the browser says of it on the console.
test.use({ serviceWorkers: 'allow', settings: {}, tolerated: /ERR_|Failed to load resource|Failed to fetch/ });

// The service worker is in charge, and holds what the page has loaded.
async function isKept(page: Page, path: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(async (path) => Boolean(navigator.serviceWorker.controller && (await caches.match(path)) && (await caches.match('/en/offline'))), path), { timeout: 15_000 })
    .toBe(true);
  const script = await page.locator('link[rel=modulepreload]').first().getAttribute('href');
  const program = await page.locator('link[type="application/wasm"]').getAttribute('href');
  for (const file of [script!, program!]) {
    await expect.poll(() => page.evaluate(async (file) => Boolean(await caches.match(file)), file), { timeout: 15_000 }).toBe(true);
  }
}

async function picturesAreShown(page: Page): Promise<void> {
  const pictures = page.locator('main article img');
  await expect(pictures.first()).toBeVisible();
  for (const picture of await pictures.all()) {
    // Those further down come when they are looked at.
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((picture: HTMLImageElement) => picture.complete && picture.naturalWidth)).toBeGreaterThan(0);
  }
}

test('the article that a visit began with, and those moved to, open again', async ({ page, paper }) => {
  await page.goto(school.en);
  await hydrated(page);
  const first = await page.locator('article h1').innerText();
  await isKept(page, school.en);
  // One more, without loading a document.
  await page.locator('.others a').first().click();
  await expect(page.locator('article h1')).not.toHaveText(first);
  const second = await page.locator('article h1').innerText();
  const other = new URL(page.url()).pathname;
  await expect.poll(() => page.evaluate(async (path) => Boolean(await caches.match(`/fn/page?address=${encodeURIComponent(path)}`)), other)).toBe(true);

  await ownPaper(paper).kill();
  await page.goto(school.en);
  await expect(page.locator('article h1')).toHaveText(first);
  await hydrated(page);
  await picturesAreShown(page);
  // As a document, of what came as data, and the other way round.
  await page.goto(other);
  await expect(page.locator('article h1')).toHaveText(second);
  await page.goBack();
  await expect(page.locator('article h1')).toHaveText(first);
  await hydrated(page);
  await page.locator('.others a').first().click();
  await expect(page.locator('article h1')).toHaveText(second);

  // What was never opened is not there, and the page says what is.
  await page.goto('/en/sport');
  await expect(page.getByRole('heading', { level: 1, name: offline.title })).toBeVisible();
  await hydrated(page);
  const readable = page.getByRole('region', { name: offline.readable });
  await expect.poll(async () => (await readable.getByRole('link').allInnerTexts()).sort()).toEqual([first, second].sort());
  await readable.getByRole('link', { name: first }).click();
  await expect(page.locator('article h1')).toHaveText(first);

  await ownPaper(paper).restart();
  await page.goto('/en/sport');
  await expect(page.getByRole('heading', { level: 1, name: offline.title })).toHaveCount(0);
  await expect(page.locator('main h1')).toBeVisible();
});

test('the page without a network finds the way back to it', async ({ page, paper }) => {
  await page.goto('/en');
  await hydrated(page);
  await isKept(page, '/en');
  await ownPaper(paper).kill();
  await page.goto('/en/sign-in');
  await expect(page.getByRole('heading', { level: 1, name: offline.title })).toBeVisible();
  await ownPaper(paper).restart();
  await page.getByRole('link', { name: error.retry }).click();
  await expect(page).toHaveURL(/sign-in/);
  await expect(page.locator('main h1')).not.toHaveText(offline.title);
});

test('nothing of one person is kept', async ({ page, paper, visitor }) => {
  await page.goto('/en');
  await hydrated(page);
  await isKept(page, '/en');
  const { addPerson } = await import('./person');
  await visitor.signIn(addPerson(paper));
  await visitor.openAccount();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname + new URL(url).search);
  });
  expect(kept.filter((path) => /account|sign-in|desk\b|visitor/.test(path) && !path.startsWith('/pkg/'))).toEqual([]);
});

test('a network that hangs is waited for a little, then the copy is shown', async ({ page, paper }) => {
  await page.goto(school.en);
  await hydrated(page);
  await isKept(page, school.en);
  ownPaper(paper).freeze();
  try {
    await page.goto(school.en, { timeout: 20_000 });
    await expect(page.locator('article h1')).toHaveText(school.headline);
    await hydrated(page);
    await picturesAreShown(page);
  } finally {
    ownPaper(paper).thaw();
  }
});

test('what the server has lost for a while is still there on the device', async ({ page, paper }) => {
  await page.goto(school.en);
  await hydrated(page);
  await isKept(page, school.en);
  await picturesAreShown(page);
  await ownPaper(paper).kill();
  renameSync(join(paper.data, 'media'), join(paper.data, 'media-away'));
  await ownPaper(paper).restart();
  await page.goto(school.en);
  await hydrated(page);
  await picturesAreShown(page);
});
