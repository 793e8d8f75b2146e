// A reader with two browsers: what is saved before signing in, and what becomes of it.
import type { Page } from '@playwright/test';
import { waitingOperations } from './device';
import { addPerson, expect, hydrated, test, wordsIn, type Visitor } from './person';

// Saves articles of the Kazakh front page, which has many, that are not saved yet, and says which they were.
async function saveSome(visitor: Visitor, count: number, skipped = 0): Promise<string[]> {
  await visitor.page.goto('/kk');
  await visitor.ready();
  const headlines: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const card = visitor.page.locator('article.teaser').filter({ has: visitor.page.locator('[aria-pressed=false]') }).nth(skipped);
    const headline = await card.locator('h2 a, h3 a').first().innerText();
    await card.locator('.keep button').click();
    await expect(visitor.page.locator('article.teaser').filter({ hasText: headline }).locator('.keep [aria-pressed=true]').first()).toBeVisible();
    headlines.push(headline);
  }
  return headlines;
}

async function titles(page: Page): Promise<string[]> {
  return page.locator('.kept .entry h3').allInnerTexts();
}

async function openLater(visitor: Visitor): Promise<void> {
  await visitor.open('');
  await visitor.masthead.getByRole('link', { name: 'Reading lists', exact: true }).click();
  await expect(visitor.main.getByRole('heading', { level: 1, name: 'Reading lists' })).toBeVisible();
  await visitor.link('Read later').click();
  await expect(visitor.main.getByRole('heading', { level: 1, name: 'Read later' })).toBeVisible();
}

function entry(visitor: Visitor, headline: string) {
  return visitor.main.locator('.entry').filter({ has: visitor.page.getByRole('heading', { name: headline, exact: true }) });
}

test('what was saved on two devices is one list after signing in, and can be shared', async ({ visitor, another, paper }) => {
  test.slow();
  const { page } = visitor;
  const first = await saveSome(visitor, 5);
  await expect(page.locator('.lists-way .count')).toHaveText('5');
  await openLater(visitor);
  // What is saved last comes first.
  expect(await titles(page)).toEqual([...first].reverse());

  // Put in order with the buttons, by keyboard.
  const lowest = entry(visitor, first[0]);
  await lowest.getByRole('button', { name: 'Move up' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => titles(page)).toEqual([first[4], first[3], first[2], first[0], first[1]]);
  await expect(lowest.getByRole('button', { name: 'Move up' })).toBeFocused();
  await entry(visitor, first[4]).getByRole('button', { name: 'Move down' }).click();
  const order = [first[3], first[4], first[2], first[0], first[1]];
  await expect.poll(() => titles(page)).toEqual(order);

  // And with the pointer, where all of them are on the screen.
  const size = page.viewportSize()!;
  await page.setViewportSize({ ...size, height: 3000 });
  await entry(visitor, order[4]).locator('.handle').dragTo(entry(visitor, order[0]));
  order.unshift(order.pop()!);
  await expect.poll(() => titles(page)).toEqual(order);
  await page.setViewportSize(size);

  const noted = entry(visitor, order[1]);
  await noted.locator('summary', { hasText: 'Note' }).click();
  await noted.getByLabel('Note').fill('Құрманғазыға көрсету');
  await noted.getByRole('button', { name: 'Save the note' }).click();
  await expect(noted.locator('.note')).toHaveText('Құрманғазыға көрсету');
  await entry(visitor, order[4]).getByRole('button', { name: 'Mark as read', exact: true }).click();
  await expect(entry(visitor, order[4]).locator('.mark')).toHaveText('Read');
  await expect(page.locator('.lists-way .count')).toHaveText('4');

  // Half of one is read, the longest.
  const long = order.find((headline) => headline.startsWith('Тасөткел'))!;
  await entry(visitor, long).getByRole('link', { name: long }).click();
  await expect(page.locator('article h1')).toHaveText(long);
  await page.evaluate(() => {
    const body = document.querySelector('.article > .body')!.getBoundingClientRect();
    window.scrollTo(0, window.scrollY + body.top + body.height * 0.5);
  });
  await expect.poll(() => waitingOperations(page), { timeout: 15_000 }).toContain('"reach"');
  await openLater(visitor);
  await expect(entry(visitor, long)).toContainText(/\d+ % read/);
  expect(await titles(page)).toEqual(order);

  // Another browser has saved others, and one of the same.
  const second = await another();
  const others = await saveSome(second, 3, 3);
  expect(others.some((headline) => order.includes(headline))).toBe(true);
  expect(others.every((headline) => order.includes(headline))).toBe(false);
  await openLater(second);
  expect(await titles(second.page)).toEqual([...others].reverse());

  const reader = addPerson(paper);
  await visitor.signIn(reader);
  await openLater(visitor);
  await expect.poll(() => titles(page)).toEqual(order);
  await second.signIn(reader);
  await openLater(second);
  const union = new Set([...order, ...others]);
  await expect.poll(async () => new Set(await titles(second.page))).toEqual(union);
  expect((await titles(second.page)).length).toBe(union.size);
  const final = await titles(second.page);
  await expect.poll(() => titles(page), { timeout: 10_000 }).toEqual(final);
  await page.reload();
  await hydrated(page);
  expect(await titles(page)).toEqual(final);
  await expect(entry(visitor, order[1]).locator('.note')).toHaveText('Құрманғазыға көрсету');
  await expect(entry(second, order[1]).locator('.note')).toHaveText('Құрманғазыға көрсету');
  await expect(entry(second, long)).toContainText(/\d+ % read/);
  await expect(entry(second, long).getByRole('link', { name: 'Continue where you stopped' })).toBeVisible();

  // What is done on one is seen on the other within two seconds.
  await page.bringToFront();
  await entry(second, final[0]).getByRole('button', { name: 'Mark as read', exact: true }).click();
  await expect(entry(visitor, final[0]).locator('.mark')).toHaveText('Read', { timeout: 2000 });

  // Continue on the other device.
  await entry(second, long).getByRole('link', { name: long }).click();
  // On the article's own page, which is Kazakh, the offer is too.
  const goOn = second.page.getByRole('button', { name: wordsIn('kk').shelf.continue_reading });
  await expect(goOn).toBeVisible();
  expect(await second.page.evaluate(() => window.scrollY)).toBe(0);
  await goOn.click();
  await expect.poll(() => second.page.evaluate(() => window.scrollY)).toBeGreaterThan(200);

  // Shared, read by a stranger, and shared no more.
  await visitor.button('Share').click();
  const address = await visitor.field('Address of the list').inputValue();
  expect(address).toMatch(/\/en\/list\/[\w-]{20,}$/);
  const path = new URL(address).pathname;
  const third = await another();
  await third.page.goto(path);
  await hydrated(third.page);
  await expect(third.page.locator('.kept .entry h3')).toHaveText(final);
  await expect(third.main).not.toContainText('Құрманғазыға көрсету');
  await third.button('Copy this list').click();
  await expect(third.page).toHaveURL(/\/en\/lists\//);
  await expect(third.page.locator('.kept .entry h3')).toHaveText(final);

  await visitor.button('Stop sharing').click();
  await expect(visitor.button('Share')).toBeVisible();
  const answer = await third.page.request.get(path);
  expect(answer.status()).toBe(404);
  expect(await answer.text()).toContain(visitor.words.error.not_shared_text);
});

test('lists of one\'s own are made, filled, searched and deleted', async ({ visitor }) => {
  const { page } = visitor;
  const [headline, other] = await saveSome(visitor, 2);
  await visitor.open('/lists');
  await visitor.field('Name of the list').fill('Жолға');
  await visitor.button('New list').click();
  await visitor.sees('Жолға');
  await expect(page).toHaveTitle(/^Жолға — /);
  await openLater(visitor);
  const card = entry(visitor, headline);
  await card.locator('summary', { hasText: 'Add to another list' }).click();
  await card.getByRole('button', { name: 'Add', exact: true }).click();
  await visitor.link('Reading lists').click();
  await visitor.link('Жолға').click();
  await expect.poll(() => titles(page)).toEqual([headline]);
  await visitor.link('Reading lists').click();
  await visitor.link('Read later').click();
  await visitor.field('Search in headlines and notes').fill(other.slice(0, 12).toUpperCase());
  await visitor.button('Show these').click();
  await expect.poll(() => titles(page)).toEqual([other]);
  await visitor.open('/lists');
  await visitor.link('Жолға').click();
  await visitor.main.locator('summary', { hasText: 'Name and description' }).click();
  await visitor.button('Delete the list').click();
  await visitor.sees('Reading lists');
  await expect(visitor.link('Жолға')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(visitor.link('Жолға')).toBeVisible();
});

test('two people edit one list, and see what the other does', async ({ visitor, another, paper }) => {
  await visitor.signIn(addPerson(paper));
  await visitor.open('/lists');
  await visitor.field('Name of the list').fill('Редакцияға');
  await visitor.button('New list').click();
  await visitor.sees('Редакцияға');
  await visitor.main.locator('summary', { hasText: 'Editing together' }).click();
  await visitor.button('Invite somebody to edit').click();
  const invitation = new URL(await visitor.field('Link for editors').inputValue());

  const other = await another();
  const colleague = addPerson(paper);
  await other.signIn(colleague);
  const [headline] = await saveSome(other, 1);
  await other.page.goto(invitation.pathname + invitation.search);
  await other.ready();
  await other.button('Edit the list together').click();
  await other.sees('Редакцияға');
  await openLater(other);
  const card = entry(other, headline);
  await card.locator('summary', { hasText: 'Add to another list' }).click();
  await card.getByRole('button', { name: 'Add', exact: true }).click();
  await expect.poll(() => titles(visitor.page)).toEqual([headline]);
  await visitor.open('/lists');
  await visitor.link('Редакцияға').click();
  await expect(visitor.main.locator('.people')).toContainText(colleague.name);
  await entry(visitor, headline).getByRole('button', { name: 'Remove from the list' }).click();
  await other.open('/lists');
  await other.link('Редакцияға').click();
  await expect(other.main.locator('.empty')).toBeVisible();
});

test.describe('without scripts', () => {
  // Chromium without scripts still follows the preloads of the client, and complains about them.
  test.use({ javaScriptEnabled: false, tolerated: /\/pkg\/\S+ (csp|was preloaded)/ });

  test('somebody who is signed in saves, orders and removes through forms', async ({ visitor, paper }) => {
    const { page } = visitor;
    await visitor.signIn(addPerson(paper));
    const headlines: string[] = [];
    for (let number = 0; number < 2; number += 1) {
      await visitor.open('');
      const card = page.locator('article.teaser').nth(number);
      headlines.push(await card.locator('h2 a, h3 a').first().innerText());
      await card.getByRole('button', { name: /^Save to reading list/ }).click();
      await expect(page).toHaveURL(/\/en$/);
    }
    await openLater(visitor);
    expect(await titles(page)).toEqual([...headlines].reverse());
    await entry(visitor, headlines[0]).getByRole('button', { name: 'Move up' }).click();
    expect(await titles(page)).toEqual(headlines);
    await entry(visitor, headlines[0]).getByRole('button', { name: 'Mark as read', exact: true }).click();
    await expect(entry(visitor, headlines[0]).locator('.mark')).toHaveText('Read');
    await entry(visitor, headlines[0]).getByRole('button', { name: 'Remove from the list' }).click();
    expect(await titles(page)).toEqual([headlines[1]]);
  });
});
