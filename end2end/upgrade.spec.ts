// A newer version of the site takes the place of an older one under readers who have a page open.
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { ownPaper } from './desk/writing';
import { program as server, type Paper } from './paper';
import { test } from './person';
import { expect, hydrated, markDocument, school } from './reader';

// The same program with a client of another name, as every build with another client has.
function anotherBuild(): { folder: string; settings: Record<string, string> } {
  const folder = mkdtempSync(join(tmpdir(), 'tilshi-build-'));
  cpSync(dirname(server), folder, { recursive: true, dereference: true });
  const list = join(folder, 'hash.txt');
  const hashes = readFileSync(list, 'utf8');
  const own = /^wasm: (\S+)$/m.exec(hashes)![1];
  const other = [...own].reverse().join('');
  writeFileSync(list, hashes.replace(own, other));
  for (const name of readdirSync(join(folder, 'site/pkg'))) {
    if (name.includes(own)) renameSync(join(folder, 'site/pkg', name), join(folder, 'site/pkg', name.replace(own, other)));
  }
  return { folder, settings: { TILSHI_BINARY: join(folder, 'tilshi'), LEPTOS_SITE_ROOT: join(folder, 'site') } };
}

async function programOf(page: Page): Promise<string | null> {
  return page.locator('link[type="application/wasm"]').getAttribute('href');
}

for (const serviceWorkers of ['block', 'allow'] as const) {
  test.describe(`service workers: ${serviceWorkers}`, () => {
    test.use({ serviceWorkers, settings: {}, tolerated: /ERR_CONNECTION|Failed to load resource/ });

    test('an open page goes on, and moves over with the next one', async ({ page, paper }) => {
      await page.goto(school.en);
      await hydrated(page);
      const old = await programOf(page);
      if (serviceWorkers === 'allow') {
        await expect.poll(() => page.evaluate(async () => Boolean(navigator.serviceWorker.controller && (await caches.match('/en/offline')))), { timeout: 15_000 }).toBe(true);
      }
      const { folder, settings } = anotherBuild();
      try {
        await upgrade(paper, settings);
        // The page itself goes on: nothing is loaded again under the reader's hands.
        const isKept = await markDocument(page);
        await page.getByRole('button', { name: 'Share' }).first().click();
        expect(await isKept()).toBe(true);
        await page.keyboard.press('Escape');
        // The next page is the newer version's, and from then on none is loaded as a document.
        await page.locator('.others a').first().click();
        await expect.poll(() => programOf(page)).not.toBe(old);
        await expect(page).not.toHaveURL(new RegExp(school.en));
        await hydrated(page);
        const isStill = await markDocument(page);
        await page.locator('.masthead .name').click();
        await expect(page.locator('.lead')).toBeVisible();
        expect(await isStill()).toBe(true);
        // And back to the old one's page.
        await page.goBack();
        await page.goBack();
        await expect(page.locator('article h1')).toHaveText(school.headline);
        await hydrated(page);
        await expect.poll(() => programOf(page)).not.toBe(old);
      } finally {
        await ownPaper(paper).stop();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });
}

async function upgrade(paper: Paper, settings: Record<string, string>): Promise<void> {
  await ownPaper(paper).kill();
  await ownPaper(paper).restart(settings);
}
