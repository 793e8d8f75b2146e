import { Desk, expect, p, test } from './harness';

const N = '\u{A0}';

/** What is typed, in which language, and what it becomes. */
const typography: [language: string, typed: string, becomes: string][] = [
  ['kk', '"Жас Отан" жастары', '«Жас Отан» жастары'],
  ['ru', 'роман "Путь "Абая" здесь"', 'роман «Путь „Абая“ здесь»'],
  ['kk', '("сөз")', '(«сөз»)'],
  ['en', '"It\'s \'fine\'," he said', '“It’s ‘fine’,” he said'],
  ['en', "the '90s", 'the ‘90s'],
  ['kk', '- Иә', `—${N}Иә`],
  ['ru', '-- Да', `—${N}Да`],
  ['ru', 'Абай - поэт', `Абай${N}— поэт`],
  ['kk', '- Иә, - деді ол', `—${N}Иә,${N}— деді ол`],
  ['ru', '5 - 3', '5 - 3'],
  ['ru', 'а -- б', `а${N}— б`],
  ['kk', 'сондай-ақ', 'сондай-ақ'],
  ['kk', 'Күте тұр...', 'Күте тұр…'],
  ['ru', '....', '….'],
  ['kk', '15 км жол', `15${N}км жол`],
  ['kk', '5 кмм ', '5 кмм '],
  ['ru', '4,2 млрд тенге.', `4,2${N}млрд тенге.`],
  ['kk', '№ 5 мектеп', `№${N}5 мектеп`],
  ['kk', 'А. Байтұрсынұлы', `А.${N}Байтұрсынұлы`],
  ['ru', 'А. С. Пушкин', `А.${N}С.${N}Пушкин`],
  ['kk', '10 000 отбасы', `10${N}000 отбасы`],
  ['ru', '1 250 000 ₸ за год', `1${N}250${N}000${N}₸ за год`],
  ['en', '5 km away', `5${N}km away`],
  ['fr', '"mot" - mot...', '"mot" - mot...'],
  ['kk-Arab', '"ءسوز"', '"ءسوز"'],
];

for (const [language, typed, becomes] of typography) {
  test(`${language}: ${typed}`, async ({ page }) => {
    const desk = new Desk(page);
    await desk.start([p()], { language });
    await desk.type(typed);
    expect(await desk.texts()).toEqual([becomes]);
  });
}

for (const key of ['Control+z', 'Backspace']) {
  test(`${key} gives back what was typed, once, and what follows stays apart`, async ({ page }) => {
    const desk = new Desk(page);
    for (const [language, typed, before] of [
      ['kk', 'а "', 'а "'],
      ['ru', '- ', '- '],
      ['ru', 'а...', 'а...'],
      ['ru', 'Абай - ', 'Абай - '],
      ['kk', '5 км ', '5 км '],
      ['en', '## ', '## '],
      ['en', '* ', '* '],
      ['en', '12. ', '12. '],
      ['en', '> ', '> '],
      ['en', '--- ', '--- '],
      ['en', '**b**', '**b**'],
      ['en', '~~s~~', '~~s~~'],
    ] as const) {
      await desk.start([p()], { language });
      await desk.type(typed);
      const changed = await desk.blocks();
      expect(changed, typed).not.toEqual([p(before)]);
      await desk.press(key);
      expect(await desk.blocks(), typed).toEqual([p(before)]);
      await desk.type('x');
      expect(await desk.blocks(), typed).toEqual([p(`${before}x`)]);
    }
  });
}

test('undo after more typing takes the words first and then the change', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p()], { language: 'kk' });
  await desk.type('"сөз');
  await desk.press('Control+z');
  expect(await desk.texts()).toEqual(['«']);
  await desk.press('Control+z');
  expect(await desk.texts()).toEqual(['"']);
});

test('Backspace after other keys only deletes', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p()], { language: 'kk' });
  await desk.type('"');
  await desk.press('ArrowLeft', 'ArrowRight', 'Backspace');
  expect(await desk.texts()).toEqual(['']);
});

test('words in another language follow its rules', async ({ page }) => {
  const desk = new Desk(page);
  const marked = (lang: string, text: string) => ({ type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'language', attrs: { lang } }] }] });
  await desk.start([marked('en', 'it')], { language: 'kk' });
  await desk.type("'s \"so\"");
  expect(await desk.texts()).toEqual(['it’s “so”']);
  await desk.start([marked('de', 'x')], { language: 'kk' });
  await desk.type(' "');
  expect(await desk.texts()).toEqual(['x "']);
});

test('Markdown’s signs make blocks', async ({ page }) => {
  const desk = new Desk(page);
  const types: [string, string, object][] = [
    ['en', '### a', { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'a' }] }],
    ['en', '- a', { type: 'bullet_list', content: [{ type: 'list_item', content: [p('a')] }] }],
    ['kk', '* a', { type: 'bullet_list', content: [{ type: 'list_item', content: [p('a')] }] }],
    ['kk', '3. a', { type: 'ordered_list', attrs: { order: 3 }, content: [{ type: 'list_item', content: [p('a')] }] }],
    ['kk', '> a', { type: 'blockquote', content: [p('a')] }],
    ['kk', '1999. a', p('1999. a')],
  ];
  for (const [language, typed, block] of types) {
    await desk.start([p()], { language });
    await desk.type(typed);
    expect(await desk.blocks(), typed).toEqual([block]);
  }
  await desk.start([p()]);
  await desk.type('--- a');
  expect(await desk.blocks()).toEqual([{ type: 'horizontal_rule' }, p('a')]);
});

test('Markdown’s signs make marks', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p()]);
  await desk.type('a **b c** d *e* ~~f~~ g 2 * 3 * 4');
  const [{ content }] = (await desk.blocks()) as [{ content: { text: string; marks?: { type: string }[] }[] }];
  expect(content.map(({ text, marks = [] }) => [text, ...marks.map(({ type }) => type)])).toEqual([
    ['a '], ['b c', 'strong'], [' d '], ['e', 'em'], [' '], ['f', 'strike'], [' g 2 * 3 * 4'],
  ]);
});

test('nothing is changed while words are being composed', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('а')], { language: 'kk' });
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: ' "', selectionStart: 2, selectionEnd: 2 });
  expect(await desk.texts()).toEqual(['а "']);
  await session.send('Input.insertText', { text: ' "б' });
  expect(await desk.texts()).toEqual(['а "б']);
  await desk.type('"');
  expect(await desk.texts()).toEqual(['а "б»']);
});
