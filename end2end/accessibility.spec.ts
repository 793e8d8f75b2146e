// axe finds nothing on any kind of page, in light and in dark.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, hydrated, test } from './person';
import { walkComments } from './comments/walk';
import { school } from './reader';
import { walkAccount, walkEntrance, walkLists, walkNewsroom } from './walk';

test.use({ tolerated: /404/ });

const pages = [
  '/kk',
  '/ru',
  '/en',
  '/en/education',
  '/en/author/aijan-qojaqova',
  '/kk/tag/mektep',
  school.en,
  '/en/sport/then-there-were-four-in-the-city-ice-league',
  '/en/news/five-dams-inspected-ahead-of-the-spring-melt',
  '/en/nothing-here',
  '/en/offline',
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const path of pages) {
    test(`${path} in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(path);
      await hydrated(page);
      expect(await findViolations(page)).toEqual([]);
    });
  }

  test(`what opens, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(school.en);
    await hydrated(page);
    for (const name of ['Display', 'Share']) {
      await page.getByRole('button', { name, exact: true }).click();
      expect(await findViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });
}

test.describe('pages of people', () => {
  test.use({ tolerated: /403|422/, host: 'localhost' });
  test.slow();

  const look = (page: Page) => async (what: string) => {
    await page.evaluate(() => document.fonts.ready);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await findViolations(page), `${what} in ${colorScheme}`).toEqual([]);
    }
  };

  test('the entrance', async ({ page, visitor }) => {
    await walkEntrance(visitor, look(page));
  });

  test('the account', async ({ page, visitor, another }) => {
    await walkAccount(visitor, look(page), another);
  });

  test('reading lists', async ({ page, visitor, another }) => {
    await walkLists(visitor, look(page), another);
  });

  test.describe('of a paper of its own', () => {
    test.use({ settings: {} });

    test('the newsroom', async ({ page, visitor }) => {
      await walkNewsroom(visitor, look(page));
    });

    test('comments and their moderation', async ({ visitor, another }) => {
      await walkComments(visitor, (what, { page }) => look(page)(what), another);
    });
  });
});

// What axe has against a page, and where.
async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`);
}
