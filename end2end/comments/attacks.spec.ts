// What people send to break a page, put into everything that takes text and shown everywhere it is shown:
// nothing of it runs, nothing stands outside its place.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { addPerson, expect, hydrated, newPerson, test, type Visitor } from '../person';
import { school } from '../reader';

// Refusals are asked for here.
test.use({ settings: { TILSHI_LOG_FILTER: 'error' }, tolerated: /404|422/ });

const corpus = resolve(import.meta.dirname, '../../crates/moderation/fixtures/attacks');

// What a file of the corpus sends, all of it as one comment. What cannot be seen is written as in Rust.
function sent(file: string): string {
  return readFileSync(join(corpus, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t')[0]!)
    .map((text) =>
      text.replace(/\\(?:u\{([0-9A-F]+)\}|([nrt0\\]))/g, (_, code: string | undefined, sign: string) =>
        code ? String.fromCodePoint(Number.parseInt(code, 16)) : { n: '\n', r: '\r', t: '\t', 0: '\0', '\\': '\\' }[sign]!,
      ),
    )
    .join('\n');
}

const run = '"><img src=x onerror=window.attacked=1><svg onload=window.attacked=1><script>window.attacked=1</script>';

// Stored, whatever they look like.
const stored: Record<string, string> = {
  ...Object.fromEntries(readdirSync(corpus).map((file) => [file, sent(file)])),
  'one word without an end': 'Қарағандылықтардыкіндегідей'.repeat(148),
  'an address without an end': `https://example.com/${'a'.repeat(1_900)}`,
  'marks heaped upon every letter': `${'бір\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a'.repeat(200)} екі`,
  'the widest letter': `${'\ufdfd'.repeat(300)} ${'\u{12031}'.repeat(300)} ұзын әріптер`,
  'families': `${'👩‍👩‍👧‍👦'.repeat(300)} отбасылар`,
  'a line for every letter': [...'күнгей'.repeat(300)].join('\n'),
  'from right to left': `${'مەن قازاقپىن '.repeat(40)}(abc) [١٢٣]`,
};
// Refused, and why.
const refused: Record<string, [string, RegExp]> = {
  'a million letters': ['a'.repeat(1_000_000), /4,?000/],
  'nothing that can be seen': ['\u200b\u200d\u2060\ufeff\u00ad'.repeat(700), /Missing/],
  'only marks': ['\u0301\u0302'.repeat(1_900), /Missing|TooShort/],
};

// Whether anything that was sent has run, or stands there as an element.
async function isHarmless(page: Page, place: string): Promise<void> {
  const found = await page.evaluate(() => {
    const running = [...document.querySelectorAll('main *')].filter(
      (element) =>
        element.matches('iframe, object, embed, base, [src="x"], [srcdoc], script:not([src]):not([type]):not([nonce])') ||
        [...element.attributes].some(({ name, value }) => name.startsWith('on') || /^\s*(javascript|data|vbscript):/i.test(value)),
    );
    return {
      attacked: 'attacked' in window,
      running: running.map((element) => element.outerHTML.slice(0, 200)),
      width: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  });
  expect(found, place).toEqual({ attacked: false, running: [], width: 0 });
}

// Every comment keeps to its own place: as wide as the column at most, and below the one before.
async function keepsItsPlace(page: Page, item: string, text: string, place: string): Promise<void> {
  const outside = await page.evaluate(
    ([item, text]) => {
      const wrong: string[] = [];
      let end = -Infinity;
      for (const entry of document.querySelectorAll(item!)) {
        const own = entry.getBoundingClientRect();
        const said = entry.querySelector<HTMLElement>(text!);
        if (said === null || own.height === 0) continue;
        const box = said.getBoundingClientRect();
        const name = said.innerText.slice(0, 30);
        if (own.top < end - 1) wrong.push(`over the one before: ${name}`);
        if (box.left < own.left - 1 || box.right > own.right + 1) wrong.push(`beside: ${name}`);
        if (said.scrollWidth > said.clientWidth + 1) wrong.push(`wider: ${name}`);
        end = own.bottom;
      }
      return wrong;
    },
    [item, text],
  );
  expect(outside, place).toEqual([]);
}

// As a program sends it: a form's own limits would be in the way.
async function send(visitor: Visitor, form: string, fields: Record<string, string>): Promise<{ status: number; body: string }> {
  return visitor.page.evaluate(
    async ([form, fields]) => {
      const response = await fetch(`/fn/comment/${form}`, {
        method: 'POST',
        headers: { 'accept-language': 'en' },
        body: new URLSearchParams(fields as Record<string, string>),
      });
      return { status: response.status, body: await response.text() };
    },
    [form, fields] as const,
  );
}

test('nothing that is sent runs, and nothing leaves its place', async ({ visitor, another, paper }) => {
  test.setTimeout(240_000);
  const moderator = await another();
  const { moderation } = moderator.words;
  await moderator.signIn(addPerson(paper, 'moderator', newPerson('Ерлан Қасым')));
  await moderator.open('/desk/comments/rules');
  await moderator.page.getByLabel(moderation.mode, { exact: true }).selectOption('before');
  await moderator.page.getByRole('button', { name: moderation.save, exact: true }).click();
  await expect(moderator.page.getByText(moderation.done_saved)).toBeVisible();

  // Names of accounts are made by people too.
  const attackers: Visitor[] = [visitor, await another(), await another(), await another()];
  const names = ['<script>window.attacked=1</script>', run.slice(0, 60), 'Ерлан Қаcым', 'Ерлан Қасым'];
  for (const [number, attacker] of attackers.entries()) {
    await attacker.signIn(addPerson(paper, 'reader', newPerson(names[number]!)));
    await attacker.page.goto(school.en);
    await attacker.ready();
    await isHarmless(attacker.page, `signed in as ${names[number]}`);
  }
  const article = (await visitor.page.locator('#comments').getAttribute('data-article'))!;
  // Whoever posts within three seconds is taken for a program.
  await visitor.page.waitForTimeout(3_100);

  for (const [what, [text, why]] of Object.entries(refused)) {
    const answer = await send(visitor, 'post-comment', { article, text });
    expect(answer.status, what).toBe(422);
    expect(answer.body, what).toMatch(why);
  }
  for (const name of [run.slice(0, 40), 'Админ\u202e<b>', 'Aдмин', '\u200b\u200b\u200b']) {
    expect((await send(visitor, 'take-pseudonym', { pseudonym: name })).status, name).toBe(422);
  }
  // Nothing is said under such names; and nobody can be taken for the moderator.
  for (const [number, attacker] of attackers.entries()) {
    const nameless = await send(attacker, 'post-comment', { article, text: 'Менің атым бар' });
    expect(nameless.status, names[number]).toBe(422);
    expect(nameless.body, names[number]).toContain('NameNeeded');
    const pseudonym = ['Аян Омар', 'Бота Серік', 'Дос Мұрат', 'Ерке Сара'][number]!;
    expect((await send(attacker, 'take-pseudonym', { pseudonym })).status, pseudonym).toBe(200);
  }
  const forged = await send(visitor, 'post-comment', { article, text: 'Қараңыз', quote: run });
  expect(forged.status, forged.body).toBe(422);
  for (const field of ['article', 'parent', 'operation']) {
    const answer = await send(visitor, 'post-comment', { article, text: 'Бос сөз', [field]: run });
    expect([404, 422], `${field}: ${answer.status}`).toContain(answer.status);
  }
  for (const [number, [what, text]] of Object.entries(stored).entries()) {
    const answer = await send(attackers[number % attackers.length]!, 'post-comment', { article, text, quote: number % 2 ? '' : `\u202e\u2067${school.headline}` });
    expect(answer.status, `${what}: ${answer.body}`).toBe(200);
  }

  // Those who decide see it first.
  const { page: desk } = moderator;
  await moderator.open('/desk/comments');
  const entries = desk.locator('.entry');
  await expect(entries).toHaveCount(Object.keys(stored).length);
  await isHarmless(desk, 'the queue');
  await keepsItsPlace(desk, '.entry', '.said-text', 'the queue');
  await desk.setViewportSize({ width: 360, height: 740 });
  await isHarmless(desk, 'the queue on a telephone');
  await keepsItsPlace(desk, '.entry', '.said-text', 'the queue on a telephone');
  await desk.setViewportSize({ width: 1280, height: 900 });
  const last = entries.last();
  await last.getByLabel(moderation.reason).selectOption('other');
  await last.getByLabel(moderation.note).fill(run);
  await last.getByRole('button', { name: 'Reject', exact: true }).click();
  await expect(entries).toHaveCount(Object.keys(stored).length - 1);
  await desk.getByLabel(moderation.select_all).check();
  await desk.getByRole('group', { name: moderation.many }).getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(desk.getByText(moderation.empty)).toBeVisible();
  const text = `${run}\nбір\u202eекі`;
  await desk.goto(`/en/desk/comments/rules?${new URLSearchParams({ try: text, find: run, article: run, filter: run })}`);
  await isHarmless(desk, 'the rules');
  for (const path of ['/log', '/figures', '?show=decided', `?person=${encodeURIComponent(run)}`, `?show=${encodeURIComponent(run)}`]) {
    await moderator.open(`/desk/comments${path}`);
    await isHarmless(desk, path);
  }

  // Then everybody does.
  for (const address of [school.en, `${school.en}?order=oldest`, '/en/comments']) {
    for (const width of [360, 1280]) {
      const { page } = visitor;
      await page.setViewportSize({ width, height: 800 });
      await page.goto(address);
      await hydrated(page);
      const place = `${address}, ${width} pixels`;
      if (address !== '/en/comments') {
        await page.locator('#comments').scrollIntoViewIfNeeded();
        await expect(page.locator('#comments[data-awake]')).toBeAttached();
        await expect(page.locator('.comment')).not.toHaveCount(0);
        await keepsItsPlace(page, '.comment', '.text', place);
      }
      await isHarmless(page, place);
    }
  }

  // What readers say of them comes back to the desk.
  const reader = await another();
  await reader.signIn(addPerson(paper));
  await reader.page.goto(school.en);
  await reader.ready();
  const comment = (await reader.page.locator('.comment').first().getAttribute('id'))!.replace('comment-', '');
  expect((await send(reader, 'report-comment', { comment, reason: 'other', note: run })).status).toBe(200);
  await moderator.open('/desk/comments?show=reported');
  await expect(entries).toHaveCount(1);
  await isHarmless(desk, 'reported');
  for (const path of ['/comments/write?text=', '/comments/report?comment=', '/comments/edit?comment=', '/comments/appeal?comment=']) {
    const address = `/en${path}${encodeURIComponent(run)}`;
    await reader.page.evaluate((address) => fetch(address).then((response) => response.text()), address);
  }
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, tolerated: /\/pkg\/\S+ (csp|was preloaded)|422/ });

  test('what is far too long comes back to whoever pasted it', async ({ visitor, paper }) => {
    await visitor.signIn(addPerson(paper));
    await visitor.page.goto(school.en);
    const field = visitor.page.getByRole('textbox', { name: 'Your comment' });
    const text = 'Ұзақ әңгіме. '.repeat(7_000);
    await field.fill(text);
    await visitor.page.getByRole('button', { name: 'Post comment' }).click();
    await expect(visitor.page.getByText('4,000').first()).toBeVisible();
    expect((await visitor.page.getByRole('textbox', { name: 'Your comment' }).inputValue()).trim()).toBe(text.trim());
  });
});
