// Somebody at the desk: what they see of an article that is being written, and what the server holds.
import type { Locator, Page } from '@playwright/test';
import { addPerson, expect, hydrated, newPerson, test as base, Visitor, type Person } from '../person';
import type { Paper, Power } from '../paper';

export type Head = { revision: number; fields: { headline: string; standfirst: string }; body: string };

export class Writing {
  readonly body: Locator;
  readonly headline: Locator;
  readonly status: Locator;

  constructor(
    readonly visitor: Visitor,
    readonly page: Page = visitor.page,
  ) {
    const { editor } = visitor.words;
    this.body = page.getByRole('textbox', { name: editor.body, exact: true });
    this.headline = page.getByRole('textbox', { name: editor.headline, exact: true });
    this.status = page.locator('.standing');
  }

  get id(): number {
    return Number(/articles\/(\d+)/.exec(this.page.url())![1]);
  }

  // Begins an article from the list.
  async begin(): Promise<void> {
    const { articles } = this.visitor.words;
    await this.visitor.open('/desk/articles');
    await this.page.getByRole('button', { name: articles.new_article, exact: true }).click();
    await this.isReady();
  }

  // Opens an article as anybody does who follows a link.
  async open(id: number): Promise<void> {
    await this.page.goto(`/${this.visitor.language}/desk/articles/${id}`);
    await this.isReady();
  }

  async isReady(): Promise<void> {
    await expect(this.page).toHaveURL(/\/desk\/articles\/\d+/);
    await hydrated(this.page);
    await expect(this.body).toBeVisible();
  }

  // Types at the end of the text.
  async type(text: string, delay = 0): Promise<void> {
    await expect(this.body).toHaveAttribute('contenteditable', 'true');
    await this.body.press('ControlOrMeta+End');
    await this.page.keyboard.type(text, { delay });
  }

  async isSaved(): Promise<void> {
    await expect(this.status).toHaveText(this.visitor.words.saving.saved, { timeout: 30_000 });
  }

  // What the server holds as the newest revision.
  async head(): Promise<Head> {
    const response = await this.page.request.post('/fn/desk/load-head', {
      data: { manuscript: this.id },
      headers: { origin: new URL(this.page.url()).origin },
    });
    expect(response.status()).toBe(200);
    return response.json();
  }

  // The words of the newest revision, blocks parted by line ends.
  async text(): Promise<string> {
    return plainText(JSON.parse((await this.head()).body));
  }

  async serverHolds(text: string): Promise<void> {
    await expect.poll(() => this.text(), { timeout: 30_000 }).toContain(text);
  }
}

type Node = { type: string; text?: string; content?: Node[] };

export function plainText(node: Node): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hard_break') return '\n';
  const parts = (node.content ?? []).map(plainText);
  const isInline = ['paragraph', 'heading', 'attribution', 'figure'].includes(node.type);
  return parts.join(isInline ? '' : '\n');
}

type Fixtures = {
  author: Person;
  writing: Writing;
};

// Each test is somebody new with an article of their own.
export const test = base.extend<Fixtures>({
  author: async ({ paper }, use) => {
    await use(addPerson(paper, 'author', newPerson()));
  },
  writing: async ({ visitor, author }, use) => {
    await visitor.signIn(author);
    const writing = new Writing(visitor);
    await writing.begin();
    await use(writing);
  },
});

// The paper of a test that has one for itself, which it may break.
export function ownPaper(paper: Paper): Paper & Power {
  return paper as Paper & Power;
}

export { addPerson, expect, newPerson };
