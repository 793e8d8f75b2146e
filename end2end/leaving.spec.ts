// After signing out the way back shows nothing of the person, not even out of the browser's memory.
import type { Page } from '@playwright/test';
import { launchOptions } from './chromium';
import { addPerson, expect, hydrated, newPerson, test, type Person, type Visitor } from './person';
import { school } from './reader';

// Playwright switches off the memory in which browsers keep whole pages for the way back.
test.use({ launchOptions: { ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] } });

test('the way back to an account that the client had opened', async ({ page, paper, visitor }) => {
  const person = addSomebody(paper);
  await visitor.signIn(person);
  await visitor.withLists(() => page.goto(school.en));
  await hydrated(page);
  await visitor.openAccount();
  await expect(visitor.main).toContainText(person.email);
  await visitor.signOut();
  await leadsToSignIn(visitor, person);
  await goBack(page);
  await showsAStranger(visitor, person);
});

test('the way back to an account that was a document of its own', async ({ page, paper, visitor }) => {
  const person = addSomebody(paper);
  await visitor.signIn(person);
  await page.goto(school.en);
  await hydrated(page);
  await expect(visitor.masthead).toContainText(visitor.words.masthead.account);
  await visitor.withLists(() => visitor.open('/account'));
  await visitor.signOut();
  await leadsToSignIn(visitor, person);
  await goBack(page);
  await showsAStranger(visitor, person);
});

test('the way back to the desk', async ({ page, paper, visitor }) => {
  const person = addSomebody(paper, 'admin');
  await visitor.signIn(person);
  await visitor.withLists(() => page.goto(school.en));
  await hydrated(page);
  await visitor.masthead.getByRole('link', { name: visitor.words.masthead.desk, exact: true }).click();
  await visitor.sees(visitor.words.title.desk);
  await visitor.openAccount();
  await visitor.signOut();
  await leadsToSignIn(visitor, person);
  await goBack(page);
  await visitor.sees(visitor.words.title.sign_in);
  await expect(page.locator('body')).not.toContainText(person.name);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, tolerated: /\/pkg\/\S+ (csp|was preloaded)/ });

  test('the way back to an account', async ({ paper, visitor }) => {
    const person = addSomebody(paper);
    await visitor.signIn(person);
    await visitor.open('/account');
    await visitor.signOut();
    await leadsToSignIn(visitor, person);
  });
});

// A page out of the browser's memory is not loaded: nothing more can be waited for than its address.
async function goBack(page: Page): Promise<void> {
  await page.goBack({ waitUntil: 'commit' });
}

function addSomebody(paper: Visitor['paper'], role = 'reader'): Person {
  return addPerson(paper, role, newPerson('Қымбат Бірегей'));
}

async function leadsToSignIn(visitor: Visitor, person: Person): Promise<void> {
  await goBack(visitor.page);
  await visitor.sees(visitor.words.title.sign_in);
  for (const secret of [person.name, person.email]) {
    await expect(visitor.page.locator('body')).not.toContainText(secret);
  }
}

async function showsAStranger(visitor: Visitor, person: Person): Promise<void> {
  const { masthead } = visitor.words;
  await expect(visitor.page.locator('article.article h1')).toHaveText(school.headline);
  await expect(visitor.masthead.getByRole('link', { name: masthead.sign_in, exact: true })).toBeVisible();
  await expect(visitor.page.locator('body')).not.toContainText(person.name);
}
