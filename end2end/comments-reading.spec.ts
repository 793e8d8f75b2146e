// Comments as readers see them: with and without scripts, live, by keyboard, on a phone.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { addPerson, expect, hydrated, newPerson, test } from './person';
import { school } from './reader';

// Each test has a paper of its own, so that what is said in one is not read in another.
test.use({ settings: { TILSHI_LOG_FILTER: 'error' } });

const comments = (page: Page) => page.getByRole('region', { name: 'Comments' });
const said = (page: Page, text: string) => comments(page).locator('.comment').filter({ hasText: text });

// The lazy part has taken the section over.
async function awake(page: Page): Promise<void> {
  await comments(page).scrollIntoViewIfNeeded();
  await expect(page.locator('#comments[data-awake]')).toBeAttached();
}

// What comes within three seconds after the page is refused as a program's. Nothing in the page tells when they
// are over, so tests wait for the time itself before the first comment.
async function write(page: Page, text: string): Promise<void> {
  const form = page.locator('#post-comment');
  await form.getByRole('textbox', { name: 'Your comment' }).fill(text);
  await form.getByRole('button', { name: 'Post comment' }).click();
  await expect(said(page, text)).toBeVisible();
}

test('the section is whole without scripts', async ({ browser, paper }) => {
  const context = await browser.newContext({ baseURL: paper.address, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(school.en);
  await expect(comments(page).getByRole('heading', { name: 'Comments' })).toBeVisible();
  await expect(comments(page).getByRole('textbox')).toHaveCount(1);
  await expect(comments(page).getByRole('textbox', { name: 'Your comment' })).toBeVisible();
  await expect(comments(page).getByRole('button', { name: 'Post comment' })).toBeVisible();
  await expect(page.getByLabel('Leave this empty')).toBeHidden();
  await context.close();
});

test('a comment appears at once, and as news at another open page within two seconds', async ({ page, paper, visitor, another }) => {
  const person = addPerson(paper);
  await visitor.signIn(person);
  await page.goto(school.en);
  await awake(page);

  const { page: other } = await another();
  await other.goto(school.en);
  await awake(other);

  await page.waitForTimeout(3500);
  await write(page, 'The road was worth waiting for.');
  await expect(page.locator('.comment:focus')).toContainText('The road was worth waiting for.');
  const news = comments(other).getByRole('button', { name: '1 new comment' });
  await expect(news).toBeVisible({ timeout: 2000 });
  await expect(said(other, 'The road was worth waiting for.')).toHaveCount(0);
  await news.press('Enter');
  await expect(said(other, 'The road was worth waiting for.')).toBeFocused();
  await expect(comments(other).locator('h2 .count')).toHaveText('1');
});

test('a draft is there after a reload, and after signing in', async ({ page, paper, visitor }) => {
  const person = addPerson(paper, 'reader', newPerson());
  await page.goto(school.en);
  await awake(page);
  const field = page.locator('#post-comment').getByRole('textbox', { name: 'Your comment' });
  await field.fill('Begun before signing in');
  await page.reload();
  await awake(page);
  await expect(field).toHaveValue('Begun before signing in');
  await comments(page).getByRole('link', { name: 'Sign in to comment' }).click();
  await visitor.typeSignIn(person);
  await expect(page).toHaveURL(/#comments$/);
  await awake(page);
  await expect(field).toHaveValue('Begun before signing in');
  await expect(comments(page).getByText(`You write as ${person.name}`)).toBeVisible();
});

test.describe('signed out', () => {
  test.use({ tolerated: /401/ });

  test('whoever is not signed in is told so and loses nothing', async ({ page }) => {
    await page.goto(school.en);
    await awake(page);
    const field = page.locator('#post-comment').getByRole('textbox', { name: 'Your comment' });
    await field.fill('Not signed in');
    await page.locator('#post-comment').getByRole('button', { name: 'Post comment' }).click();
    await expect(comments(page).getByRole('alert')).toContainText('Sign in to do this');
    await expect(field).toHaveValue('Not signed in');
  });
});

test('replies, support and collapsing by keyboard alone', async ({ page, paper, visitor }) => {
  await visitor.signIn(addPerson(paper));
  await page.goto(school.en);
  await awake(page);
  await page.waitForTimeout(3500);
  await write(page, 'First of all');
  const first = said(page, 'First of all').first();
  await first.getByRole('button', { name: 'Reply' }).press('Enter');
  const reply = page.getByRole('textbox', { name: 'Your reply' });
  await expect(reply).toBeFocused();
  await reply.press('Escape');
  await expect(first.getByRole('button', { name: 'Reply' })).toBeFocused();
  await first.getByRole('button', { name: 'Reply' }).press('Enter');
  await reply.fill('And an answer');
  await page.getByRole('button', { name: 'Post reply' }).press('Enter');
  await expect(page.locator('.replies').getByText('And an answer')).toBeVisible();

  const collapse = comments(page).getByRole('button', { name: 'Hide replies' });
  await expect(collapse).toHaveAttribute('aria-expanded', 'true');
  await collapse.press('Enter');
  await expect(page.locator('.replies').getByText('And an answer')).toBeHidden();
  await comments(page).getByRole('button', { name: 'Show replies' }).press('Enter');
  await expect(page.locator('.replies').getByText('And an answer')).toBeVisible();
});

test('whoever is at a button of a comment stays there when its text changes', async ({ page, paper, visitor, another }) => {
  await visitor.signIn(addPerson(paper));
  await page.goto(school.en);
  await awake(page);
  await page.waitForTimeout(3500);
  await write(page, 'As it was at first');
  const { page: other } = await another();
  await other.goto(school.en);
  await awake(other);
  const reply = other.locator('.comment').first().getByRole('button', { name: 'Reply', exact: true });
  await reply.focus();
  await said(page, 'As it was').first().getByRole('button', { name: 'Edit', exact: true }).click();
  await comments(page).locator('form.editing textarea').fill('As it is afterwards');
  await comments(page).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(said(other, 'As it is afterwards')).toBeVisible();
  await expect(reply).toBeFocused();
});

test('a passage of the article is quoted', async ({ page, paper, visitor }) => {
  await visitor.signIn(addPerson(paper));
  await page.goto(school.en);
  await awake(page);
  await page.evaluate(() => {
    const paragraph = document.querySelector('.article > .body p')!;
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    getSelection()!.removeAllRanges();
    getSelection()!.addRange(range);
  });
  await page.getByRole('button', { name: 'Quote in a comment' }).click();
  await expect(page.getByRole('group', { name: 'Quotation from the article' })).toBeVisible();
  await expect(page.locator('#post-comment textarea')).toBeFocused();
  await page.getByRole('button', { name: 'Remove the quotation' }).click();
  await expect(page.getByRole('group', { name: 'Quotation from the article' })).toHaveCount(0);
});

test('a permalink marks its comment, when the page is loaded and when it is walked to', async ({ page, paper, visitor }) => {
  await visitor.signIn(addPerson(paper));
  await page.goto(school.en);
  await awake(page);
  await page.waitForTimeout(3500);
  await write(page, 'Here I am');
  await said(page, 'Here I am').locator('a.when').click();
  await expect(page).toHaveURL(/\?comment=\d+#comment-\d+$/);
  await expect(page.locator('.comment.is-target')).toContainText('Here I am');
  await expect(page.locator('.comment.is-target')).toBeInViewport();
  await page.reload();
  await expect(page.locator('.comment:target')).toBeInViewport();
});

test('orders are links that stay at the comments, with the way back', async ({ page, paper, visitor }) => {
  await visitor.signIn(addPerson(paper));
  await page.goto(school.en);
  await awake(page);
  await page.waitForTimeout(3500);
  await write(page, 'One of two');
  await write(page, 'Two of two');
  await page.reload();
  await hydrated(page);
  await comments(page).getByRole('link', { name: 'Oldest' }).click();
  await expect(page).toHaveURL(/comments=oldest#comments$/);
  await expect(comments(page)).toBeInViewport();
  await expect(page.locator('.branches .text').first()).toHaveText('One of two');
  await page.goBack();
  await expect(page.locator('.branches .text').first()).toHaveText('Two of two');
});

test('axe finds nothing, and nothing is wider than the screen at twice the text', async ({ page, paper, visitor }) => {
  await visitor.signIn(addPerson(paper));
  await page.goto(school.en);
  await awake(page);
  await page.waitForTimeout(3500);
  await write(page, 'A'.repeat(300));
  await said(page, 'AAAA').getByRole('button', { name: 'Reply' }).click();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const found = await new AxeBuilder({ page }).include('#comments').analyze();
    expect(found.violations).toEqual([]);
  }
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(width[0]).toBeLessThanOrEqual(width[1]);
});
