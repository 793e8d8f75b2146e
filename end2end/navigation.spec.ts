// The single-page app: moving without loading documents, and everything a browser does by itself
// when it does load them.
import { expect, hydrated, markDocument, school, test } from './reader';

test('from the front page to an article, its section and back without a reload', async ({ page }) => {
  await page.goto('/en');
  await hydrated(page);
  const kept = await markDocument(page);

  await page.locator('.lead h2 a').click();
  const article = page.locator('article.article h1');
  await expect(article).toBeVisible();
  const headline = await article.innerText();
  await expect(page).toHaveTitle(`${headline} — Tilshi`);
  await expect(article).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(0);

  const section = page.locator('article.article > header > .kicker');
  const name = await section.innerText();
  await section.click();
  await expect(page.locator('main h1')).toHaveText(name);
  await expect(page.locator('main h1')).toBeFocused();

  await page.goBack();
  await expect(article).toHaveText(headline);
  await page.goBack();
  await expect(page.locator('.lead')).toBeVisible();
  await expect(page).toHaveURL(/\/en$/);
  await page.goForward();
  await expect(article).toHaveText(headline);
  expect(await kept()).toBe(true);
});

test('from one article to another, and on after going back and forward', async ({ page }) => {
  await page.goto(school.en);
  await hydrated(page);
  const kept = await markDocument(page);
  const visited = [new URL(page.url()).pathname];
  for (let step = 0; step < 3; step += 1) {
    const before = await page.locator('main h1').innerText();
    await page.locator('.others h3 a').nth(step).click();
    await expect(page.locator('main h1')).not.toHaveText(before);
    await expect(page.locator('main h1')).toBeFocused();
    visited.push(new URL(page.url()).pathname);
  }
  expect(new Set(visited).size).toBeGreaterThan(2);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${visited[2]}$`));
  await page.goForward();
  await expect(page).toHaveURL(new RegExp(`${visited[3]}$`));
  // The address must follow a link to where one has been before, too.
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${visited[1]}$`));
  const link = page.locator('.others h3 a').first();
  const target = await link.getAttribute('href');
  await link.click();
  await expect(page).toHaveURL(new RegExp(`${target}$`));
  expect(await kept()).toBe(true);
});

test('the address follows a link to where one has just come back from', async ({ page }) => {
  await page.goto('/en');
  await hydrated(page);
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Education' }).click();
  // The address is there before the page: until then the front page's articles would be clicked.
  await expect(page.locator('.list h1')).toHaveText('Education');
  await page.locator('.teaser h3 a').first().click();
  await expect(page.locator('article.article h1')).toBeVisible();
  await page.goBack();
  await expect(page.locator('.list h1')).toBeVisible();
  await page.goForward();
  await expect(page.locator('article.article h1')).toBeVisible();
  await page.locator('article.article > header > .kicker').click();
  await expect(page.locator('.list h1')).toHaveText('Education');
  await expect(page).toHaveURL(/\/en\/education$/);
  await page.goBack();
  await expect(page.locator('article.article h1')).toBeVisible();
});

test('the scroll position is there again on the way back', async ({ page }) => {
  await page.goto('/kk');
  await hydrated(page);
  const link = page.locator('.section-row').nth(2).locator('h3 a').first();
  await link.scrollIntoViewIfNeeded();
  const position = await page.evaluate(() => scrollY);
  expect(position).toBeGreaterThan(300);
  await link.click();
  await expect(page.locator('article.article h1')).toBeVisible();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await page.mouse.wheel(0, 400);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  // The position is written down when the page lies still.
  await expect.poll(() => page.evaluate(() => history.state)).toBeGreaterThan(100);
  const inArticle = await page.evaluate(() => scrollY);
  await page.goBack();
  await expect(page.locator('.lead')).toBeVisible();
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(Math.round(position));
  await page.goForward();
  await expect(page.locator('article.article h1')).toBeVisible();
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(Math.round(inArticle));
});

test('title, language and direction follow to another language', async ({ page }) => {
  await page.goto(school.en);
  await hydrated(page);
  const kept = await markDocument(page);
  const button = page.getByRole('button', { name: 'Languages' });
  if (await button.isVisible()) await button.click();
  await page.getByRole('link', { name: 'Русский' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  await expect(page.locator('.body')).toContainText('школ');
  await expect(page.locator('nav.rubrics')).toContainText('Образование');
  await expect(page).toHaveTitle(/— Тілші$/);
  const canonical = await page.locator('link[rel=canonical]').getAttribute('href');
  expect(canonical).toContain(new URL(page.url()).pathname);
  expect(await kept()).toBe(true);
  // And the choice decides where the root leads.
  await page.goto('/');
  await expect(page).toHaveURL(/\/ru$/);
});

test.describe('with the network gone after pointing', () => {
  test.use({ tolerated: /ERR_INTERNET_DISCONNECTED/ });

  test('a link that was pointed at leads on, also after moving', async ({ page, context, isMobile }) => {
    test.skip(isMobile, 'nothing can be pointed at on a touch screen');
    await page.goto(school.en);
    await hydrated(page);
    for (const index of [0, 1]) {
      const link = page.locator('.others h3 a').nth(index);
      const href = await link.getAttribute('href');
      const ahead = page.waitForResponse((response) => response.url().includes(encodeURIComponent(href!)));
      await link.hover();
      await (await ahead).finished();
      // Only what the hover has brought can be shown now.
      await context.setOffline(true);
      const before = await page.locator('main h1').innerText();
      await link.click();
      await expect(page.locator('main h1')).not.toHaveText(before);
      await expect(page.locator('article.article h1')).toBeVisible();
      await context.setOffline(false);
    }
  });
});

test('a bar shows that a page is on its way, but not for a moment', async ({ page }) => {
  await page.goto('/en');
  await hydrated(page);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/fn/page**', async (route) => {
    await held;
    await route.continue();
  });
  const bar = page.locator('.progress');
  await expect(bar).toBeHidden();
  await page.locator('.latest a').first().click();
  await expect(bar).toBeVisible();
  await expect(page.locator('.lead')).toBeVisible();
  const delay = await bar.evaluate((element) => getComputedStyle(element).animationDelay);
  expect(delay).toBe('0.15s');
  release();
  await expect(page.locator('article.article h1')).toBeVisible();
  await expect(bar).toBeHidden();
});

test('the front page looks the same when one comes back to it', async ({ page }) => {
  await page.goto(school.en);
  await hydrated(page);
  await page.locator('.masthead .name').click();
  await expect(page.locator('.lead')).toBeVisible();
  await expect(page.locator('main h1')).toBeFocused();
  const box = await page.locator('main h1').boundingBox();
  expect(box!.height).toBeLessThanOrEqual(1);
});

test('back from the top of a page leads to where one was', async ({ page }) => {
  await page.goto(school.en);
  await hydrated(page);
  await page.evaluate(() => scrollTo(0, innerHeight * 2));
  await expect.poll(() => page.evaluate(() => history.state)).toBeGreaterThan(100);
  const position = await page.evaluate(() => scrollY);
  // Not by the mouse: the test's would scroll the link to where it likes it.
  await page.getByRole('link', { name: 'Back to top' }).evaluate((link: HTMLElement) => link.click());
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(Math.round(position));
});

test.describe('to a page that has moved', () => {
  // Its data says where to, as a 404: fetch would follow a redirect and bring the page instead.
  test.use({ tolerated: /404/ });

  test('it is found without a reload', async ({ page }) => {
    await page.goto('/en');
    await hydrated(page);
    const kept = await markDocument(page);
    const link = page.locator('.latest a').first();
    // The right article in the wrong section.
    await link.evaluate((link, path) => link.setAttribute('href', path), school.en.replace('education', 'sport'));
    await link.click();
    await expect(page.locator('article.article h1')).toHaveText(school.headline);
    await expect(page).toHaveURL(new RegExp(`${school.en}$`));
    expect(await kept()).toBe(true);
    await page.goBack();
    await expect(page.locator('.lead')).toBeVisible();
  });
});

test('the picture changes with the headline', async ({ page }) => {
  await page.goto(school.en);
  await hydrated(page);
  const picture = await page.locator('.lead-picture img').elementHandle();
  await page.locator('.others h3 a').first().click();
  await expect(page.locator('main h1')).not.toHaveText(school.headline);
  // An element of its own: the browser shows the old picture in a reused one until the new has come.
  expect(await picture!.evaluate((element) => element.isConnected)).toBe(false);
});

test.describe('without a network', () => {
  test.use({ tolerated: /failed:|Failed to load resource/ });

  test('a page that does not come says so and can be tried again', async ({ page }) => {
    await page.goto('/en');
    await hydrated(page);
    const kept = await markDocument(page);
    await page.route('**/fn/page**', (route) => route.abort());
    await page.locator('.latest a').first().click();
    await expect(page.getByRole('heading', { name: 'The page could not be loaded' })).toBeVisible();
    await expect(page.locator('nav.rubrics a').first()).toBeVisible();
    await page.unroute('**/fn/page**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.locator('article.article h1')).toBeVisible();
    expect(await kept()).toBe(true);
  });
});

test.describe('to a page that is not there', () => {
  test.use({ tolerated: /404/ });

  test('the app says so as the server does', async ({ page }) => {
    await page.goto('/en');
    await hydrated(page);
    await page.locator('.latest a').first().evaluate((link) => link.setAttribute('href', '/en/no-such-section'));
    await page.locator('.latest a').first().click();
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeFocused();
    await page.getByRole('link', { name: 'To the front page' }).click();
    await expect(page.locator('.lead')).toBeVisible();
  });

  test('a reload shows the same, and hydrates', async ({ page }) => {
    const response = await page.goto('/ru/net-takoy');
    expect(response!.status()).toBe(404);
    await hydrated(page);
    await expect(page.getByRole('heading', { name: 'Такой страницы нет' })).toBeVisible();
    await page.getByRole('link', { name: 'На главную' }).click();
    await expect(page.locator('.lead')).toBeVisible();
  });
});
