// Moderators at their desk: by keyboard, many at once, taking back, two at the same time.
import type { Page } from '@playwright/test';
import { addPerson, expect, fill, hydrated, newPerson, test, type Visitor } from '../person';

test.skip(({ isMobile }) => isMobile, 'keys are for a desktop');
// A paper of its own: the queue is to hold what this test has put into it and nothing else.
test.use({ settings: {} });

// Lets every comment wait for a moderator.
async function moderateBefore(moderator: Visitor): Promise<void> {
  const { moderation } = moderator.words;
  await moderator.open('/desk/comments/rules');
  await hydrated(moderator.page);
  await moderator.page.getByLabel(moderation.mode, { exact: true }).selectOption('before');
  await moderator.page.getByRole('button', { name: moderation.save, exact: true }).click();
  await expect(moderator.page.getByText(moderation.done_saved)).toBeVisible();
}

// Posts as a reader does, below the first article of the front page.
async function post(reader: Visitor, text: string): Promise<void> {
  await reader.page.goto(`/${reader.language}`);
  await reader.page.locator('main article a').first().click();
  await hydrated(reader.page);
  await reader.page.getByRole('textbox', { name: 'Your comment' }).fill(text);
  await reader.page.waitForTimeout(3_100);
  await reader.page.getByRole('button', { name: 'Post comment' }).click();
  // It waits, and its writer sees that it was stored.
  await expect(reader.page.locator('.comment').filter({ hasText: text })).toBeVisible();
}

async function open(moderator: Visitor, tab = 'waiting'): Promise<void> {
  await moderator.page.goto(`/${moderator.language}/desk/comments?show=${tab}`);
  await hydrated(moderator.page);
  await expect(moderator.page.getByRole('heading', { name: 'Moderation', level: 1 })).toBeVisible();
}

// A key of a keyboard that is set to Cyrillic: Playwright has the American one only.
async function pressCyrillic(page: Page, key: string, code: string): Promise<void> {
  await page.evaluate(
    ([key, code]) => {
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }));
    },
    [key, code],
  );
}

// What a reader's form sends from the page where they are.
async function send(reader: Visitor, name: string, fields: Record<string, string>): Promise<void> {
  const status = await reader.page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return (await fetch(path, { method: 'POST', headers, body })).status;
    },
    [`/fn/comment/${name}`, new URLSearchParams(fields).toString()],
  );
  expect(status).toBe(200);
}

test('keys, many at once, taking back, and somebody else at the same time', async ({ visitor, another, paper }) => {
  test.setTimeout(120_000);
  const { moderation } = visitor.words;
  const { page } = visitor;
  await visitor.signIn(addPerson(paper, 'moderator', newPerson('Ерлан Қасым')));
  await moderateBefore(visitor);
  const texts = ['One of three', 'Two of three', 'Three of three'];
  for (const text of texts) {
    const reader = await another();
    await reader.signIn(addPerson(paper));
    await post(reader, text);
  }
  const entries = page.locator('.entry');
  await open(visitor);
  await expect(entries).toHaveCount(3);

  // By keyboard: to the second, approved, taken back.
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(entries.nth(1)).toBeFocused();
  await page.keyboard.press('a');
  await expect(page.getByText(fill(moderation.done_approve, { count: '1' }))).toBeVisible();
  await expect(entries).toHaveCount(2);
  await page.keyboard.press('z');
  await expect(page.getByText(fill(moderation.done_undo, { count: '1' }))).toBeVisible();
  await expect(entries).toHaveCount(3);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: moderation.keys })).toBeVisible();
  await page.keyboard.press('Escape');

  // Rejecting asks for the reason; keys are words while somebody types.
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  await expect(entries.first().getByLabel(moderation.reason)).toBeFocused();
  await entries.first().getByLabel(moderation.note).fill('jkafz');
  await expect(entries.first().getByLabel(moderation.note)).toHaveValue('jkafz');
  await expect(entries).toHaveCount(3);

  // Another moderator decides: here the entry goes by itself.
  const second = await another();
  await second.signIn(addPerson(paper, 'moderator', newPerson('Мадина Оспан')));
  await open(second);
  await second.page.locator('.entry').last().getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(second.page.locator('.entry')).toHaveCount(2);
  await expect(page.locator('.entry.gone')).toHaveCount(1, { timeout: 10_000 });
  await expect(page.locator('.entry.gone')).toContainText('Мадина Оспан');

  // Many at once.
  await open(visitor);
  await page.getByLabel(moderation.select_all).check();
  const many = page.getByRole('group', { name: moderation.many });
  await many.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(page.getByText(fill(moderation.done_approve, { count: '2' }))).toBeVisible();
  await expect(page.getByText(moderation.empty)).toBeVisible();
  await page.getByRole('button', { name: moderation.undo, exact: true }).click();
  await expect(entries).toHaveCount(2);

  // Keys mean what is selected, wherever the focus is; rejecting asks for one reason for all.
  await page.getByLabel(moderation.select_all).check();
  await page.keyboard.press('j');
  await expect(entries.first()).toBeFocused();
  await page.keyboard.press('r');
  await expect(many.getByLabel(moderation.reason)).toBeFocused();
  await expect(entries).toHaveCount(2);
  await many.getByLabel(moderation.reason).selectOption('spam');
  await entries.first().focus();
  await page.keyboard.press('r');
  await expect(page.getByText(fill(moderation.done_reject, { count: '2' }))).toBeVisible();
  await expect(page.getByText(moderation.empty)).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByText(fill(moderation.done_undo, { count: '2' }))).toBeVisible();
  await expect(entries).toHaveCount(2);
  await page.getByLabel(moderation.select_all).check();
  await page.keyboard.press('a');
  await expect(page.getByText(fill(moderation.done_approve, { count: '2' }))).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByText(fill(moderation.done_undo, { count: '2' }))).toBeVisible();
  await expect(entries).toHaveCount(2);

  // Where the keyboard is set to Cyrillic, keys are where they are.
  await pressCyrillic(page, 'о', 'KeyJ');
  await expect(entries.first()).toBeFocused();
  await pressCyrillic(page, 'ч', 'KeyX');
  await expect(entries.first().getByRole('checkbox')).toBeChecked();
  await pressCyrillic(page, 'ч', 'KeyX');
  await expect(entries.first().getByRole('checkbox')).not.toBeChecked();
  await entries.first().focus();
  await pressCyrillic(page, 'ф', 'KeyA');
  await expect(page.getByText(fill(moderation.done_approve, { count: '1' }))).toBeVisible();
  await expect(entries).toHaveCount(1);
  await pressCyrillic(page, 'я', 'KeyZ');
  await expect(page.getByText(fill(moderation.done_undo, { count: '1' }))).toBeVisible();
  await expect(entries).toHaveCount(2);

  // The log says who took a decision back.
  await visitor.open('/desk/comments/log');
  await expect(page.getByText(fill(moderation.undone_by, { name: 'Ерлан Қасым' })).first()).toBeVisible();
});

test('what others do is told on every tab', async ({ visitor, another, paper }) => {
  test.setTimeout(120_000);
  const { moderation } = visitor.words;
  const { page } = visitor;
  const soon = { timeout: 10_000 };
  const entries = page.locator('.entry');
  const gone = page.locator('.entry.gone');
  const news = page.getByRole('link', { name: moderation.new_ones });
  await visitor.signIn(addPerson(paper, 'moderator', newPerson('Ерлан Қасым')));
  await moderateBefore(visitor);
  const writer = await another();
  await writer.signIn(addPerson(paper));
  const reader = await another();
  await reader.signIn(addPerson(paper));
  const second = await another();
  await second.signIn(addPerson(paper, 'moderator', newPerson('Мадина Оспан')));
  const third = await another();
  await third.signIn(addPerson(paper, 'moderator', newPerson('Дана Әлі')));
  const approve = second.page.locator('.entry').getByRole('button', { name: 'Approve', exact: true });

  // A comment comes.
  await open(visitor);
  await expect(page.getByText(moderation.empty)).toBeVisible();
  await post(writer, 'One for every tab');
  await expect(news).toBeVisible(soon);
  await open(visitor);
  await expect(entries).toHaveCount(1);
  await expect(news).toHaveCount(0);
  const comment = (await entries.first().getAttribute('id'))!.replace('entry-', '');

  // It is decided about elsewhere, and that is taken back: here it goes, and is offered once more.
  await open(second);
  await approve.click();
  await expect(gone).toHaveCount(1, soon);
  await expect(gone).toContainText('Мадина Оспан');
  await expect(news).toHaveCount(0);
  await second.page.getByRole('button', { name: moderation.undo, exact: true }).click();
  await expect(news).toBeVisible(soon);
  await open(visitor);
  await expect(entries).toHaveCount(1);
  await expect(gone).toHaveCount(0);

  // A report comes, and is settled elsewhere.
  await expect(second.page.locator('.entry')).toHaveCount(1);
  await approve.click();
  await expect(second.page.locator('.entry')).toHaveCount(0);
  await open(visitor, 'reported');
  await expect(page.getByText(moderation.empty)).toBeVisible();
  await send(reader, 'report-comment', { comment, reason: 'insult' });
  await expect(news).toBeVisible(soon);
  await open(visitor, 'reported');
  await expect(entries).toHaveCount(1);
  await open(second, 'reported');
  await approve.click();
  await expect(second.page.locator('.entry')).toHaveCount(0);
  await expect(gone).toHaveCount(1, soon);
  await expect(gone).toContainText('Мадина Оспан');

  // So is an appeal.
  await open(second, 'decided');
  await second.page.locator('.entry').getByLabel(moderation.reason).selectOption('insult');
  await second.page.locator('.entry').getByRole('button', { name: 'Reject', exact: true }).click();
  await expect(second.page.getByText(fill(moderation.done_reject, { count: '1' }))).toBeVisible();
  await open(visitor, 'appeals');
  await expect(page.getByText(moderation.empty)).toBeVisible();
  await send(writer, 'appeal-comment', { comment, text: 'It was meant well, and is true.' });
  await expect(news).toBeVisible(soon);
  await open(visitor, 'appeals');
  await expect(entries).toHaveCount(1);
  await open(third, 'appeals');
  await third.page.getByRole('button', { name: moderation.grant, exact: true }).click();
  await expect(third.page.locator('.entry')).toHaveCount(0);
  await expect(gone).toHaveCount(1, soon);
  await expect(gone).toContainText('Дана Әлі');
});
