// Saving an article from where it is shown, and what the browser keeps of it.
import { expect, hydrated, school, test } from './reader';

const save = { name: 'Save to reading list', exact: true };
const saved = { name: 'Saved', exact: true };

test('an article is saved in one tap, taken back and still there after a reload', async ({ page }) => {
  await page.goto(school.en);
  await hydrated(page);
  const article = page.locator('.article');
  await article.getByRole('button', save).click();
  await expect(article.getByRole('button', saved)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.lists-way .count')).toHaveText('1');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(article.getByRole('button', save)).toHaveAttribute('aria-pressed', 'false');
  await expect(page.locator('.lists-way .count')).toHaveText('');

  await article.getByRole('button', save).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved to your reading list.' })).toBeVisible();
  await page.waitForFunction(() => localStorage.getItem('lists') !== null);
  await page.reload();
  await hydrated(page);
  await expect(article.getByRole('button', saved)).toBeVisible();
});

test('a press before the lists have come does what the button says', async ({ page }) => {
  await page.goto(school.en);
  await hydrated(page);
  const article = page.locator('.article');
  await article.getByRole('button', save).click();
  await expect(article.getByRole('button', saved)).toBeVisible();
  await page.waitForFunction(() => localStorage.getItem('lists') !== null);
  // The part that knows what is saved comes late: until then the button says "Save".
  await page.route(/split_tell_engine/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  await page.reload();
  await hydrated(page);
  await article.getByRole('button', save).click();
  await expect(article.getByRole('button', saved)).toBeVisible();
  await expect(page.locator('.lists-way .count')).toHaveText('1');
});

test('another tab follows within two seconds', async ({ page, context }) => {
  await page.goto(school.en);
  await hydrated(page);
  await page.locator('.article').getByRole('button', save).click();
  await page.waitForFunction(() => localStorage.getItem('lists') !== null);
  const other = await context.newPage();
  await other.goto(school.en);
  await hydrated(other);
  await expect(other.locator('.article').getByRole('button', saved)).toBeVisible();
  await other.locator('.article').getByRole('button', saved).click();
  await expect(page.locator('.article').getByRole('button', save)).toBeVisible({ timeout: 2000 });
});

test('where somebody stopped is offered and nothing moves by itself', async ({ page }) => {
  await page.goto(school.en);
  await hydrated(page);
  await page.locator('.article').getByRole('button', save).click();
  await expect(page.locator('.lists-way .count')).toHaveText('1');
  await page.evaluate(() => {
    const body = document.querySelector('.article > .body')!.getBoundingClientRect();
    window.scrollTo(0, window.scrollY + body.top + body.height * 0.4);
  });
  // The place is kept every five seconds.
  await page.waitForTimeout(6000);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.goto('/en');
  await page.goto(school.en);
  await hydrated(page);
  const goOn = page.getByRole('button', { name: 'Continue where you stopped' });
  await expect(goOn).toBeVisible();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await goOn.click();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
  await expect(goOn).toBeHidden();
});
