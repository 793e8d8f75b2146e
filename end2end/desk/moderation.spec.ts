// Moderators at their desk: by keyboard, many at once, taking back, two at the same time.
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

async function open(moderator: Visitor): Promise<void> {
  await moderator.page.goto(`/${moderator.language}/desk/comments`);
  await hydrated(moderator.page);
  await expect(moderator.page.getByRole('heading', { name: 'Moderation', level: 1 })).toBeVisible();
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
});
