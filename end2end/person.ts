// Somebody with an account: the words they see, their mails, their authenticator, and a browser that
// comes from a network of their own.
import { execFileSync } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BrowserContextOptions, Locator, Page } from '@playwright/test';
import { environment, program, startPaper, type Paper } from './paper';
import { expect, hydrated, test as base, watch } from './reader';

export type Language = 'kk' | 'ru' | 'en';
export const languages: Language[] = ['kk', 'ru', 'en'];

export type Words = typeof import('../locales/en.json');

// The words of the interface, from where the program has them.
export function wordsIn(language: Language): Words {
  return JSON.parse(readFileSync(resolve(import.meta.dirname, `../locales/${language}.json`), 'utf8'));
}

// Puts values into words: `{{ left }}`.
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{\{ (\w+) \}\}/g, (_, name) => values[name]);
}

export type Person = { name: string; email: string; password: string };

// Nobody has met them yet.
export function newPerson(name = 'Айгүл Сәрсен'): Person {
  return { name, email: `${randomUUID().slice(0, 13)}@example.kz`, password: 'terek bulaq qonyrau sagat' };
}

// Has an account, made on the command line while the server runs.
export function addPerson(paper: Paper, role = 'reader', person = newPerson()): Person {
  runUser(paper, ['add', '--email', person.email, '--name', person.name, '--role', role, '--password-stdin'], person.password);
  return person;
}

// `tilshi user …`
export function runUser(paper: Paper, parameters: string[], input = ''): string {
  return execFileSync(program, ['user', ...parameters], { env: environment(paper.data), input, encoding: 'utf8' });
}

export type Mail = {
  // The plain text.
  text: string;
  // Path and query of its link with a token; empty where there is none.
  link: string;
};

// Waits for the mail of this kind to somebody, the first or a later one.
export async function readMail(paper: Paper, kind: string, email: string, number = 1): Promise<Mail> {
  const folder = join(paper.data, 'mail');
  const name = new RegExp(`^\\d+T\\d+-\\d+-${kind}-${email.replace(/[.+]/g, '\\$&')}\\.eml$`);
  const find = async () => (await readdir(folder).catch(() => [] as string[])).filter((file) => name.test(file)).sort();
  await expect.poll(async () => (await find()).length, { message: `mail ${kind} to ${email}` }).toBeGreaterThanOrEqual(number);
  const text = readPlainText(await readFile(join(folder, (await find())[number - 1]), 'latin1'));
  const link = /^https?:\/\/\S+token=\S+$/m.exec(text)?.[0];
  return { text, link: link ? new URL(link).pathname + new URL(link).search : '' };
}

// The plain text of a mail in parts (RFC 2046), out of the encoding it travels in (RFC 2045).
function readPlainText(mail: string): string {
  const boundary = /boundary="([^"]+)"/.exec(mail)![1];
  const part = mail.split(`--${boundary}`).find((part) => /^content-type: text\/plain/im.test(part))!;
  const [head, ...rest] = part.trimStart().split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const encoding = /^content-transfer-encoding: (\S+)/im.exec(head)?.[1].toLowerCase();
  const bytes =
    encoding === 'base64' ? Buffer.from(body, 'base64')
    : encoding === 'quoted-printable' ?
      Buffer.from(body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))), 'latin1')
    : Buffer.from(body, 'latin1');
  return bytes.toString('utf8').replace(/\r\n/g, '\n');
}

// An app that shows codes for the second step (RFC 6238). No code twice: each is good once only.
export class Authenticator {
  #secret: Buffer;
  #last = 0;

  constructor(secret: string) {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...secret.replace(/\s/g, '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
    this.#secret = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  }

  code(): string {
    this.#last = Math.max(this.#last + 1, Math.floor(Date.now() / 30_000));
    const step = Buffer.alloc(8);
    step.writeBigUInt64BE(BigInt(this.#last));
    const digest = createHmac('sha1', this.#secret).update(step).digest();
    const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, '0');
  }
}

// Somebody in front of a page, in a language, with scripts or without.
export class Visitor {
  readonly words: Words;
  readonly masthead: Locator;
  readonly main: Locator;

  constructor(
    readonly page: Page,
    readonly paper: Paper,
    readonly language: Language,
    readonly scripts: boolean,
  ) {
    this.words = wordsIn(language);
    this.masthead = page.getByRole('banner');
    this.main = page.getByRole('main');
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`/${this.language}${path}`);
    await this.ready();
  }

  // Opens a link out of a mail.
  async follow(mail: Mail): Promise<void> {
    await this.page.goto(mail.link);
    await this.ready();
  }

  // Opens something and waits until the lists of whoever is signed in are there: what is done next must not cross
  // them on their way.
  async withLists(open: () => Promise<unknown>): Promise<void> {
    const answers = [/\/reading-list\/sync/, /\/reading-list\/happenings/].map((address) => this.page.waitForResponse(address));
    await open();
    await Promise.all(answers);
  }

  // A page has been loaded: where there is a client, it has taken over.
  async ready(): Promise<void> {
    if (this.scripts) await hydrated(this.page);
  }

  link(name: string): Locator {
    return this.main.getByRole('link', { name, exact: true });
  }

  button(name: string): Locator {
    return this.main.getByRole('button', { name, exact: true });
  }

  field(name: string): Locator {
    return this.main.getByLabel(name, { exact: true });
  }

  // A part of a page by its heading.
  part(name: string): Locator {
    return this.main.locator('section').filter({ has: this.page.getByRole('heading', { level: 2, name, exact: true }) });
  }

  // Opens what is seldom wanted, and fills in the password that is asked for there.
  async unfold(part: string, summary: string): Promise<Locator> {
    const fold = this.part(part).locator('details').filter({ has: this.page.locator('summary', { hasText: summary }) });
    await fold.locator('summary').click();
    return fold;
  }

  async sees(heading: string): Promise<void> {
    await expect(this.main.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible();
  }

  async isTold(notice: string): Promise<void> {
    await expect(this.main.getByRole('status').filter({ hasText: notice })).toBeVisible();
    await this.ready();
  }

  async isAtFront(): Promise<void> {
    await expect(this.page.locator('.lead')).toBeVisible();
    await expect(this.page).toHaveURL(new RegExp(`/${this.language}$`));
  }

  // To the account from wherever one is. Without scripts readers' pages cannot tell that somebody is
  // signed in; the way to sign in leads there then.
  async openAccount(): Promise<void> {
    const { masthead, title } = this.words;
    const account = this.masthead.getByRole('link', { name: masthead.account, exact: true });
    const signIn = this.masthead.getByRole('link', { name: masthead.sign_in, exact: true });
    await (this.scripts ? account : account.or(signIn)).click();
    await this.sees(title.account);
  }

  async typeSignIn(person: Person): Promise<void> {
    const { account } = this.words;
    await this.field(account.email).fill(person.email);
    await this.field(account.password).fill(person.password);
    await this.button(account.sign_in_button).click();
  }

  async signIn(person: Person): Promise<void> {
    await this.open('/sign-in');
    await this.typeSignIn(person);
    await this.isAtFront();
  }

  async signOut(): Promise<void> {
    const { account, notice, title } = this.words;
    await this.button(account.sign_out).click();
    await this.isTold(notice.signed_out);
    await this.sees(title.sign_in);
  }

  async mail(kind: string, email: string, number = 1): Promise<Mail> {
    return readMail(this.paper, kind, email, number);
  }
}

// Gives the browser a device that keeps passkeys and knows its owner (WebAuthn, section 11).
export async function plugIn(page: Page): Promise<{ refuse: () => Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    refuse: async () => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    },
  };
}

type Fixtures = {
  language: Language;
  // Settings of a paper that the test has for itself; without any it shares the one of the run.
  settings: Record<string, string> | null;
  paper: Paper;
  // The name by which the paper is reached: browsers give passkeys to sites with a name only.
  host: '127.0.0.1' | 'localhost';
  network: string;
  visitor: Visitor;
  // Comes from another network in another browser.
  another: (options?: BrowserContextOptions) => Promise<Visitor>;
};

let networks = 0;

// An address that no other test of the run comes from.
function newNetwork(worker: number): string {
  networks += 1;
  return `10.${worker % 256}.${Math.floor(networks / 256)}.${networks % 256}`;
}

export const test = base.extend<Fixtures>({
  language: ['en', { option: true }],
  settings: [null, { option: true }],
  paper: async ({ settings }, use) => {
    if (settings === null) {
      await use({ address: process.env.TILSHI_TEST_ADDRESS!, data: process.env.TILSHI_TEST_DATA! });
      return;
    }
    const paper = await startPaper(settings);
    await use(paper);
    await paper.stop();
  },
  host: ['127.0.0.1', { option: true }],
  baseURL: async ({ paper, host }, use) => {
    await use(paper.address.replace('127.0.0.1', host));
  },
  network: async ({}, use, information) => {
    await use(newNetwork(information.workerIndex));
  },
  extraHTTPHeaders: async ({ network }, use) => {
    await use({ 'x-forwarded-for': network });
  },
  visitor: async ({ page, paper, language, javaScriptEnabled }, use) => {
    await use(new Visitor(page, paper, language, javaScriptEnabled !== false));
  },
  another: async ({ browser, paper, baseURL, language, javaScriptEnabled, tolerated }, use, information) => {
    const ends: (() => Promise<void>)[] = [];
    await use(async (options = {}) => {
      const extraHTTPHeaders = { 'x-forwarded-for': newNetwork(information.workerIndex) };
      const context = await browser.newContext({ baseURL, extraHTTPHeaders, ...options });
      const page = await context.newPage();
      const complaints = watch(page, baseURL!, tolerated);
      ends.push(async () => {
        await context.close();
        expect(complaints).toEqual([]);
      });
      return new Visitor(page, paper, language, javaScriptEnabled !== false);
    });
    for (const end of ends) await end();
  },
});

export { expect, hydrated };
