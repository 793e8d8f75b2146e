// The paper without JavaScript: everything is there, and every way is a link.
import { expect, school, test } from './reader';

// Chromium without scripts still follows the preloads of the client, and complains about them.
test.use({ javaScriptEnabled: false, tolerated: /\/pkg\/\S+ (csp|was preloaded)/ });

test('from the front page to an article, its section and back by links', async ({ page }) => {
  await page.goto('/en');
  const headline = await page.locator('.lead h2').innerText();
  await page.locator('.lead h2 a').click();
  await expect(page.locator('main h1')).toHaveText(headline);
  await expect(page.locator('.body p').first()).toBeVisible();
  const section = page.locator('article.article > header > .kicker');
  const name = await section.innerText();
  await section.click();
  await expect(page.locator('main h1')).toHaveText(name);
  await page.goBack();
  await page.goBack();
  await expect(page.locator('.lead h2')).toHaveText(headline);
});

test('what needs a script is not offered, what does not works', async ({ page }) => {
  await page.goto(school.en);
  await expect(page.getByRole('button', { name: 'Display' })).toBeHidden();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Telegram' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeHidden();
  await page.keyboard.press('Escape');
  const languages = page.getByRole('button', { name: 'Languages' });
  if (await languages.isVisible()) await languages.click();
  await page.getByRole('link', { name: 'Қазақша' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'kk');
});

test('back to top works', async ({ page }) => {
  await page.goto(school.en);
  const link = page.getByRole('link', { name: 'Back to top' });
  await expect(link).not.toBeInViewport();
  await page.locator('.others').scrollIntoViewIfNeeded();
  await expect(link).toBeInViewport();
  await link.click();
  await expect(page.locator('.masthead .name')).toBeInViewport();
});
