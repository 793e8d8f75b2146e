// What goes wrong while somebody comments: the server is gone and comes back, an answer is frozen on its way, another
// tab signs out. Nothing that was typed is lost, and nothing is stored twice.
import type { Page } from '@playwright/test';
import type { Paper, Power } from '../paper';
import { addPerson, expect, test, type Visitor } from '../person';
import { school } from '../reader';

// Requests fail here on purpose.
test.use({ settings: { TILSHI_LOG_FILTER: 'error' }, tolerated: /ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE|ERR_NETWORK|401|Failed to (load|fetch)/ });

const comments = (page: Page) => page.getByRole('region', { name: 'Comments' });
const field = (page: Page) => page.locator('#post-comment').getByRole('textbox', { name: 'Your comment' });
const send = (page: Page) => page.locator('#post-comment').getByRole('button', { name: 'Post comment' });

async function read({ page }: Visitor): Promise<void> {
  await page.goto(school.en);
  await comments(page).scrollIntoViewIfNeeded();
  await expect(page.locator('#comments[data-awake]')).toBeAttached();
}

test('the server is gone and comes back', async ({ visitor, another, paper }) => {
  const power = paper as Paper & Power;
  const { page } = visitor;
  await visitor.signIn(addPerson(paper));
  await read(visitor);
  const other = await another();
  await read(other);
  await page.waitForTimeout(3_100);
  await field(page).fill('Written while the server was gone');
  await power.kill();
  await send(page).click();
  await expect(comments(page).getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect(field(page)).toHaveValue('Written while the server was gone');
  await power.restart();
  await send(page).click();
  await expect(comments(page).locator('.comment')).toHaveCount(1);
  await expect(field(page)).toHaveValue('');
  // Whoever listened before hears of it, having come back by itself.
  await expect(comments(other.page).getByRole('button', { name: '1 new comment' })).toBeVisible({ timeout: 20_000 });
});

test('what is sent again because its answer never came is stored once', async ({ visitor, paper }) => {
  const { page } = visitor;
  await visitor.signIn(addPerson(paper));
  await read(visitor);
  await page.waitForTimeout(3_100);
  await field(page).fill('Sent twice, stored once');
  // The server has taken it, and the way back breaks.
  await page.route('**/fn/comment/post-comment', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  }, { times: 1 });
  await send(page).click();
  await expect(comments(page).getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect(field(page)).toHaveValue('Sent twice, stored once');
  await send(page).click();
  await expect(field(page)).toHaveValue('');
  await page.reload();
  await expect(comments(page).locator('.comment')).toHaveCount(1);
});

test('another tab has signed out in between', async ({ visitor, paper }) => {
  const { page } = visitor;
  const person = addPerson(paper);
  await visitor.signIn(person);
  await read(visitor);
  await page.waitForTimeout(3_100);
  await field(page).fill('Typed before somebody signed out');
  const tab = await page.context().newPage();
  await tab.goto('/en/account');
  await tab.getByRole('main').getByRole('button', { name: visitor.words.account.sign_out, exact: true }).click();
  await expect(tab.getByRole('heading', { level: 1, name: visitor.words.title.sign_in })).toBeVisible();
  await tab.close();
  await send(page).click();
  await expect(comments(page).getByRole('alert').filter({ hasText: visitor.words.comment.signed_out })).toBeVisible();
  await expect(field(page)).toHaveValue('Typed before somebody signed out');
  await comments(page).getByRole('link', { name: 'Sign in to comment' }).click();
  await visitor.typeSignIn(person);
  await expect(page).toHaveURL(/#comments$/);
  await expect(field(page)).toHaveValue('Typed before somebody signed out');
  await page.waitForTimeout(3_100);
  await send(page).click();
  await expect(comments(page).locator('.comment')).toHaveCount(1);
});
