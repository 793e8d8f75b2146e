// axe finds nothing on any kind of page, in light and in dark.
import AxeBuilder from '@axe-core/playwright';
import { expect, hydrated, school, test } from './reader';

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
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const path of pages) {
    test(`${path} in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(path);
      await hydrated(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
    });
  }

  test(`what opens, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(school.en);
    await hydrated(page);
    for (const name of ['Display', 'Share']) {
      await page.getByRole('button', { name, exact: true }).click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });
}
