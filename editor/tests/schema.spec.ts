import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readDocument, schema } from '../src/schema';

const fixtures = join(import.meta.dirname, '../../crates/document/fixtures');
const names = (folder: string) => readdirSync(join(fixtures, folder)).filter((name) => name.endsWith('.json') && !name.endsWith('.canonical.json'));
const read = (folder: string, name: string) => readFileSync(join(fixtures, folder, name), 'utf8');

for (const name of names('valid')) {
  test(`${name} is read and its canonical form is given back`, () => {
    readDocument(read('valid', name));
    const canonical = existing(name.replace('.json', '.canonical.json')) ?? read('valid', name);
    expect(readDocument(canonical).toJSON()).toEqual(JSON.parse(canonical));
  });
}

function existing(name: string): string | undefined {
  return readdirSync(join(fixtures, 'valid')).includes(name) ? read('valid', name) : undefined;
}

// ProseMirror reads past what it does not know; the editor never writes these, and the server refuses them.
const readPast = new Set([
  'attributes-not-object.json',
  'break-with-text.json',
  'content-not-array.json',
  'rule-with-content.json',
  'text-with-content.json',
  'unknown-attribute.json',
  'unknown-field.json',
  'unknown-mark-attribute.json',
  'block-with-marks.json',
]);

for (const name of names('invalid')) {
  test(`invalid ${name} is ${readPast.has(name) ? 'read without what is wrong' : 'refused'}`, () => {
    if (!readPast.has(name)) {
      expect(() => readDocument(read('invalid', name))).toThrow();
      return;
    }
    const json = JSON.stringify(tryToRead(read('invalid', name)) ?? {});
    for (const wrong of ['"align"', '"style"', '"onclick"']) expect(json).not.toContain(wrong);
  });
}

function tryToRead(json: string): unknown {
  try {
    return readDocument(json).toJSON();
  } catch {
    return null;
  }
}

test('nodes and marks have the names and the order of the server', () => {
  const json = readFileSync(join(fixtures, '../src/json.rs'), 'utf8');
  const listed = (constant: string) => [...(new RegExp(`${constant}[^=]*= &?\\[([^\\]]*)\\]`).exec(json)?.[1] ?? '').matchAll(/"(\w+)"/g)].map((found) => found[1]);
  expect(Object.keys(schema.marks)).toEqual(listed('MARK_NAMES'));
  expect(Object.keys(schema.nodes).sort()).toEqual(listed('NODE_NAMES').sort());
});
