// Everything that can go wrong while somebody writes, done on purpose. Each test ends with every typed
// character on the server, or offered when the article is opened again.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { launchOptions } from '../chromium';
import { Visitor } from '../person';
import { addPerson, expect, newPerson, ownPaper, test, Writing } from './writing';

// What the browser says on the console of a request that could not be answered.
const broken = /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_INCOMPLETE_CHUNKED|Failed to load resource|EventSource/;

// The process behind the page ends at once, without a word to anybody.
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
}

test.skip(({ isMobile }) => isMobile, 'the same program as on a desktop');

test.describe('a server that is killed', () => {
  test.use({ settings: {}, tolerated: broken });

  test('loses nothing: typing goes on, and is saved once it is back', async ({ paper, writing }) => {
    await writing.type('Before the crash. ');
    await writing.isSaved();
    await writing.type('In the middle of it, ');
    await ownPaper(paper).kill();
    await writing.type('while it was down. ', 20);
    await expect(writing.status).toHaveText(writing.visitor.words.saving.offline);
    await ownPaper(paper).restart();
    await writing.type('And after.');
    await writing.isSaved();
    expect(await writing.text()).toBe('Before the crash. In the middle of it, while it was down. And after.');
  });
});

test.describe('a network that is gone', () => {
  test.use({ tolerated: broken });

  test('for a minute of typing', async ({ context, writing }) => {
    test.setTimeout(150_000);
    await writing.type('On the train: ');
    await writing.isSaved();
    await context.setOffline(true);
    const words = Array.from({ length: 60 }, (_, index) => `word${index} `);
    for (const word of words) {
      await writing.page.keyboard.type(word, { delay: 150 });
    }
    await expect(writing.status).toHaveText(writing.visitor.words.saving.offline);
    await context.setOffline(false);
    await writing.isSaved();
    expect((await writing.text()).trim()).toBe(`On the train: ${words.join('').trim()}`);
  });

  test('an answer that is lost after the text was stored is asked for again, and nothing is there twice', async ({ page, writing }) => {
    let lost = 0;
    await page.route('**/fn/desk/save-manuscript', async (route) => {
      lost += 1;
      if (lost > 2) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await writing.type('Stored, but nobody said so. ');
    await expect.poll(() => lost).toBeGreaterThan(0);
    await writing.type('Typed on. ');
    await writing.isSaved();
    expect(lost).toBeGreaterThan(2);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect((await writing.text()).trim()).toBe('Stored, but nobody said so. Typed on.');
  });
});

test.describe('a session that has ended', () => {
  test.use({ tolerated: /401/ });

  test('asks to sign in over the text, and then saving goes on', async ({ page, another, author, writing }) => {
    const { account, saving } = writing.visitor.words;
    await writing.type('Before. ');
    await writing.isSaved();
    const other = await another();
    await other.signIn(author);
    const ended = await other.page.request.post('/fn/account/end-sessions', {
      form: {},
      headers: { origin: new URL(page.url()).origin },
    });
    expect(ended.status()).toBe(200);
    await writing.type('Typed after the session was gone.');
    const dialog = page.getByRole('dialog', { name: saving.signed_out });
    await expect(dialog).toBeVisible();
    await dialog.getByLabel(account.email, { exact: true }).fill(author.email);
    await dialog.getByLabel(account.password, { exact: true }).fill(author.password);
    await dialog.getByRole('button', { name: account.sign_in_button, exact: true }).click();
    await expect(dialog).toBeHidden();
    await writing.isSaved();
    expect(await writing.text()).toBe('Before. Typed after the session was gone.');
  });
});

test('two tabs in the same paragraph: one chooses, and both are kept', async ({ context, visitor, writing }) => {
  const { saving } = visitor.words;
  await writing.type('The bridge ');
  await writing.isSaved();
  const page = await context.newPage();
  const second = new Writing(new Visitor(page, visitor.paper, visitor.language, true), page);
  await second.open(writing.id);
  await expect(page.getByText(saving.own_tab.split('{{')[0])).toBeVisible();
  await page.getByRole('button', { name: saving.write_on, exact: true }).click();
  // Neither has heard of the other's words yet.
  await page.route('**/fn/desk/load-head', (route) => route.abort('aborted'));
  await page.route('**/fn/desk/save-manuscript', async (route) => {
    await writing.isSaved();
    await route.continue();
  });
  await Promise.all([writing.type('opens in May.'), second.type('is closed.')]);
  await writing.isSaved();
  const dialog = page.getByRole('dialog', { name: saving.dispute_title });
  await expect(dialog).toBeVisible({ timeout: 20_000 });
  await expect(dialog).toContainText('The bridge opens in May.');
  await expect(dialog).toContainText('The bridge is closed.');
  await page.unroute('**/fn/desk/load-head');
  await dialog.getByRole('radio', { name: saving.keep_both, exact: true }).check();
  await dialog.getByRole('button', { name: saving.settle, exact: true }).click();
  await expect(dialog).toBeHidden();
  await second.isSaved();
  const text = await second.text();
  expect(text).toContain('The bridge opens in May.');
  expect(text).toContain('The bridge is closed.');
});

test('two people in different paragraphs: nobody is asked anything', async ({ paper, another, visitor, writing }) => {
  const { saving } = visitor.words;
  await writing.type('First paragraph.');
  await writing.page.keyboard.press('Enter');
  await writing.page.keyboard.type('Second paragraph.');
  await writing.isSaved();
  const editor = await another();
  await editor.signIn(addPerson(paper, 'editor', newPerson('Ерлан Қасым')));
  const second = new Writing(editor);
  await second.open(writing.id);
  await editor.page.getByRole('button', { name: saving.write_on, exact: true }).click();
  await second.body.getByText('First paragraph.').click();
  await second.page.keyboard.press('End');
  await Promise.all([writing.type(' By the author.', 30), second.page.keyboard.type(' By the editor.', { delay: 30 })]);
  await writing.isSaved();
  await second.isSaved();
  await writing.serverHolds('First paragraph. By the editor.\nSecond paragraph. By the author.');
  for (const page of [writing.page, second.page]) await expect(page.getByRole('dialog')).toHaveCount(0);
  // Each sees what the other has written.
  await expect(writing.body).toContainText('By the editor.');
  await expect(second.body).toContainText('By the author.');
});

test('a tab that dies 100 ms after a key: the text is offered', async ({ page, context, visitor, writing }) => {
  const { saving } = visitor.words;
  await writing.type('Saved. ');
  await writing.isSaved();
  const id = writing.id;
  await writing.type('Typed at the last moment');
  await new Promise((resolve) => setTimeout(resolve, 100));
  await crash(page);
  const next = await context.newPage();
  const again = new Writing(new Visitor(next, visitor.paper, visitor.language, true), next);
  await again.open(id);
  const dialog = next.getByRole('dialog', { name: saving.left_title });
  await expect(dialog).toBeVisible();
  await expect(dialog.locator('ins')).toContainText('Typed at the last moment');
  await dialog.getByRole('button', { name: saving.take_up, exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(again.body).toContainText('Saved. Typed at the last moment');
  // The tab that crashed has not got the article open.
  await expect(again.body).toHaveAttribute('contenteditable', 'true');
  await expect(next.getByText(saving.own_tab.split('{{')[0])).toBeHidden();
  await again.serverHolds('Saved. Typed at the last moment');
  // It is offered once: the server holds it now.
  await again.open(id);
  await expect(next.getByRole('dialog')).toHaveCount(0);
});

test('text that nobody wants to take up is kept as a revision', async ({ page, context, visitor, writing }) => {
  const { saving } = visitor.words;
  await writing.type('Saved. ');
  await writing.isSaved();
  const id = writing.id;
  await writing.type('Left behind');
  await new Promise((resolve) => setTimeout(resolve, 100));
  await crash(page);
  const next = await context.newPage();
  const again = new Writing(new Visitor(next, visitor.paper, visitor.language, true), next);
  await again.open(id);
  await next.getByRole('button', { name: saving.lay_aside, exact: true }).click();
  await expect(next.getByRole('dialog')).toHaveCount(0);
  expect(await again.text()).toBe('Saved. ');
  const pages = await next.request.post('/fn/desk/list-revisions', {
    data: { manuscript: id, before: null },
    headers: { origin: new URL(next.url()).origin },
  });
  const { revisions } = await pages.json();
  expect(revisions.map((revision: { kind: string }) => revision.kind)).toContain('aside');
});

test('a browser that is killed: the text is offered when it is started again', async ({ paper, author, baseURL, network }) => {
  const profile = mkdtempSync(join(tmpdir(), 'tilshi-profile-'));
  const options = { ...launchOptions, baseURL, extraHTTPHeaders: { 'x-forwarded-for': network } };
  const first = await chromium.launchPersistentContext(profile, options);
  const page = first.pages()[0];
  const visitor = new Visitor(page, paper, 'en', true);
  await visitor.signIn(author);
  const writing = new Writing(visitor);
  await writing.begin();
  await writing.type('Saved. ');
  await writing.isSaved();
  const id = writing.id;
  await writing.type('The battery is ');
  await new Promise((resolve) => setTimeout(resolve, 300));
  execFileSync('pkill', ['-9', '-f', `user-data-dir=${profile}`]);
  await first.close().catch(() => undefined);

  const second = await chromium.launchPersistentContext(profile, options);
  const again = new Writing(new Visitor(second.pages()[0], paper, 'en', true));
  await again.visitor.signIn(author);
  await again.open(id);
  const dialog = again.page.getByRole('dialog', { name: visitor.words.saving.left_title });
  await dialog.getByRole('button', { name: visitor.words.saving.take_up, exact: true }).click();
  await again.serverHolds('Saved. The battery is ');
  await second.close();
  rmSync(profile, { recursive: true, force: true });
});

test.describe('a disk that is full', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tilshi-small-'));
  test.use({ settings: { TILSHI_DATA_DIR: folder }, tolerated: /500|507|503|Failed to load resource/ });
  // Only root may mount a disk that is small enough to be filled.
  const isRoot = process.getuid?.() === 0;
  let isMounted = false;
  test.beforeAll(() => {
    if (!isRoot) return;
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', folder]);
      isMounted = true;
    } catch {
      isMounted = false;
    }
  });
  test.afterAll(() => {
    if (isMounted) execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  test('is told, the text stays on the device, and is saved once there is room', async ({ writing }) => {
    test.skip(!isMounted, 'no small disk can be mounted here');
    const { saving } = writing.visitor.words;
    await writing.type('Before. ');
    await writing.isSaved();
    const ballast = join(folder, 'ballast');
    execFileSync('sh', ['-c', `dd if=/dev/zero of=${ballast} bs=4k 2>/dev/null || true`]);
    await writing.type('Typed while the disk was full. ');
    await writing.page.keyboard.insertText('Typed while the disk was full. '.repeat(399));
    await expect(writing.status).toContainText(saving.not_saved.split('{{')[0]);
    rmSync(ballast);
    writeFileSync(join(folder, 'room'), '');
    await writing.isSaved();
    expect(await writing.text()).toBe(`Before. ${'Typed while the disk was full. '.repeat(400)}`);
  });
});

test('a clock that is an hour off changes nothing', async ({ context, visitor, writing }) => {
  await writing.type('By the right clock. ');
  await writing.isSaved();
  const page = await context.newPage();
  await page.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() - 3_600_000;
  });
  const late = new Writing(new Visitor(page, visitor.paper, visitor.language, true), page);
  await late.open(writing.id);
  await page.getByRole('button', { name: visitor.words.saving.write_on, exact: true }).click();
  await late.type('An hour late.');
  await late.isSaved();
  expect(await late.text()).toBe('By the right clock. An hour late.');
  await expect(writing.body).toContainText('An hour late.');
});

test('the back button: what was typed is there when one comes back', async ({ page, visitor, writing }) => {
  const { saving } = visitor.words;
  const id = writing.id;
  await writing.type('Typed, and back at once');
  await page.goBack();
  await expect(page).not.toHaveURL(new RegExp(`articles/${id}`));
  const again = new Writing(visitor);
  await again.open(id);
  const offer = page.getByRole('dialog', { name: saving.left_title });
  await expect(offer.or(again.body.getByText('Typed, and back at once'))).toBeVisible();
  if (await offer.isVisible()) await offer.getByRole('button', { name: saving.take_up, exact: true }).click();
  await again.serverHolds('Typed, and back at once');
});

test('a reload while typing', async ({ page, visitor, writing }) => {
  const { saving } = visitor.words;
  const id = writing.id;
  await writing.type('Typed, and loaded again');
  await page.reload();
  await writing.isReady();
  const offer = page.getByRole('dialog', { name: saving.left_title });
  await expect(offer.or(writing.body.getByText('Typed, and loaded again'))).toBeVisible();
  if (await offer.isVisible()) await offer.getByRole('button', { name: saving.take_up, exact: true }).click();
  await writing.serverHolds('Typed, and loaded again');
  expect(writing.id).toBe(id);
});
