// The pictures in docs/images. They show the first edition, so they change with it, with the looks
// and with the date, and with nothing else.
import { devices } from '@playwright/test';
import { resolve } from 'node:path';
import { hydrated, test } from './reader';

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
