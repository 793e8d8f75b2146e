// What real programs put on the clipboard gives the expected document; tests/paste/README.md says where each comes from.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, p, test } from './paste/page';

const folder = join(import.meta.dirname, 'paste');
const read = (name: string): string | undefined => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined);
const names = [...new Set(readdirSync(folder).flatMap((name) => /^(.*)\.(html|txt)$/.exec(name)?.[1] ?? []))];

for (const name of names) {
  test(`${name} gives the expected document`, async ({ desk }) => {
    const formats = { 'text/html': read(`${name}.html`), 'text/plain': read(`${name}.txt`), 'text/rtf': read(`${name}.rtf`) };
    await desk.call('show', [p('|')], 'kk');
    await desk.call('paste', Object.fromEntries(Object.entries(formats).filter(([, text]) => text !== undefined)));
    expect(await desk.call('isValid')).toBe(true);
    const found = { content: await desk.blocks(), ...(await desk.call('told')) };
    if (process.env.TILSHI_WRITE_EXPECTED) writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(found, null, 1)}\n`);
    expect(found).toEqual(JSON.parse(read(`${name}.json`)!));
  });
}
