// The pictures in docs/images. They show the first edition, so they change with it, with the looks
// and with the date, and with nothing else.
import { devices } from '@playwright/test';
import { resolve } from 'node:path';
import { addPerson, expect, newPerson, test, Writing } from './desk/writing';
import { hydrated } from './reader';

const folder = resolve(import.meta.dirname, '../docs/images');

const screens = {
  desktop: { viewport: { width: 1280, height: 1400 } },
  phone: { ...devices['Pixel 5'], viewport: { width: 390, height: 1500 }, deviceScaleFactor: 1 },
};

for (const [screen, options] of Object.entries(screens)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${screen}, ${colorScheme}`, () => {
      const { defaultBrowserType: _, ...use } = { defaultBrowserType: undefined, ...options };
      test.use({ ...use, colorScheme });

      for (const name of ['front', 'section', 'article']) {
        test(name, async ({ page }) => {
          await page.goto('/kk');
          const links = { front: '.masthead .name', section: '.section-row h2 a', article: '.lead h2 a' };
          const path = await page.locator(links[name as keyof typeof links]).first().getAttribute('href');
          await page.goto(path!);
          await hydrated(page);
          await page.evaluate(() => document.fonts.ready);
          await page.waitForLoadState('networkidle');
          await page.screenshot({ path: `${folder}/${name}-${screen}-${colorScheme}.png` });
        });
      }
    });
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`the newsroom, ${colorScheme}`, () => {
    test.use({ ...screens.desktop, colorScheme, language: 'kk' });

    test('writing', async ({ page, paper, visitor }) => {
      await visitor.signIn(addPerson(paper, 'editor', newPerson('Ерлан Қасым')));
      const headline = await page.locator('.lead h2').innerText();
      await visitor.open(`/desk/articles?q=${encodeURIComponent(headline)}`);
      await visitor.link(headline).click();
      await new Writing(visitor).isReady();
      await page.evaluate(() => document.fonts.ready);
      // Its stream of news keeps the network busy for ever.
      await expect(page.locator('main img').first()).toHaveJSProperty('complete', true);
      await page.screenshot({ path: `${folder}/writing-desktop-${colorScheme}.png` });
    });
  });
}
