// The newsroom's pages by the rules of WCAG 2.2 AA that a program can check.
import AxeBuilder from '@axe-core/playwright';
import { expect, hydrated } from '../person';
import { addPerson, newPerson, test, Writing } from './writing';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the list, the writing page and the preview', async ({ page, paper, visitor }) => {
      const { articles, preview, revisions, story } = visitor.words;
      // What stands in the frames is the readers' page, which has its own tests.
      const look = async (what: string) => {
        const { violations } = await new AxeBuilder({ page }).exclude('iframe').withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
        expect(found, what).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what}: wider than the screen`).toBe(true);
      };
      await visitor.signIn(addPerson(paper, 'editor', newPerson('Ерлан Қасым')));
      await visitor.open('/desk/articles');
      await visitor.sees(articles.title);
      await look('the list');
      const writing = new Writing(visitor);
      await writing.begin();
      await writing.headline.fill('A headline');
      await writing.type('Some words.');
      await writing.isSaved();
      await expect(page.getByRole('combobox', { name: story.section, exact: true })).toBeVisible();
      await look('the writing page');
      await page.getByRole('button', { name: revisions.title, exact: true }).click();
      await expect(page.getByRole('dialog', { name: revisions.title })).toBeVisible();
      await look('the revisions');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: preview.title, exact: true }).click();
      await expect(page).toHaveURL(/\/preview$/);
      await hydrated(page);
      await look('the preview');
    });
  });
}
