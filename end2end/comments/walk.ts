// A walk past every page on which comments are read, written and decided about, for tests that look at all of them.
import { expect } from '@playwright/test';
import { addPerson, newPerson, type Visitor } from '../person';

type Look = (what: string, visitor: Visitor) => Promise<void>;

// Everything is said about the first article of the front page, in the visitor's language.
export async function walkComments(visitor: Visitor, look: Look, another: () => Promise<Visitor>): Promise<void> {
  const { page, paper, words } = visitor;
  const { comment, commenter, moderation } = words;
  await visitor.open('');
  const address = (await page.locator('main article a').first().getAttribute('href'))!;
  const awake = async (reader: Visitor) => {
    await reader.page.goto(address);
    await reader.ready();
    await reader.page.locator('#comments').scrollIntoViewIfNeeded();
    await expect(reader.page.locator('#comments[data-awake]')).toBeAttached();
  };
  await awake(visitor);
  await look('an article without comments', visitor);

  const writer = visitor;
  await writer.signIn(addPerson(paper, 'reader', newPerson('Айгүл Құдайбергенқызы-Жұмағұлова')));
  await writer.open('/comments');
  await writer.sees(commenter.title);
  await look('/comments, nothing there', writer);
  const moderator = await another();
  await moderator.signIn(addPerson(paper, 'moderator', newPerson('Ерлан Қасым')));
  for (const path of ['', '/rules', '/log', '/figures']) {
    await moderator.open(`/desk/comments${path}`);
    await expect(moderator.page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(`/desk/comments${path}, nothing there`, moderator);
  }

  const reply = await another();
  await reply.signIn(addPerson(paper, 'reader', newPerson('Марат Серік')));
  await awake(writer);
  await awake(reply);
  // Whoever posts within three seconds is taken for a program.
  await page.waitForTimeout(3_100);
  const say = async (reader: Visitor, text: string) => {
    const form = reader.page.locator('#post-comment');
    await form.locator('textarea').fill(text);
    await form.locator('button.primary').click();
    await expect(reader.page.locator('.comment').filter({ hasText: text.slice(0, 20) }).first()).toBeVisible();
  };
  await say(writer, 'Мектепке баратын жол он жыл салынды. Енді балалар аязда үш шақырым жаяу жүрмейді.\n\nЕкінші абзацта не айтамыз: автобус та керек.');
  await say(reply, 'Дорога была нужна давно. Сорок километров в один конец, и зимой не проедешь.');
  await say(writer, 'مەن وسى مەكتەپتە وقىدىم: جول بولعان جوق، ات اربامەن باراتىنبىز. Рақмет!');
  await say(reply, 'The map for it is here: https://example.com/a/very/long/address/that/does/not/end/anywhere/near/the/margin?of=the&page=anyway.');
  const first = reply.page.locator('.comment').filter({ hasText: 'Мектепке баратын' }).first();
  await awake(reply);
  await first.getByRole('button', { name: comment.reply, exact: true }).click();
  await reply.page.getByRole('textbox', { name: comment.your_reply }).fill('Автобус қыркүйектен бастап жүреді дейді.');
  await look('an answer being written', reply);
  await reply.page.waitForTimeout(3_100);
  await reply.page.getByRole('button', { name: comment.post_reply, exact: true }).click();
  await expect(reply.page.locator('.replies .comment')).toHaveCount(1);
  await first.getByRole('button', { name: comment.support, exact: true }).click();
  await first.getByRole('button', { name: comment.report, exact: true }).click();
  await reply.page.getByRole('radio').first().check();
  await look('a report being written', reply);
  await reply.page.getByRole('button', { name: comment.report_send, exact: true }).click();
  await expect(reply.page.getByText(comment.report_taken)).toBeVisible();

  await awake(writer);
  await look('an article with comments', writer);
  const form = page.locator('#post-comment');
  await form.locator('textarea').fill('Алдын ала көреміз');
  await form.getByRole('button', { name: comment.preview, exact: true }).click();
  await expect(form.locator('.previewed .comment')).toBeVisible();
  await look('a preview', writer);
  await form.locator('textarea').fill('');

  await moderator.open('/desk/comments');
  await expect(moderator.page.locator('.entry')).toHaveCount(1);
  await look('/desk/comments, waiting', moderator);
  await moderator.open('/desk/comments?show=reported');
  const entry = moderator.page.locator('.entry');
  await expect(entry).toHaveCount(1);
  for (const fold of await moderator.page.locator('.entry details:not([open]) > summary').all()) await fold.click();
  await look('/desk/comments, reported, unfolded', moderator);
  await entry.getByLabel(moderation.reason).selectOption('insult');
  await entry.getByRole('button', { name: moderation.reject, exact: true }).click();
  await expect(moderator.page.getByText(moderation.empty)).toBeVisible();
  await look('/desk/comments, after a decision', moderator);
  await moderator.open('/desk/comments?show=decided');
  await look('/desk/comments, decided', moderator);
  await moderator.page.locator('.entry a').filter({ hasText: 'Айгүл' }).first().click();
  await moderator.ready();
  await expect(moderator.page.getByRole('heading', { level: 1, name: /Айгүл/ })).toBeVisible();
  await look('/desk/comments/people/…', moderator);
  for (const path of ['/rules', '/log', '/figures']) {
    await moderator.open(`/desk/comments${path}`);
    await look(`/desk/comments${path}`, moderator);
  }

  await writer.open('/comments');
  await look('/comments', writer);
  await writer.main.getByRole('link', { name: new RegExp(`^${commenter.appeal}`) }).first().click();
  await writer.ready();
  await look('/comments/appeal', writer);
  const id = (await reply.page.locator('.comment').filter({ hasText: 'Дорога' }).first().getAttribute('data-comment'))!;
  const article = (await reply.page.locator('#comments').getAttribute('data-article'))!;
  for (const path of [`/comments/write?article=${article}`, `/comments/write?parent=${id}`, `/comments/report?comment=${id}`]) {
    await writer.open(path);
    await look(path, writer);
  }
}
