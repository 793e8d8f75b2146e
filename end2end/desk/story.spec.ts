// An article from the first word to its withdrawal, told in every language of the interface.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { languages, type Visitor } from '../person';
import { addPerson, expect, newPerson, test, Writing } from './writing';

test.skip(({ isMobile }) => isMobile, 'the newsroom of the story works at a desk');

// A picture of its own for each test: 8 by 6 pixels of one colour.
function picture(folder: string): string {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE((crc32 as (data: Buffer) => number)(body) >>> 0);
    return Buffer.concat([frame.subarray(0, 4), body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 6, 8, 2, 0, 0, 0]);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(24, 0x64)]);
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(Array(6).fill(row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  const file = join(folder, 'picture.png');
  writeFileSync(file, png);
  return file;
}

class Bar {
  readonly acts: Locator;

  constructor(
    readonly page: Page,
    readonly visitor: Visitor,
  ) {
    this.acts = page.getByRole('group', { name: visitor.words.publishing.acts });
  }

  button(name: string): Locator {
    return this.acts.getByRole('button', { name, exact: true });
  }

  // Begins something and confirms it in the dialog that asks about it.
  async decide(name: string, inMenu = false, fill: (dialog: Locator) => Promise<void> = async () => {}): Promise<void> {
    if (inMenu) await this.button(this.visitor.words.articles.more).click();
    await this.page.getByRole('button', { name, exact: true }).first().click();
    const dialog = this.page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await fill(dialog);
    await dialog.getByRole('button', { name, exact: true }).click();
    await expect(dialog).toBeHidden();
  }
}

for (const language of languages) {
  test.describe(language, () => {
    // The reader comes to an article that was withdrawn.
    test.use({ language, tolerated: /410/ });

    test('from the first word to the withdrawal', async ({ paper, another, visitor, writing, author }, information) => {
      test.setTimeout(120_000);
      const { articles, editor, publishing, revisions, story } = visitor.words;
      const { page } = visitor;
      const { keyboard } = page;
      const id = writing.id;
      const headline = `Көпір ашылды ${newPerson().email.slice(0, 8)}`;

      // The author writes, with every block.
      await writing.headline.fill(headline);
      await writing.headline.press('Enter');
      await page.getByRole('textbox', { name: editor.standfirst, exact: true }).fill('Жұрт жиырма жыл күтті.');
      await writing.body.click();
      await keyboard.type('Алғашқы абзац.');
      await keyboard.press('Enter');
      await keyboard.type('## Тақырыпша');
      await keyboard.press('Enter');
      await keyboard.type('* бірінші');
      await keyboard.press('Enter');
      await keyboard.type('екінші');
      await keyboard.press('Enter');
      await keyboard.press('Enter');
      await keyboard.type('1. реттік');
      await keyboard.press('Enter');
      await keyboard.press('Enter');
      await keyboard.type('> Дәйексөз');
      await keyboard.press('Enter');
      await keyboard.press('Enter');
      await keyboard.type('**Қалың** және *көлбеу* сөз.');
      await keyboard.press('Enter');
      await keyboard.type('--- ');
      const slash = async (what: string) => {
        await keyboard.type('/');
        const menu = page.getByRole('listbox', { name: editor.slash });
        await expect(menu).toBeVisible();
        await keyboard.type(what.split(' ')[0]);
        await keyboard.press('Enter');
        await expect(menu).toBeHidden();
      };
      await slash(editor.pull_quote);
      await keyboard.type('Ірі дәйексөз');
      await keyboard.press('Enter');
      await keyboard.press('Enter');
      await slash(editor.embed);
      const embed = page.getByRole('dialog', { name: editor.embed_title });
      await embed.getByLabel(editor.embed_address, { exact: true }).fill('https://youtu.be/dQw4w9WgXcQ');
      await embed.getByRole('button', { name: editor.put_in, exact: true }).click();
      await expect(embed).toBeHidden();
      await keyboard.press('ControlOrMeta+End');
      await keyboard.press('ArrowDown');
      await keyboard.press('Enter');
      await slash(editor.table);
      const table = page.getByRole('dialog', { name: editor.table_title });
      await table.getByRole('button', { name: editor.put_in, exact: true }).click();
      await expect(table).toBeHidden();
      await expect(writing.body.locator('table')).toBeVisible();
      await keyboard.type('ұяшық');
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.press('ArrowDown');
      await keyboard.press('Enter');
      await slash(editor.picture);
      const dialog = page.getByRole('dialog');
      await dialog.locator('input[type=file]').setInputFiles(picture(information.outputDir ? paper.data : paper.data));
      await dialog.locator('textarea, input:not([type=file])').first().fill('Өзен үстіндегі көпір');
      await dialog.getByRole('button', { name: editor.put_in, exact: true }).or(dialog.getByRole('button', { name: editor.apply, exact: true })).click();
      await expect(dialog).toBeHidden();
      await expect(writing.body.locator('img')).toBeVisible();

      // Beside the text.
      await page.getByRole('combobox', { name: story.section, exact: true }).selectOption({ index: 1 });
      const finder = page.getByRole('combobox', { name: story.add_author, exact: true });
      await finder.fill('Кәмшат Қопаева');
      await page.getByRole('option', { name: story.create.replace('{{ name }}', 'Кәмшат Қопаева') }).click();
      await page.getByRole('group', { name: story.new_author }).getByRole('button', { name: story.add, exact: true }).click();
      await writing.isSaved();
      const bar = new Bar(page, visitor);
      await bar.decide(publishing.submit);
      await expect(page.locator('.where')).toContainText(articles.submitted);
      await expect(writing.body).toHaveAttribute('contenteditable', 'false');

      // The editor returns it with a note.
      const desk = await another();
      const chief = addPerson(paper, 'editor', newPerson('Ерлан Қасым'));
      await desk.signIn(chief);
      await desk.open('/desk/articles?status=submitted');
      await desk.link(headline).click();
      const editing = new Writing(desk);
      await editing.isReady();
      const chiefBar = new Bar(desk.page, desk);
      await chiefBar.decide(publishing.give_back, true, async (dialog) => {
        await dialog.getByLabel(publishing.note, { exact: true }).fill('Дереккөзді қосыңыз');
      });
      await expect(desk.page.locator('.where')).toContainText(articles.draft);
      // The author hears of it without loading the page again.
      await expect(page.locator('.where')).toContainText(articles.draft);
      await expect(visitor.main).toContainText('Дереккөзді қосыңыз');
      await page.getByRole('link', { name: articles.title, exact: true }).first().click();
      await visitor.sees(articles.title);

      // The editor edits, schedules, and then publishes at once.
      await expect(editing.body).toHaveAttribute('contenteditable', 'true');
      await editing.body.getByText('Алғашқы абзац.').click();
      await desk.page.keyboard.press('End');
      await desk.page.keyboard.type(' Редактор қосты.');
      await expect(editing.body).toContainText('Редактор қосты.');
      await editing.isSaved();
      const tomorrow = new Date(Date.now() + 30 * 3_600_000).toISOString().slice(0, 16);
      await chiefBar.decide(publishing.schedule, false, async (dialog) => {
        await dialog.getByLabel(publishing.time, { exact: true }).fill(tomorrow);
      });
      await expect(desk.page.locator('.where')).toContainText(articles.scheduled);
      await chiefBar.decide(publishing.publish);
      await expect(desk.page.locator('.where')).toContainText(articles.published);
      const href = await desk.page.locator('.where a').getAttribute('href');

      // The reader sees it, with every block.
      const reader = await another();
      await reader.page.goto(href!);
      await expect(reader.page.locator('article.article h1')).toHaveText(headline);
      const text = reader.page.locator('.body');
      await expect(text).toContainText('Алғашқы абзац. Редактор қосты.');
      for (const block of ['h2', 'ul li', 'ol li', 'blockquote', 'strong', 'em', 'hr', '.pull', 'figure.embed', 'table', 'figure img']) {
        await expect(text.locator(block).first(), block).toBeVisible();
      }
      await expect(reader.main.locator('.byline')).toContainText('Қопаева');
      await reader.open('');
      await expect(reader.main.getByRole('link', { name: headline }).first()).toBeVisible();

      // Changes are a working copy until they are published.
      await editing.body.getByText('Алғашқы абзац.').click();
      await desk.page.keyboard.press('End');
      await desk.page.keyboard.type(' Кейін өзгертілді.');
      await editing.isSaved();
      await reader.page.goto(href!);
      await expect(text).not.toContainText('Кейін өзгертілді.');
      await chiefBar.decide(publishing.publish_changes);
      await reader.page.goto(href!);
      await expect(text).toContainText('Кейін өзгертілді.');

      // The first revision, which was empty, is taken up again, and nothing is lost by it.
      await chiefBar.button(revisions.title).click();
      const sheet = desk.page.getByRole('dialog', { name: revisions.title });
      const older = sheet.getByRole('button', { name: revisions.older, exact: true });
      await expect(sheet.getByRole('button', { name: new RegExp(`^${revisions.restore}`) }).first()).toBeVisible();
      while (await older.isVisible()) await older.click();
      await sheet.getByRole('button', { name: new RegExp(`^${revisions.restore}`) }).last().click();
      await expect(sheet).toContainText(revisions.restored_text);
      await desk.page.keyboard.press('Escape');
      await expect(editing.body).not.toContainText('Алғашқы абзац.');
      await expect(editing.headline).toHaveValue('');
      await reader.page.goto(href!);
      await expect(text).toContainText('Кейін өзгертілді.');

      // It is withdrawn: its address says so.
      await chiefBar.decide(publishing.withdraw, true, async (dialog) => {
        await dialog.getByLabel(publishing.note_to_readers, { exact: true }).fill('Мәлімет расталмады.');
      });
      const answer = await reader.page.goto(href!);
      expect(answer!.status()).toBe(410);
      await expect(reader.main).toContainText('Мәлімет расталмады.');
      expect(author.email).toBeTruthy();
      expect(id).toBeGreaterThan(0);
    });
  });
}
