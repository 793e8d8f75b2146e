// What readers see and operate on a page.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, program } from './paper';
import { expect, hydrated, markDocument, school, test } from './reader';

test('nothing moves while a page loads', async ({ page }) => {
  for (const path of ['/kk', '/en', '/en/education', school.en]) {
    await page.goto(path);
    await hydrated(page);
    await page.evaluate(() => document.fonts.ready);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
        }),
    );
    expect(shift, path).toBe(0);
  }
});

test('nothing is wider than the narrowest screen, at twice the text size too', async ({ page }) => {
  for (const size of ['100%', '200%']) {
    for (const path of ['/kk', '/ru', '/kk/bilim', '/en/author/aijan-qojaqova', school.en]) {
      await page.setViewportSize({ width: 320, height: 640 });
      const response = await page.goto(path);
      expect(response!.status(), path).toBe(200);
      await page.evaluate((size) => {
        document.documentElement.style.fontSize = size;
      }, size);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, `${path} at ${size}`).toBeLessThanOrEqual(320);
    }
  }
});

test('the theme is kept, and is there before the first paint', async ({ page }) => {
  await page.goto('/en');
  await hydrated(page);
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeHidden();

  // Without the client the script in the head alone has to do it.
  await page.route('**/pkg/*.wasm', (route) => route.fulfill({ status: 204 }));
  await page.route('**/pkg/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'export default async () => {}; export const hydrate = () => {};' }));
  await page.goto(school.en, { waitUntil: 'commit' });
  await page.waitForSelector('main');
  expect(await background()).toBe(dark);
});

test('the text size is kept', async ({ page }) => {
  await page.goto(school.en);
  await hydrated(page);
  const size = () => page.locator('.body').evaluate((body) => Number.parseFloat(getComputedStyle(body).fontSize));
  const before = await size();
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('radio', { name: 'Largest' }).check();
  const largest = await size();
  expect(largest).toBeGreaterThan(before * 1.2);
  await page.reload();
  await hydrated(page);
  expect(await size()).toBe(largest);
  await page.getByRole('button', { name: 'Display' }).click();
  await expect(page.getByRole('radio', { name: 'Largest' })).toBeChecked();
});

test('an article can be passed on', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: baseURL });
  await page.goto(school.en);
  await hydrated(page);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const panel = page.getByRole('group', { name: 'Share' });
  await expect(panel.getByRole('link', { name: 'Telegram' })).toHaveAttribute('href', /^https:\/\/t\.me\/share\/url\?url=/);
  await expect(panel.getByRole('link', { name: 'WhatsApp' })).toHaveAttribute('href', /^https:\/\/wa\.me\/\?text=/);
  await panel.getByRole('button', { name: 'Copy link' }).click();
  await expect(panel.getByRole('status')).toHaveText('The link is copied.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(new RegExp(`${school.en}$`));
});

test.describe('what others have published', () => {
  test.use({ tolerated: /another host: https:\/\/www\.youtube-nocookie\.com\/embed\/abc/ });

  test('is loaded on a click only', async ({ page }) => {
    const asked: string[] = [];
    await page.route('https://www.youtube-nocookie.com/**', (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>film</title>' });
    });
    await page.goto(school.en);
    await hydrated(page);
    // As crates/document writes it; no article of the first edition has one.
    await page.locator('.body').evaluate((body) => {
      body.insertAdjacentHTML(
        'beforeend',
        '<figure class="embed" data-provider="youtube" data-embed="https://www.youtube-nocookie.com/embed/abc" ' +
          'aria-label="Post from YouTube">' +
          '<a href="https://www.youtube.com/watch?v=abc" rel="noopener">Show the post from YouTube</a>' +
          '<figcaption>YouTube will then receive data about your visit.</figcaption></figure>' +
          '<p class="after">After it.</p>',
      );
    });
    expect(asked).toEqual([]);
    // A video has its place before it is there: what follows it stays where it is.
    const after = page.locator('.body .after');
    const link = page.getByRole('link', { name: 'Show the post from YouTube' });
    await link.focus();
    const top = await after.evaluate((element) => element.getBoundingClientRect().top + scrollY);
    await page.keyboard.press('Enter');
    const frame = page.locator('.embed iframe');
    await expect(frame).toHaveAttribute('title', 'Post from YouTube');
    await expect(frame).toBeFocused();
    await expect(frame).toHaveAttribute('sandbox', /allow-scripts/);
    await expect(frame).toHaveAttribute('referrerpolicy', 'strict-origin-when-cross-origin');
    await expect(page.locator('.embed figcaption')).toHaveCount(0);
    const moved = await after.evaluate((element) => element.getBoundingClientRect().top + scrollY);
    expect(Math.abs(moved - top)).toBeLessThan(2);
    await expect.poll(() => asked.length).toBe(1);
    expect(await page.title()).toContain(school.headline);
  });
});

test('back to top appears after a screen and leads there', async ({ page }) => {
  await page.goto(school.en);
  await hydrated(page);
  const link = page.getByRole('link', { name: 'Back to top' });
  await expect(link).not.toBeInViewport();
  await page.evaluate(() => scrollTo(0, innerHeight * 2));
  await expect(link).toBeInViewport();
  await link.click();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
});

test('older articles are added in place and are still there on the way back', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tilshi-pages-'));
  // Letters only: a name with digits is no byline.
  const letters = [...`${Date.now()}${test.info().parallelIndex}`].map((digit) => String.fromCharCode(97 + Number(digit)));
  // With a vowel: an abbreviation would be no surname.
  const author = `Ta${letters.join('')}`;
  const files = Array.from({ length: 34 }, (_, number) => {
    const file = join(folder, `${number}.txt`);
    writeFileSync(file, `News\n\nArticle ${number} of many by ${author}\n\nThe river rose by a hand overnight.\n\nPat ${author.toUpperCase()}.\n`);
    return file;
  });
  const data = process.env.TILSHI_TEST_DATA!;
  execFileSync(program, ['import', 'page', '--lang', 'en', '--published', '2020-01-01', ...files], { env: environment(data) });

  await page.goto(`/en/author/pat-${author.toLowerCase()}`);
  await hydrated(page);
  const kept = await markDocument(page);
  const teasers = page.locator('.teaser');
  await expect(teasers).toHaveCount(15);
  await page.getByRole('link', { name: 'Older articles' }).click();
  await expect(teasers).toHaveCount(30);
  await expect(page.locator('.teaser h3 a').nth(15)).toBeFocused();
  await page.getByRole('link', { name: 'Older articles' }).click();
  await expect(teasers).toHaveCount(34);
  await expect(page.getByRole('link', { name: 'Older articles' })).toHaveCount(0);
  const headlines = await page.locator('.teaser h3').allInnerTexts();
  expect(new Set(headlines).size).toBe(34);

  await page.locator('.teaser h3 a').nth(31).click();
  await expect(page.locator('article.article h1')).toHaveText(headlines[31]);
  await page.goBack();
  await expect(teasers).toHaveCount(34);
  expect(await kept()).toBe(true);
});

test('an article can be read and left by keyboard alone', async ({ page, isMobile }) => {
  test.skip(isMobile, 'phones have no Tab');
  await page.goto('/en');
  await hydrated(page);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the text' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.locator('.lead h2 a')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('article.article h1')).toBeFocused();
  // From the headline the next stop is what follows it, not the top of the page.
  await page.keyboard.press('Tab');
  await expect(page.locator('.byline a.author').first()).toBeFocused();
});
