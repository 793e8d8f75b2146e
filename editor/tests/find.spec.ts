import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countCharacters, countNode, countWords } from '../src/counts';
import { readDocument } from '../src/schema';
import { Desk, expect, p, test } from './harness';

const options = { matchCase: false, wholeWords: false };

test('find shows all hits, follows changes, and steps around the end', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('Ауыл мен ауыл'), p('ауылда'), p('қала')]);
  expect(JSON.parse(await desk.call('find', 'ауыл', options))).toEqual({ count: 3, current: 0 });
  await expect(page.locator('.hit')).toHaveText(['Ауыл', 'ауыл', 'ауыл']);
  expect(JSON.parse(await desk.call('find', 'ауыл', { ...options, matchCase: true })).count).toBe(2);
  expect(JSON.parse(await desk.call('find', 'ауыл', { ...options, wholeWords: true })).count).toBe(2);
  expect(JSON.parse(await desk.call('find', 'а.', options)).count).toBe(0);
  await desk.call('find', 'ауыл', options);
  await desk.call('focus', 'start');
  const seen = [];
  for (let times = 0; times < 4; times++) seen.push(JSON.parse(await desk.call('findNext', false)).current);
  expect(seen).toEqual([1, 2, 3, 1]);
  expect(JSON.parse(await desk.call('findNext', true))).toEqual({ count: 3, current: 3 });
  await expect(page.locator('.hit.current')).toHaveText('ауыл');
  await desk.call('focus', 'end');
  await desk.type(' ауыл');
  await expect(page.locator('.hit')).toHaveCount(4);
  await desk.press('Backspace');
  await expect(page.locator('.hit')).toHaveCount(3);
  await desk.call('find', '', options);
  await expect(page.locator('.hit')).toHaveCount(0);
});

test('a query finds what typography has made of it', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('5\u{A0}км «Жас Отан» it’s')]);
  for (const query of ['5 км', '"жас отан"', "it's"]) expect(JSON.parse(await desk.call('find', query, options)).count, query).toBe(1);
});

test('hits are replaced one by one and all at once, keeping their marks, and undone in one step', async ({ page }) => {
  const desk = new Desk(page);
  const strong = { type: 'text', text: 'ауыл', marks: [{ type: 'strong' }] };
  await desk.start([{ type: 'paragraph', content: [strong, { type: 'text', text: ' ауыл ауыл' }] }]);
  await desk.call('find', 'ауыл', options);
  await desk.call('focus', 'start');
  expect(JSON.parse(await desk.call('replaceHit', 'ауылауыл'))).toEqual({ count: 3, current: 1 });
  expect(JSON.parse(await desk.call('replaceHit', 'қала'))).toEqual({ count: 2, current: 1 });
  expect(await desk.texts()).toEqual(['қала ауыл ауыл']);
  expect((await desk.blocks())[0]).toMatchObject({ content: [{ text: 'қала', marks: [{ type: 'strong' }] }, {}] });
  expect(await desk.call('replaceAll', 'ауыл!')).toBe(2);
  expect(await desk.texts()).toEqual(['қала ауыл! ауыл!']);
  await desk.call('run', 'undo');
  expect(await desk.texts()).toEqual(['қала ауыл ауыл']);
  await desk.call('setEditable', false);
  expect(await desk.call('replaceAll', 'x')).toBe(0);
});

const rust = (path: string) => readFileSync(join(import.meta.dirname, '../../crates/document', path), 'utf8');
const text = (literal: string): string => JSON.parse(`"${literal.replace(/\\u\{([0-9A-Fa-f]+)\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))}"`);

test('words and characters are counted as the server counts them', () => {
  const source = rust('src/text/count.rs');
  const words = [...source.matchAll(/^\s*\("(.*)", (\d+)\),$/gm), ...source.matchAll(/count_words\("(.*)"\), (\d+)\)/g)];
  expect(words.length).toBeGreaterThan(20);
  for (const [, literal = '', count] of words) expect(countWords(text(literal)), literal).toBe(Number(count));
  const characters = [...source.matchAll(/count_characters\("(.*)"\), (\d+)\)/g)];
  expect(characters.length).toBeGreaterThan(3);
  for (const [, literal = '', count] of characters) expect(countCharacters(text(literal)), literal).toBe(Number(count));
  const clusters = [...rust('src/characters.rs').matchAll(/split\("(.+)"\),\s*\[(.*)\]/g)];
  expect(clusters.length).toBeGreaterThan(5);
  for (const [, literal = '', members = ''] of clusters) {
    if (!literal.includes('\\n')) expect(countCharacters(text(literal)), literal).toBe(members.split(/",\s*"/).length);
  }
});

test('a whole body is counted by its running texts', async ({ page }) => {
  const desk = new Desk(page);
  const body = rust('fixtures/valid/quotes.json');
  const counts = countNode(readDocument(body));
  expect(counts.words).toBeGreaterThan(10);
  await desk.start(JSON.parse(body).content);
  expect(JSON.parse(await desk.call('counts'))).toEqual(counts);
});
