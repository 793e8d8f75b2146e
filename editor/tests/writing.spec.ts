import { Desk, expect, figure, type HarnessWindow, p, test } from './harness';

test('the surface is one labelled textbox in the language of the article, with real headings, lists and tables', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start(
    [
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Head' }] },
      { type: 'bullet_list', content: [{ type: 'list_item', content: [p('item')] }] },
      { type: 'table', content: [{ type: 'table_row', content: [{ type: 'table_header', content: [p('name')] }, { type: 'table_cell', content: [p('value')] }] }] },
      p('last'),
    ],
    { language: 'kk' },
  );
  const surface = page.getByRole('textbox', { name: 'Body' });
  await expect(surface).toHaveAttribute('aria-multiline', 'true');
  await expect(surface).toHaveAttribute('lang', 'kk');
  await expect(surface.locator('h2')).toHaveText('Head');
  await expect(surface.locator('ul > li')).toHaveText('item');
  await expect(surface.locator('table th')).toHaveText('name');
  await desk.call('setLanguage', 'ru');
  await expect(surface).toHaveAttribute('lang', 'ru');
  await desk.call('setEditable', false);
  await expect(surface).toHaveAttribute('contenteditable', 'false');
  await expect(surface).toHaveAttribute('aria-readonly', 'true');
  expect(await desk.call('run', 'paragraph')).toBe(false);
});

test('every change is told once, taking over is not', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('a')]);
  await desk.type('b');
  expect(await desk.calls('changed')).toHaveLength(1);
  await desk.press('Control+z');
  expect(await desk.calls('changed')).toHaveLength(2);
  await desk.press('ArrowLeft');
  expect(await desk.calls('changed')).toHaveLength(2);
  await desk.call('replace', JSON.stringify({ type: 'doc', content: [p('c')] }));
  expect(await desk.texts()).toEqual(['c']);
  expect(await desk.calls('changed')).toHaveLength(2);
});

const shapes: Record<string, (block: string) => unknown> = {
  'Control+Alt+2': (block) => block === 'heading2',
  'Control+Alt+3': (block) => block === 'heading3',
  'Control+Alt+4': (block) => block === 'heading4',
  'Control+Shift+7': (block) => block === 'ordered_list',
  'Control+Shift+8': (block) => block === 'bullet_list',
  'Control+Shift+9': (block) => block === 'blockquote',
  'Control+Alt+9': (block) => block === 'pull_quote',
};

test('blocks are made and unmade from the keyboard', async ({ page }) => {
  const desk = new Desk(page);
  for (const [keys, holds] of Object.entries(shapes)) {
    await desk.start([p('words')]);
    await desk.press(keys);
    expect(holds((await desk.selected()).block), keys).toBe(true);
    await desk.press('Control+Alt+0');
    expect((await desk.selected()).block, keys).toBe('paragraph');
    expect(await desk.blocks()).toEqual([p('words')]);
  }
});

test('one kind of block becomes another', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('one'), p('two')]);
  await desk.call('run', 'select_all');
  await desk.call('run', 'bullet_list');
  await desk.call('run', 'ordered_list');
  expect((await desk.blocks())[0]).toMatchObject({ type: 'ordered_list', content: [{ type: 'list_item' }, { type: 'list_item' }] });
  await desk.call('focus', 'end');
  await desk.call('run', 'heading', '3');
  expect((await desk.blocks())[1]).toMatchObject({ type: 'heading', attrs: { level: 3 } });
  await desk.call('run', 'blockquote');
  await desk.call('run', 'pull_quote');
  expect((await desk.blocks())[1]).toMatchObject({ type: 'pull_quote', content: [p('two')] });
  await desk.call('run', 'bullet_list');
  expect((await desk.blocks())[1]).toMatchObject({ type: 'bullet_list' });
});

test('a quote says whose words it holds, and Enter leaves it', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('words')]);
  await desk.press('Control+Shift+9', 'Control+Alt+a');
  await desk.type('Abai');
  expect((await desk.selected()).block).toBe('attribution');
  await desk.press('Enter');
  await desk.type('after');
  const attribution = { type: 'attribution', content: [{ type: 'text', text: 'Abai' }] };
  expect(await desk.blocks()).toEqual([{ type: 'blockquote', content: [p('words'), attribution] }, p('after')]);
  await desk.call('focus', 'start');
  await desk.press('Control+Shift+9');
  expect(await desk.blocks()).toEqual([p('words'), p('Abai'), p('after')]);
});

test('marks, links and languages', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('')]);
  await desk.press('Control+b');
  await desk.type('bold');
  await desk.press('Control+b', 'Control+i');
  await desk.type('em');
  expect((await desk.blocks())[0]).toMatchObject({ content: [{ text: 'bold', marks: [{ type: 'strong' }] }, { text: 'em', marks: [{ type: 'em' }] }] });
  await desk.call('run', 'select_all');
  expect((await desk.selected()).marks).toEqual(['strong', 'em']);
  expect(await desk.call('run', 'link', JSON.stringify({ href: 'javascript:alert(1)', title: null }))).toBe(false);
  expect(await desk.call('run', 'link', JSON.stringify({ href: 'tilshi.kz/kk', title: null }))).toBe(true);
  expect((await desk.selected()).link).toBe('https://tilshi.kz/kk');
  expect(await desk.call('run', 'language', 'KK-latn')).toBe(true);
  expect((await desk.selected()).language).toBe('kk-Latn');
  await desk.call('run', 'link', JSON.stringify({ href: '', title: null }));
  expect((await desk.selected()).link).toBeNull();
  await desk.call('run', 'clear_marks');
  expect((await desk.selected()).marks).toEqual([]);
  await desk.press('Control+k');
  await desk.press('Control+f');
  await desk.press('Control+s');
  await desk.press('Control+/');
  expect(await desk.calls('asked')).toEqual(['link', 'find', 'save', 'shortcuts']);
  await desk.call('focus', 'end');
  await desk.type('?');
  expect((await desk.texts())[0]).toBe('boldem?');
});

test('every shortcut that is listed is bound, and every command exists', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start();
  const listed = JSON.parse(await page.evaluate(() => (window as unknown as HarnessWindow).editor.shortcuts())) as { keys: string }[];
  expect(listed.length).toBeGreaterThan(30);
  expect(new Set(listed.map(({ keys }) => keys)).size).toBe(listed.length);
  expect(await desk.call('run', 'no_such_command')).toBe(false);
  expect(await desk.call('run', 'constructor')).toBe(false);
});

test('blocks move, with the cursor in them', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('one'), p('two'), p('three')]);
  await desk.press('Alt+ArrowUp');
  expect(await desk.texts()).toEqual(['one', 'three', 'two']);
  await desk.type('!');
  await desk.press('Alt+ArrowUp', 'Alt+ArrowUp');
  expect(await desk.texts()).toEqual(['three!', 'one', 'two']);
  await desk.press('Alt+ArrowDown');
  expect(await desk.texts()).toEqual(['one', 'three!', 'two']);
  await desk.press('Control+Shift+k');
  expect(await desk.texts()).toEqual(['one', 'two']);
  await desk.start([{ type: 'bullet_list', content: ['a', 'b'].map((text) => ({ type: 'list_item', content: [p(text)] })) }, p('end')]);
  await desk.call('focus', 'start');
  await desk.press('Alt+ArrowDown');
  expect(await desk.texts()).toEqual(['ba', 'end']);
  await desk.press('Alt+ArrowDown');
  expect(await desk.texts()).toEqual(['end', 'ba']);
});

test('Tab works in lists and tables, and leaves after Escape', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([{ type: 'bullet_list', content: ['a', 'b'].map((text) => ({ type: 'list_item', content: [p(text)] })) }]);
  await desk.press('Tab');
  expect((await desk.blocks())[0]).toMatchObject({ content: [{ content: [p('a'), { type: 'bullet_list' }] }] });
  await desk.press('Tab', 'Shift+Tab');
  expect((await desk.blocks())[0]).toMatchObject({ content: [{ content: [p('a')] }, { content: [p('b')] }] });
  await desk.press('Escape', 'Tab');
  await expect(page.getByRole('button', { name: 'After' })).toBeFocused();
  expect(await desk.calls('told')).toContain('tab_leaves');

  await desk.start();
  expect(await desk.call('run', 'table', '2 x 2')).toBe(true);
  await desk.type('1');
  await desk.press('Tab');
  await desk.type('2');
  await desk.press('Tab', 'Tab', 'Tab');
  await desk.type('5');
  const rows = (await desk.blocks())[0]!.content as { content: { type: string }[] }[];
  expect(rows).toHaveLength(3);
  expect(rows.map((row) => row.content[0]!.type)).toEqual(['table_header', 'table_cell', 'table_cell']);
  expect((await desk.texts())[0]).toBe('125');
  await desk.call('run', 'column_after');
  await desk.press('ArrowUp');
  await desk.call('run', 'delete_row');
  await desk.call('focus', 'start');
  expect((await desk.selected()).can).toContain('delete_table');
  await desk.call('run', 'delete_table');
  expect((await desk.blocks()).map(({ type }) => type)).toEqual(['paragraph']);
});

test('lists stand no deeper than the server accepts', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('')]);
  await desk.type('* a');
  for (let depth = 0; depth < 12; depth++) {
    await desk.press('Enter');
    await desk.press('Tab');
    await desk.type('b');
  }
  const depth = JSON.stringify(await desk.blocks()).split('bullet_list').length - 1;
  expect(depth).toBe(8);
});

test('taking over keeps the cursor, and undo undoes only what this person did', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('first'), p('second'), p('third')]);
  await desk.call('focus', 'start');
  await desk.press('ArrowDown', 'End');
  await desk.type(' mine');
  const doc = (...texts: string[]) => JSON.stringify({ type: 'doc', content: texts.map((text) => p(text)) });
  await desk.call('replace', doc('theirs', 'first, changed', 'second mine', 'new', 'third'));
  await desk.type('!');
  expect(await desk.texts()).toEqual(['theirs', 'first, changed', 'second mine!', 'new', 'third']);
  await desk.call('replace', doc('theirs', 'first, changed', 'their second mine!', 'new', 'third'));
  await desk.type('?');
  expect(await desk.texts()).toEqual(['theirs', 'first, changed', 'their second mine!?', 'new', 'third']);
  for (let times = 0; times < 6; times++) await desk.press('Control+z');
  expect(await desk.texts()).toEqual(['theirs', 'first, changed', 'their second', 'new', 'third']);
  for (let times = 0; times < 6; times++) await desk.press('Control+Shift+z');
  expect(await desk.texts()).toEqual(['theirs', 'first, changed', 'their second mine!?', 'new', 'third']);
});

test('whatever differs, taking over gives the other document exactly', async ({ page }) => {
  const desk = new Desk(page);
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  const block = () => {
    const text = ['ауыл', 'мектеп', 'мектеп мектеп', ''][random(4)]!;
    return [p(text), { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'x' }] }, figure(`f${random(3)}`, {}, text), { type: 'bullet_list', content: [{ type: 'list_item', content: [p(text)] }] }][random(4)]!;
  };
  const make = () => Array.from({ length: 1 + random(6) }, block);
  await desk.start(make());
  for (let times = 0; times < 60; times++) {
    const content = make();
    await desk.call('replace', JSON.stringify({ type: 'doc', content }));
    expect(JSON.parse(JSON.stringify(await desk.blocks()).replaceAll(',"marks":[]', ''))).toEqual(content);
  }
});

test('the "/" menu opens, follows what is typed, gives its keys away and closes', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('a/b ')]);
  const last = async () => {
    const state = (await desk.calls('slash')).at(-1) as string | null | undefined;
    return state ? (JSON.parse(state) as { query: string; left: number; top: number; bottom: number }) : (state ?? null);
  };
  expect(await last()).toBeNull();
  await desk.type('/');
  expect(await last()).toMatchObject({ query: '' });
  await desk.type('таб');
  const { query, top, bottom } = (await last())!;
  expect(query).toBe('таб');
  expect(bottom).toBeGreaterThan(top);
  await page.evaluate(() => { (window as unknown as HarnessWindow).takesKeys = true; });
  await desk.press('ArrowDown', 'Enter');
  expect(await desk.calls('key')).toEqual(['ArrowDown', 'Enter']);
  await page.evaluate(() => (window as unknown as HarnessWindow).surface.acceptSlash('heading', '2'));
  expect(await last()).toBeNull();
  expect(await desk.blocks()).toEqual([{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'a/b ' }] }]);
  await desk.type('/x');
  await desk.press('Escape');
  expect(await last()).toBeNull();
  await desk.type('y');
  expect(await last()).toBeNull();
  expect(await desk.texts()).toEqual(['a/b /xy']);
  await desk.type(' км/сағ');
  expect(await last()).toBeNull();
});
