// Following a section, and "My feed" on the front page, without an account.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { waitingOperations } from './device';
import { environment, program } from './paper';
import { expect, hydrated, test } from './reader';

const feed = (page: Page) => page.getByRole('region', { name: 'My feed' });
const rows = (page: Page) => feed(page).locator('li:not(.mark-line)');
const mark = 'New since your last visit';

async function follow(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
  await page.getByRole('button', { name: 'Follow', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Following', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await page.waitForFunction(() => localStorage.getItem('feed') !== null && localStorage.getItem('lists') !== null);
}

// How much has moved on the page since it was opened.
function shift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
}

test('a section that is followed comes to the front page, and nothing moves', async ({ page }) => {
  await page.goto('/en');
  await hydrated(page);
  await expect(page.locator('.my-feed')).toBeHidden();

  await follow(page, '/en/education');
  const newest = await page.locator('.teaser h3').first().innerText();
  await page.goto('/en');
  await hydrated(page);
  await expect(rows(page).first().locator('a')).toHaveText(newest);
  await page.evaluate(() => document.fonts.ready);
  expect(await shift(page)).toBe(0);

  // The second time there is room for just as many rows as there are.
  const count = await rows(page).count();
  await page.reload();
  await hydrated(page);
  await expect(rows(page)).toHaveCount(count);
  expect(await shift(page)).toBe(0);

  await feed(page).getByRole('link', { name: 'Show all' }).click();
  await expect(page.locator('h1')).toHaveText('My feed');
  await expect(page.locator('.entry h3').first()).toHaveText(newest);
});

test('what is new since the last visit is marked, and the mark stays during this one', async ({ page }) => {
  // By an author of its own: other tests look at the sections.
  const letters = [...`${Date.now()}${test.info().parallelIndex}`].map((digit) => String.fromCharCode(97 + Number(digit)));
  const author = `Ta${letters.join('')}`;
  const folder = mkdtempSync(join(tmpdir(), 'tilshi-feed-'));
  const publish = (headline: string, ...published: string[]) => {
    const file = join(folder, `${headline.replaceAll(' ', '-')}.txt`);
    writeFileSync(file, `News\n\n${headline} by ${author}\n\nThe river rose by a hand overnight.\n\nPat ${author.toUpperCase()}.\n`);
    const data = process.env.TILSHI_TEST_DATA!;
    execFileSync(program, ['import', 'page', '--lang', 'en', ...published, file], { env: environment(data) });
  };
  publish('The first', '--published', '2020-01-01');
  await follow(page, `/en/author/pat-${author.toLowerCase()}`);
  await page.goto('/en');
  await hydrated(page);
  await page.locator('.my-feed').scrollIntoViewIfNeeded();
  await expect(rows(page)).toHaveCount(1);
  await expect(feed(page).getByText(mark)).toHaveCount(0);
  // That it was seen is on the device now.
  await expect.poll(() => waitingOperations(page)).toContain('see_feed');

  // Published now, that is after the visit.
  publish('The second');
  await page.goto('/en');
  await hydrated(page);
  await page.locator('.my-feed').scrollIntoViewIfNeeded();
  await expect(feed(page).getByText(mark)).toBeVisible();
  // Also when that it was seen again is on the device.
  await expect.poll(async () => (await waitingOperations(page)).split('see_feed').length - 1).toBe(2);
  await expect(feed(page).getByText(mark)).toBeVisible();
  expect(await shift(page)).toBe(0);

  await feed(page).getByRole('link', { name: 'What you follow' }).click();
  await expect(page.locator('h1')).toHaveText('What you follow');
  await page.getByRole('button', { name: 'Unfollow' }).click();
  await expect(page.getByText('You follow nothing yet')).toBeVisible();
  await page.waitForFunction(() => localStorage.getItem('feed') === null);
  await page.goto('/en');
  await hydrated(page);
  await expect(page.locator('.my-feed')).toBeHidden();
});
