import { expect, node, p, test } from './paste/page';

type Json = Record<string, unknown>;

const text = (words: string, ...marks: Json[]): Json => ({ type: 'text', ...(marks.length && { marks }), text: words });
const link = (href: string): Json => ({ type: 'link', attrs: { href, title: null } });
const heading = (words: string, level = 2): Json => node('heading', [text(words)], { level });
const item = (...blocks: Json[]): Json => node('list_item', blocks);
const list = (...items: Json[]): Json => node('bullet_list', items);
const cell = (...blocks: Json[]): Json => node('table_cell', blocks, { colspan: 1, rowspan: 1, colwidth: null });
const table = (...rows: Json[][]): Json => node('table', rows.map((cells) => node('table_row', cells)));
const figure = (caption: Json[] = []): Json => ({ type: 'figure', attrs: { src: '/media/3f7a/a.png', alt: '', width: 3, height: 2, credit: '' }, ...(caption.length && { content: caption }) });

test.describe('into places', () => {
  const html = '<h2>Тақырып</h2><p>Бірінші <b>сөз</b></p><ul><li>тармақ</li></ul>';

  for (const [name, before, pasted, after] of [
    ['words into the middle of a paragraph', [p('ал|да')], '<p>пас<b>т</b>а</p>', [node('paragraph', [text('алпас'), text('т', { type: 'strong' }), text('ада')])]],
    ['paragraphs into the middle of a paragraph', [p('ал|да')], '<p>бір</p><p>екі</p>', [p('албір'), p('екіда')]],
    ['a heading into the middle of a paragraph', [p('ал|да')], '<h3>Екі</h3>', [p('ал'), heading('Екі', 3), p('да')]],
    ['blocks into an empty paragraph', [p('бұрын'), p('|')], html, [p('бұрын'), heading('Тақырып'), node('paragraph', [text('Бірінші '), text('сөз', { type: 'strong' })]), list(item(p('тармақ')))]],
    ['a paragraph into a heading', [heading('Ай|мақ')], '<p>бір</p>', [heading('Айбірмақ')]],
    ['a heading into a heading', [heading('Ай|мақ')], '<h2>бір</h2>', [heading('Ай'), heading('бір'), heading('мақ')]],
    ['over selected words', [p('а|лд|а')], '<p>бір</p>', [p('абіра')]],
    ['a paragraph into an item', [list(item(p('ал|да')))], '<p>бір</p>', [list(item(p('албірда')))]],
    ['paragraphs into an item', [list(item(p('ал|')))], '<p>бір</p><p>екі</p>', [list(item(p('албір'), p('екі')))]],
    ['a list into an item', [list(item(p('ал|')), item(p('соң')))], '<ol><li>бір</li><li>екі</li></ol>', [list(item(p('албір')), item(p('екі')), item(p('соң')))]],
    ['a heading into an item', [list(item(p('|')))], '<h2>бір</h2>', [list(item(p('бір')))]],
    ['a table into an item', [list(item(p('ал|да')))], '<table><tr><td>1</td><td>2</td></tr></table>', [list(item(p('алда'))), table([cell(p('1')), cell(p('2'))])]],
    ['a list into a quote', [node('blockquote', [p('ал|да')])], '<ul><li>бір</li></ul>', [node('blockquote', [p('алда')]), list(item(p('бір')))]],
    ['a heading and a paragraph into a quote', [node('blockquote', [p('|')])], '<h2>бір</h2><p>екі</p>', [node('blockquote', [p('бір'), p('екі')])]],
    ['blocks into an attribution', [node('blockquote', [p('а'), node('attribution', [text('Ал|')])])], '<p>бір</p><p>екі</p>', [node('blockquote', [p('а'), node('attribution', [text('Албір екі')])])]],
    ['blocks into a caption', [figure([text('Ал|да')])], '<h2>бір</h2><ul><li>екі</li></ul>', [figure([text('Албір екіда')])]],
    ['a picture into a caption', [figure([text('Ал|да')])], '<p>бір</p><img src="/media/3f7a/a.png" width="3" height="2" alt="">', [figure([text('Албірда')]), figure()]],
    ['blocks into a cell', [table([cell(p('ал|')), cell(p())])], '<h2>бір</h2><ol start="3"><li>үш</li><li>төрт</li></ol>', [table([cell(p('албір'), p('3. үш'), p('4. төрт')), cell(p())])]],
    ['a table into cells', [table([cell(p('|')), cell(p())], [cell(p()), cell(p('соң'))])], '<table><tr><td>1</td><td>2</td></tr></table>', [table([cell(p('1')), cell(p('2'))], [cell(p()), cell(p('соң'))])]],
    ['a quote into the middle of a paragraph', [p('ал|да')], '<blockquote><p>бір</p><footer>— Абай</footer></blockquote>', [p('ал'), node('blockquote', [p('бір'), node('attribution', [text('Абай')])]), p('да')]],
    ['an embed into an empty paragraph', [p('|')], '<p>https://youtu.be/dQw4w9WgXcQ?si=x</p><p>бір</p>', [{ type: 'embed', attrs: { url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' } }, p('бір')]],
    ['an embed into a cell', [table([cell(p('|')), cell(p())])], '<p>https://youtu.be/dQw4w9WgXcQ</p><p>бір</p>', [table([cell(node('paragraph', [text('https://www.youtube.com/watch?v=dQw4w9WgXcQ', link('https://www.youtube.com/watch?v=dQw4w9WgXcQ'))]), p('бір')), cell(p())])]],
  ] as [string, Json[], string, Json[]][]) {
    test(name, async ({ desk }) => {
      await desk.call('show', before);
      await desk.call('paste', { 'text/html': pasted });
      expect(await desk.blocks()).toEqual(after);
      expect(await desk.call('isValid')).toBe(true);
    });
  }

  test('over a selected picture', async ({ desk }) => {
    await desk.call('show', [p('|бір'), figure([text('сөз')]), p('екі')]);
    await desk.call('selectNode', 5);
    await desk.call('paste', { 'text/html': '<h2>жаңа</h2><p>сөз</p>' });
    expect(await desk.blocks()).toEqual([p('бір'), heading('жаңа'), p('сөз'), p('екі')]);
  });

  test('over a selected picture of a gallery', async ({ desk }) => {
    await desk.call('show', [p('|'), node('gallery', [figure(), figure()])]);
    await desk.call('selectNode', 3);
    await desk.call('paste', { 'text/html': '<h2>жаңа</h2><p>сөз</p>' });
    expect(JSON.stringify(await desk.blocks())).toContain('жаңа');
    expect(await desk.call('isValid')).toBe(true);
  });
});

test.describe('what is read', () => {
  for (const [name, html, expected] of [
    ['a list in a quote stands between its parts', '<blockquote><p>бір</p><ul><li>екі</li></ul><p>үш</p><cite>Абай</cite></blockquote>', [node('blockquote', [p('бір')]), list(item(p('екі'))), node('blockquote', [p('үш'), node('attribution', [text('Абай')])])]],
    ['a picture in a list parts it, and numbers go on', '<ol start="2"><li>екі<img src="/media/3f7a/a.png" width="3" height="2" alt=""></li><li>үш</li></ol>', [node('ordered_list', [item(p('екі'))], { order: 2 }), figure(), node('ordered_list', [item(p('үш'))], { order: 3 })]],
    ['a table in a table becomes words', '<table><tr><td>a</td><td><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table></td></tr></table>', [table([cell(p('a')), cell(p('1 2'), p('3 4'))])]],
    ['a table for layout is none', '<table><tr><td><h2>бір</h2><p>екі</p></td></tr></table>', [heading('бір'), p('екі')]],
    ['holes and overlaps in a table are repaired', '<table><tr><td rowspan="9">a</td><td>b</td><td rowspan="2">c</td></tr><tr><td colspan="5">d</td></tr><tr></tr><tr><td>e</td></tr></table>', null],
    ['lists directly in lists', '<ul><li>бір</li><ul><li>екі</li></ul></ul>', [list(item(p('бір'), list(item(p('екі')))))]],
    ['a paragraph behind a nested list', '<ul><li>бір<ul><li>екі</li></ul>үш</li></ul>', [list(item(p('бір'), list(item(p('екі'))), p('үш')))]],
    ['two lists of numbers stay two', '<ol><li>а</li></ol><ol><li>б</li></ol>', [node('ordered_list', [item(p('а'))], { order: 1 }), node('ordered_list', [item(p('б'))], { order: 1 })]],
    ['headings have the ranks of the paper', '<h1>а</h1><h4>б</h4><h6><b>в</b></h6>', [heading('а'), heading('б', 4), heading('в', 4)]],
    ['spaces', '<p>  а \n\t б&nbsp; &nbsp;в&nbsp;г<b> д </b>е\u200b\u00ad </p><p>&nbsp;</p><p><br></p>', [node('paragraph', [text('а б в\u00a0г '), text('д', { type: 'strong' }), text(' е')])]],
    ['two line ends part paragraphs', '<p>а<br>б<br><br>в<br></p>', [node('paragraph', [text('а'), { type: 'hard_break' }, text('б')]), p('в')]],
    ['hidden words, scripts and controls', '<p>а<span style="display:none">б</span><script>в</script><button>г</button><span hidden>д</span></p>', [p('а')]],
    ['emoji that are pictures', '<p>а <img class="emoji" alt="💧" src="https://e.test/1.png"> б</p>', [p('а 💧 б')]],
    ['words of a table without rows', '<table><caption>а</caption></table>', [p('а')]],
    ['a heading around a picture', '<h2>а<img src="/media/3f7a/a.png" width="3" height="2" alt=""></h2>', [heading('а'), figure()]],
  ] as [string, string, Json[] | null][]) {
    test(name, async ({ desk }) => {
      await desk.call('show', [p('|')]);
      await desk.call('paste', { 'text/html': html });
      expect(await desk.call('isValid')).toBe(true);
      if (expected) expect(await desk.blocks()).toEqual(expected);
      else {
        const [found] = (await desk.blocks()) as { content: { content: { attrs: { colspan: number } }[] }[] }[];
        const spans = found!.content.map((row) => row.content.map(({ attrs }) => attrs.colspan));
        expect(spans).toEqual([[1, 1, 1], [1], [1, 1], [1, 1]]);
      }
    });
  }

  for (const [given, kept] of [
    ['https://www.google.com/url?q=https://example.kz/a%3Fb&sa=D', 'https://example.kz/a?b'],
    ['https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.kz%2F&h=1', 'https://example.kz/'],
    ['https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.kz%2F&data=1', 'https://example.kz/'],
    ['https://vk.com/away.php?to=https%3A%2F%2Fexample.kz%2Fa', 'https://example.kz/a'],
    ['https://тілші.қаз/мақала бет', 'https://xn--k1ant8cc.xn--80ao21a/%D0%BC%D0%B0%D2%9B%D0%B0%D0%BB%D0%B0%20%D0%B1%D0%B5%D1%82'],
    ['https://тілші.қаз/мақала', 'https://тілші.қаз/мақала'],
    ['tel:+77132210000', 'tel:+77132210000'],
    ['javascript:alert(1)', null],
    ['file:///C:/a.doc', null],
    ['#_Toc1', null],
    ['https://a@evil.test/', null],
  ] as [string, string | null][]) {
    test(`a link to ${given}`, async ({ desk }) => {
      await desk.call('show', [p('|')]);
      await desk.call('paste', { 'text/html': `<p>а <a href="${given}">б</a></p>` });
      expect(await desk.blocks()).toEqual([kept ? node('paragraph', [text('а '), text('б', link(kept))]) : p('а б')]);
    });
  }

  test('languages that are believed', async ({ desk }) => {
    const language = (lang: string): Json => ({ type: 'language', attrs: { lang } });
    const html =
      '<body lang="ru-RU"><p>Қызылжарда су бар. <span lang="en-US">Good water</span><span lang="EN-US">.</span> <i lang="zh-Hans-CN">水很好</i> <span lang="en-US">жақсы</span></p></body>';
    await desk.call('show', [p('|')], 'kk');
    await desk.call('paste', { 'text/html': html });
    expect(await desk.blocks()).toEqual([
      node('paragraph', [text('Қызылжарда су бар. '), text('Good water', language('en')), text('. '), text('水很好', language('zh-Hans'), { type: 'em' }), text(' жақсы')]),
    ]);
    await desk.call('show', [p('|')], 'ru');
    await desk.call('paste', { 'text/html': '<p>Он сказал: <span lang="KZ">Қызылжарда су бар</span></p>' });
    expect(await desk.blocks()).toEqual([node('paragraph', [text('Он сказал: '), text('Қызылжарда су бар', language('kk'))])]);
  });
});

test.describe('pictures', () => {
  const data = `data:image/png;base64,${Buffer.alloc(120, 7).toString('base64')}`;
  const captioned = `<p>бір</p><figure><img src="${data}" alt="Дала"><figcaption>Жаңа <em>құбыр</em> <small class="credit">Серік</small></figcaption></figure><p>екі</p>`;

  test('in the HTML are handed over with their places, captions stay', async ({ desk }) => {
    await desk.call('show', [p('ал|да')]);
    await desk.call('paste', { 'text/html': captioned });
    expect(await desk.blocks()).toEqual([p('албір'), node('paragraph', [text('Жаңа '), text('құбыр', { type: 'em' })]), p('екіда')]);
    expect(await desk.call('told')).toEqual({ arriving: [{ type: 'image/png', size: 120, position: 7, alt: 'Дала', credit: 'Серік', captioned: true }], left: 0 });
  });

  test('several keep their order', async ({ desk }) => {
    await desk.call('show', [p('|')]);
    const big = `data:image/png;base64,${Buffer.alloc(150, 7).toString('base64')}`;
    await desk.call('paste', { 'text/html': `<img src="${data}" alt=""><p>бір</p><img src="${big}" alt=""><img src="${data}" alt="">` });
    expect(await desk.blocks()).toEqual([p('бір')]);
    const { arriving } = await desk.call('told');
    expect(arriving.map(({ size, position }: { size: number; position: number }) => [size, position])).toEqual([[120, 0], [150, 5], [120, 5]]);
  });

  test('of other sites are left out and counted, their captions stay', async ({ desk }) => {
    await desk.call('show', [p('|')]);
    await desk.call('paste', { 'text/html': '<figure><img src="https://e.test/a.jpg"><figcaption>Сөз</figcaption></figure><img src="https://e.test/pixel.gif" width="1" height="1"><img src="file:///C:/a.png">' });
    expect(await desk.blocks()).toEqual([p('Сөз')]);
    expect(await desk.call('told')).toEqual({ arriving: [], left: 2 });
  });

  test('on the clipboard belong to those that the HTML only names', async ({ desk }) => {
    await desk.call('show', [p('|')]);
    await desk.call('paste', { 'text/html': '<p>бір</p><img src="blob:https://e.test/1"><p>екі</p>' }, [['a.png', 'image/png']]);
    expect((await desk.call('told')).arriving).toMatchObject([{ type: 'image/png', position: 5 }]);
  });

  test('of a whole selection, which spreadsheets add, are not wanted', async ({ desk }) => {
    await desk.call('show', [p('|')]);
    await desk.call('paste', { 'text/html': '<table><tr><td>1</td><td>2</td></tr></table>' }, [['a.png', 'image/png']]);
    expect(await desk.blocks()).toEqual([table([cell(p('1')), cell(p('2'))])]);
    expect((await desk.call('told')).arriving).toEqual([]);
  });
});

test('with Shift held it is the plain text', async ({ desk }) => {
  await desk.call('show', [p('|')]);
  await desk.call('paste', { 'text/html': '<h2><b>бір</b></h2><p>екі</p>', 'text/plain': 'бір\n\nекі  *үш*' }, [], true);
  expect(await desk.blocks()).toEqual([p('бір'), p('екі *үш*')]);
  await desk.call('paste', { 'text/html': '<p><b>!</b></p>', 'text/plain': '!' });
  expect(JSON.stringify((await desk.blocks()).at(-1))).toContain('strong');
});

test('one undo takes back what was pasted', async ({ desk }) => {
  await desk.call('show', [p('ал|да')]);
  await desk.call('paste', { 'text/html': '<h2>бір</h2><p>екі</p>' });
  expect(await desk.blocks()).not.toEqual([p('алда')]);
  await desk.call('undo');
  expect(await desk.blocks()).toEqual([p('алда')]);
});

test('copied here and pasted back nothing is lost', async ({ desk }) => {
  const mark = (type: string, attrs?: Json): Json => ({ type, ...(attrs && { attrs }) });
  const all = [
    heading('Тақырып', 3),
    node('paragraph', [text('қ'), text('с', link('/kk/a'), mark('language', { lang: 'ru' }), mark('strong')), text(' 1', mark('strike')), text('2', mark('superscript')), { type: 'hard_break' }, text('а  б\u00a0\u00adв')]),
    p(),
    node('ordered_list', [item(p('бір'), list(item(p('ішкі'))), p('соң'))], { order: 3 }),
    node('blockquote', [p('дәйексөз'), node('attribution', [text('Абай')])]),
    node('pull_quote', [p('дәйексөз')]),
    { type: 'figure', attrs: { src: '/media/3f7a/a.png', alt: 'сурет', width: 3, height: 2, credit: 'Серік' }, content: [text('сөз')] },
    node('gallery', [figure(), figure([text('екі')])]),
    { type: 'horizontal_rule' },
    { type: 'embed', attrs: { url: 'https://t.me/tilshi/42' } },
    node('table', [node('table_row', [node('table_header', [p('а')], { colspan: 2, rowspan: 1, colwidth: null })]), node('table_row', [cell(p('б')), cell(p('в'), p('г'))])]),
    p('соңы'),
  ];
  await desk.call('show', all);
  const before = await desk.blocks();
  const clipboard = await desk.call('copy');
  await desk.call('show', [p('|')]);
  await desk.call('paste', clipboard);
  expect(await desk.blocks()).toEqual(before);
});

test('any nesting of elements gives a valid document with all its words', async ({ desk }) => {
  test.setTimeout(120_000);
  const wrong = await desk.call('tryNestings', 20_261_124, 1000);
  expect(wrong).toEqual([]);
});

test('any nesting of elements can be pasted into any place', async ({ desk }) => {
  test.setTimeout(120_000);
  const places = [p('ал|да'), heading('ал|да'), list(item(p('ал|да'), list(item(p('x'))))), node('blockquote', [p('ал|да'), node('attribution', [text('а')])]), node('blockquote', [p('а'), node('attribution', [text('ал|да')])]), table([cell(p('ал|да')), cell(p())]), figure([text('ал|да')])];
  for (const place of places) expect(await desk.call('tryPlaces', [place], 7, 60)).toEqual([]);
});
