// The story of a comment, with scripts and without: written, answered, edited, reported, held, approved,
// featured, rejected, appealed against; and somebody who may not comment any more. A second browser has the
// article open and sees each within two seconds.
import type { Locator, Page } from '@playwright/test';
import { addPerson, expect, fill, newPerson, test, type Visitor } from '../person';
import { school } from '../reader';

// What is said in one test is not read in another.
test.use({ settings: { TILSHI_LOG_FILTER: 'error' } });

const SOON = { timeout: 2_000 };

const comments = (visitor: Visitor) => visitor.page.getByRole('region', { name: 'Comments' });
const said = (visitor: Visitor, text: string) => comments(visitor).locator('.comment').filter({ hasText: text }).first();

// Opens the article, and waits for what takes the comments over.
async function read(visitor: Visitor): Promise<void> {
  await visitor.page.goto(school.en);
  await visitor.ready();
  await comments(visitor).scrollIntoViewIfNeeded();
  if (visitor.scripts) await expect(visitor.page.locator('#comments[data-awake]')).toBeAttached();
}

// Writes below the article. Nobody does so within three seconds.
async function write(visitor: Visitor, text: string): Promise<void> {
  await read(visitor);
  await visitor.page.waitForTimeout(3_100);
  await comments(visitor).getByRole('textbox', { name: 'Your comment' }).first().fill(text);
  await comments(visitor).getByRole('button', { name: 'Post comment' }).click();
}

// What the other browser is shown: by itself with scripts, after loading again without.
async function sees(other: Visitor, text: string): Promise<void> {
  if (other.scripts) {
    await comments(other).getByRole('button', { name: /^\d+ new comments?$/ }).click(SOON);
  } else {
    await read(other);
  }
  await expect(said(other, text)).toBeVisible(SOON);
}

async function decide(moderator: Visitor, show: string, text: string, act: (entry: Locator) => Promise<void>): Promise<void> {
  await moderator.open(`/desk/comments?show=${show}`);
  await expect(moderator.page.getByRole('heading', { name: 'Moderation', level: 1 })).toBeVisible();
  const entry = moderator.page.locator('.entry').filter({ hasText: text });
  await act(entry);
}

const reject = async (entry: Locator) => {
  const fold = entry.locator('details:has(select[name=reason])');
  if ((await fold.count()) > 0 && !(await fold.first().evaluate((details: HTMLDetailsElement) => details.open))) await fold.first().locator('summary').click();
  await entry.getByLabel('Reason').first().selectOption('insult');
  await entry.getByRole('button', { name: 'Reject', exact: true }).click();
};

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    // Chromium without scripts still follows the preloads of the client, and complains about them.
    test.use({ javaScriptEnabled: scripts, tolerated: /\/pkg\/\S+ (csp|was preloaded)|422/ });

    test('from the first word to the appeal', async ({ visitor, another, paper }) => {
      test.setTimeout(180_000);
      const options = { javaScriptEnabled: scripts };
      const writer = visitor;
      await writer.signIn(addPerson(paper, 'reader', newPerson('Дана Ахмет')));
      const other = await another(options);
      await other.signIn(addPerson(paper, 'reader', newPerson('Марат Серік')));
      const moderator = await another(options);
      await moderator.signIn(addPerson(paper, 'moderator', newPerson('Ерлан Қасым')));
      await read(other);

      // Written.
      await write(writer, 'The road was worth waiting for.');
      await expect(said(writer, 'The road was worth waiting for.')).toBeVisible();
      await sees(other, 'The road was worth waiting for.');

      // Supported.
      await said(other, 'worth waiting').getByRole('button', { name: 'Support' }).click();
      if (scripts) await expect(said(writer, 'worth waiting').locator('.supporters b')).toHaveText('1', SOON);
      else await read(writer);
      await expect(said(writer, 'worth waiting').locator('.supporters b')).toHaveText('1');

      // Answered.
      await said(other, 'worth waiting').getByRole('button', { name: 'Reply', exact: true }).click();
      const reply = scripts ? comments(other).getByRole('textbox', { name: 'Your reply' }) : other.page.getByRole('textbox', { name: 'Your comment' });
      await reply.fill('You old donkey, it was not.');
      if (!scripts) await other.page.waitForTimeout(3_100);
      await other.page.getByRole('button', { name: scripts ? 'Post reply' : 'Post comment' }).click();
      await expect(said(other, 'You old donkey')).toBeVisible();
      await sees(writer, 'You old donkey');

      // Edited.
      if (scripts) {
        await said(writer, 'worth waiting').getByRole('button', { name: 'Edit', exact: true }).click();
        await comments(writer).locator('form.editing textarea').fill('The road was worth every year of waiting.');
        await comments(writer).getByRole('button', { name: 'Save', exact: true }).click();
        await expect(said(other, 'worth every year')).toBeVisible(SOON);
      } else {
        await writer.open('/comments');
        await writer.page.getByRole('link', { name: /^Edit: The road/ }).click();
        await writer.page.getByRole('textbox', { name: 'Your comment' }).fill('The road was worth every year of waiting.');
        await writer.page.getByRole('button', { name: 'Save', exact: true }).click();
        await read(other);
      }
      await expect(said(other, 'worth every year')).toContainText('edited');

      // Reported.
      if (!scripts) await read(writer);
      await said(writer, 'You old donkey').getByRole('button', { name: 'Report', exact: true }).click();
      await writer.page.getByRole('radio', { name: 'It insults somebody' }).check();
      await writer.page.getByRole('button', { name: scripts ? 'Send report' : 'Report', exact: true }).click();
      if (scripts) await expect(comments(writer).getByText('Thank you. A moderator will look at it.')).toBeVisible();
      await decide(moderator, 'reported', 'You old donkey', reject);
      if (!scripts) await read(other);
      await expect(said(other, 'You old donkey')).toHaveCount(0, SOON);

      // Appealed against: whoever decided cannot settle it, somebody else can.
      await other.open('/comments');
      await expect(other.page.getByText('Rejected: insult.')).toBeVisible();
      await other.page.getByRole('link', { name: /^Appeal: You old donkey/ }).click();
      await other.page.getByLabel('Why is the decision wrong?').fill('We are old friends and talk like that.');
      await other.page.getByRole('button', { name: 'Send appeal' }).click();
      await moderator.open('/desk/comments?show=appeals');
      await expect(moderator.page.getByText('You took this decision: another moderator looks at the appeal.')).toBeVisible();
      const second = await another(options);
      await second.signIn(addPerson(paper, 'moderator', newPerson('Мадина Оспан')));
      if (scripts) await read(writer);
      await decide(second, 'appeals', 'You old donkey', (entry) => entry.getByRole('button', { name: 'Grant', exact: true }).click());
      await sees(writer, 'You old donkey');

      // Held, and approved.
      await read(other);
      await write(writer, 'See https://road.example for the map of it.');
      if (scripts) await expect(said(writer, 'map of it')).toBeVisible();
      else await expect(writer.page.getByText('A moderator will look at it.')).toBeVisible();
      await decide(moderator, 'waiting', 'map of it', (entry) => entry.getByRole('button', { name: 'Approve', exact: true }).click());
      await sees(other, 'map of it');

      // Featured.
      await decide(moderator, 'decided', 'map of it', (entry) => entry.getByRole('button', { name: 'Feature', exact: true }).first().click());
      if (!scripts) await read(other);
      await expect(said(other, 'map of it').getByText('Editors’ pick')).toBeVisible(SOON);

      // Told of all that.
      await writer.open('/comments');
      await expect(writer.page.getByText('Марат Серік has answered your comment.').first()).toBeVisible();
      await expect(writer.page.getByText('Your comment has been published.')).toBeVisible();
      await expect(writer.page.getByText('The newsroom has featured your comment.')).toBeVisible();
      await writer.page.getByRole('button', { name: 'Mark all as seen' }).click();
      await expect(writer.page.getByText('New', { exact: true })).toHaveCount(0);

      // Banned: what was typed stays.
      await moderator.open('/desk/comments?show=decided');
      await moderator.page.locator('.entry').filter({ hasText: 'map of it' }).getByRole('link', { name: 'Дана Ахмет' }).first().click();
      await moderator.ready();
      const measures = moderator.page.locator('form').filter({ has: moderator.page.getByLabel('Measure') });
      await measures.getByLabel('Measure').selectOption('ban');
      await measures.getByLabel('Reason').selectOption('insult');
      await measures.getByRole('button', { name: 'Restrict', exact: true }).click();
      await expect(moderator.page.getByText('banned').first()).toBeVisible();
      await write(writer, 'One word more.');
      await expect(writer.page.getByText('You cannot comment at present')).toBeVisible();
      await expect(writer.page.getByRole('textbox', { name: 'Your comment' }).first()).toHaveValue('One word more.');
    });
  });
}
