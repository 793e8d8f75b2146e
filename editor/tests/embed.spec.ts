// The addresses are those of the Rust tests: both sides must recognise the same.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readHref, readImageSource } from '../src/address';
import { recogniseEmbed } from '../src/embed';
import { readLanguageTag } from '../src/language';

const crate = join(import.meta.dirname, '../../crates/document');
const source = (path: string) => readFileSync(join(crate, 'src', path), 'utf8');

/** The body of a test function. */
function functionOf(rust: string, name: string): string {
  const start = rust.indexOf(`fn ${name}()`);
  if (start < 0) throw new Error(`no test ${name}`);
  const next = rust.indexOf('#[test]', start);
  return rust.slice(start, next < 0 ? undefined : next);
}

const unescape = (literal: string): string =>
  literal
    .replace(/\\\n\s*/g, '')
    .replace(/\\u\{([0-9A-Fa-f]+)\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/\\(.)/g, (_, character: string) => ({ n: '\n', t: '\t', '0': '\0' })[character] ?? character);

const literals = (rust: string): string[] => [...rust.matchAll(/"((?:[^"\\]|\\[^])*)"/g)].map((found) => unescape(found[1]!));

/** The strings of the first list in a function. */
const listIn = (rust: string): string[] => literals(rust.slice(rust.indexOf('['), rust.indexOf('\n    ] {') < 0 ? rust.indexOf('\n        ] {') : rust.indexOf('\n    ] {')));

test('the posts of every provider are recognised, with their own address', () => {
  const rust = source('embed/tests.rs');
  const groups = [...functionOf(rust, 'the_other_providers').matchAll(/\(\s*("(?:[^"\\]|\\[^])*"),\s*Provider::(\w+),\s*("(?:[^"\\]|\\[^])*"),/g)];
  expect(groups.length).toBeGreaterThan(10);
  for (const [, address = '', provider, url = ''] of groups) {
    expect(recogniseEmbed(literals(address)[0]!), address).toEqual({ provider, url: literals(url)[0] });
  }
  const videos = listIn(functionOf(rust, 'youtube_in_all_its_spellings'));
  expect(videos.length).toBeGreaterThan(6);
  for (const address of videos) expect(recogniseEmbed(address)?.url, address).toBe('https://www.youtube.com/watch?v=dQw4w9WgXcQ');
});

test('the moment to start at is kept', () => {
  const rust = functionOf(source('embed/tests.rs'), 'youtube_keeps_the_moment_to_start_at');
  const times = [...rust.matchAll(/\("([^"]+)", (\d+)\)/g)];
  expect(times.length).toBe(4);
  for (const [, time, seconds] of times) expect(recogniseEmbed(`https://youtu.be/dQw4w9WgXcQ?${time}`)?.url).toBe(`https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=${seconds}s`);
  for (const time of ['t=0', 't=', 't=x', 't=99999999999', 't=9999999h', 't=s']) expect(recogniseEmbed(`https://youtu.be/dQw4w9WgXcQ?${time}`)?.url, time).toBe('https://www.youtube.com/watch?v=dQw4w9WgXcQ');
});

test('everything else is no embed', () => {
  const refused = listIn(functionOf(source('embed/tests.rs'), 'everything_else_is_refused'));
  expect(refused.length).toBeGreaterThan(50);
  for (const address of refused) expect(recogniseEmbed(address), address).toBeNull();
});

test('the embeds of the fixtures are their own addresses', () => {
  const { content } = JSON.parse(readFileSync(join(crate, 'fixtures/valid/embeds.json'), 'utf8'));
  for (const { attrs } of content) expect(recogniseEmbed(attrs.url)?.url).toBe(attrs.url);
});

test('links, pictures and languages are accepted and refused as on the server', () => {
  const href = source('address/href.rs');
  for (const address of listIn(functionOf(href, 'the_accepted_kinds_pass_unchanged'))) expect(readHref(address), address).toBe(address);
  const tricks = listIn(functionOf(href, 'tricks_are_refused'));
  expect(tricks.length).toBeGreaterThan(40);
  for (const address of tricks) expect(readHref(address), JSON.stringify(address)).toBeNull();
  expect(readHref('HtTpS://EXAMPLE.KZ/Path?Q#F')).toBe('https://example.kz/Path?Q#F');
  const image = source('address/image.rs');
  for (const address of listIn(functionOf(image, 'own_media_and_https_pass'))) expect(readImageSource(address), address).toBe(address);
  for (const address of listIn(functionOf(image, 'everything_else_is_refused'))) expect(readImageSource(address), address).toBeNull();
  const language = source('language.rs');
  for (const [, given = '', expected] of functionOf(language, 'tags_take_their_usual_capitals').matchAll(/\("([^"]+)", "([^"]+)"\)/g)) expect(readLanguageTag(given)).toBe(expected);
  for (const tag of listIn(functionOf(language, 'what_is_no_tag_is_refused'))) expect(readLanguageTag(tag), tag).toBeNull();
});
