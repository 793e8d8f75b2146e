import { Desk, expect, figure, type HarnessWindow, p, test } from './harness';

type Given = { name: string; type: string; size: number };

/** Pastes or drops files as the browser would. */
async function give(desk: Desk, event: 'paste' | 'drop', files: Given[], more: Record<string, string> = {}): Promise<void> {
  await desk.page.evaluate(
    ({ event, files, more }) => {
      const data = new DataTransfer();
      for (const { name, type, size } of files) data.items.add(new File([new Uint8Array(size)], name, { type }));
      for (const [type, text] of Object.entries(more)) data.setData(type, text);
      const surface = document.querySelector('.ProseMirror')!;
      if (event === 'paste') surface.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      else {
        const { left, bottom } = surface.firstElementChild!.getBoundingClientRect();
        surface.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true, clientX: left + 5, clientY: bottom - 2 }));
      }
    },
    { event, files, more },
  );
}

const finish = (desk: Desk, name: string) =>
  desk.page.evaluate((name) => {
    const { uploads } = window as unknown as HarnessWindow;
    uploads.find((upload) => upload.name === name)!.resolve(JSON.stringify({ src: `/media/${name}`, width: 3, height: 2 }));
  }, name);

const png = (name: string, size = 10): Given => ({ name, type: 'image/png', size });
const sources = async (desk: Desk) => (await desk.blocks()).map((block) => (block.attrs as { src?: string } | undefined)?.src ?? (block.content ? 'words' : 'line'));

test('several pictures arrive in their order, wherever one is writing meanwhile', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('one'), p('two')]);
  await give(desk, 'drop', [png('a.png'), png('b.png'), png('c.png')]);
  await expect(page.locator('.uploading')).toHaveText(['uploading a.png', 'uploading b.png', 'uploading c.png']);
  await desk.type('!');
  await finish(desk, 'b.png');
  await expect(page.locator('.uploading')).toHaveCount(2);
  await finish(desk, 'c.png');
  await desk.type('?');
  await finish(desk, 'a.png');
  await expect(page.locator('.uploading')).toHaveCount(0);
  expect(await sources(desk)).toEqual(['words', '/media/a.png', '/media/b.png', '/media/c.png', 'words']);
  expect((await desk.texts()).at(-1)).toBe('two!?');
  expect(await desk.calls('told')).toContain('uploaded a.png');
});

test('what is no picture or too large is refused with a message, and so is what the server refuses', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('one')]);
  await give(desk, 'paste', [{ name: 'a.gif', type: 'image/gif', size: 5 }, png('big.png', 20 * 1024 * 1024 + 1), png('c.png'), png('d.png')]);
  expect(await desk.calls('told')).toEqual(['picture_type_refused a.gif', 'picture_size_refused big.png', 'uploading c.png', 'uploading d.png']);
  await page.evaluate(() => {
    const { uploads } = window as unknown as HarnessWindow;
    uploads[0]!.reject('The disk is full.');
    uploads[1]!.reject(new Error('network'));
  });
  await expect(page.locator('.uploading')).toHaveCount(0);
  expect((await desk.calls('told')).slice(-2)).toEqual(['The disk is full.', 'upload_failed d.png']);
  expect(await desk.blocks()).toEqual([p('one')]);
});

test('a picture that only accompanies words is not uploaded', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('')]);
  await give(desk, 'paste', [png('copy.png')], { 'text/html': '<p>words</p>', 'text/plain': 'words' });
  // The first paste may have to wait for what reads it.
  await expect.poll(() => desk.texts()).toContain('words');
  await expect(page.locator('.uploading')).toHaveCount(0);
  expect(await desk.calls('told')).toEqual([]);
});

test('pictures in a pasted text are uploaded to their places, with what was said of them; those of other sites are told', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('')]);
  const data = `data:image/png;base64,${Buffer.alloc(200, 1).toString('base64')}`;
  const html = `<p>one</p><figure><img src="${data}" alt="Steppe"><figcaption>The caption</figcaption></figure><p>two</p><img src="https://example.test/a.png">`;
  await give(desk, 'paste', [], { 'text/html': html, 'text/plain': 'one two' });
  await expect(page.locator('.uploading')).toHaveCount(1);
  expect(await desk.calls('told')).toContain('pictures_left');
  await finish(desk, 'picture.png');
  await expect(page.locator('.uploading')).toHaveCount(0);
  expect((await desk.blocks()).slice(0, 3)).toEqual([p('one'), figure('picture', { alt: 'Steppe' }, 'The caption'), p('two')]);
});

test('a caption is written in place, alternative text and credit are asked for', async ({ page, complaints }) => {
  const desk = new Desk(page);
  await desk.start([p('before'), figure('a', { alt: '' }), p('after')]);
  const button = page.getByRole('button', { name: 'alt_missing' });
  await button.click();
  expect(await desk.calls('asked')).toEqual(['picture']);
  expect(await desk.selected()).toMatchObject({ block: 'figure', figure: { alt: '', credit: '' } });
  expect(await desk.call('run', 'picture_attributes', JSON.stringify({ alt: ' Steppe\n', credit: 'A. B.' }))).toBe(true);
  await expect(button).toHaveCount(0);
  await expect(page.getByRole('figure', { name: 'picture: Steppe' })).toBeVisible();
  await page.locator('.caption').click();
  await desk.type('The steppe');
  await desk.press('Enter');
  await desk.type('next');
  expect(await desk.blocks()).toEqual([p('before'), figure('a', { alt: 'Steppe', credit: 'A. B.' }, 'The steppe'), p('next'), p('after')]);
  // Into the caption with the keyboard, then Backspace selects the picture and a second one deletes it.
  await desk.press('ArrowUp', 'Home');
  // The browser tells a moment later where the cursor has gone.
  await desk.selected();
  await desk.press('Backspace');
  expect((await desk.selected()).empty).toBe(false);
  await desk.press('Backspace');
  expect(await desk.texts()).toEqual(['before', 'next', 'after']);
  expect(complaints).toEqual([]);
});

test('neighbouring pictures become a gallery and pictures again', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([figure('a'), figure('b'), p('after')]);
  await page.locator('img').first().click();
  expect((await desk.selected()).can).toContain('gallery');
  expect(await desk.call('run', 'gallery')).toBe(true);
  expect(await desk.blocks()).toEqual([{ type: 'gallery', content: [figure('a'), figure('b')] }, p('after')]);
  await page.locator('img').last().click();
  await desk.press('Alt+ArrowUp');
  expect(await desk.blocks()).toEqual([{ type: 'gallery', content: [figure('b'), figure('a')] }, p('after')]);
  await desk.press('Delete');
  await page.locator('img').first().click();
  await desk.press('Delete');
  expect(await desk.blocks()).toEqual([p('after')]);
});

test('a lone address of a post is embedded on an empty line and linked elsewhere', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([p('')]);
  const video = 'https://youtu.be/dQw4w9WgXcQ?si=tracking';
  await give(desk, 'paste', [], { 'text/plain': video });
  await desk.type('after ');
  await give(desk, 'paste', [], { 'text/plain': video });
  const linked = { type: 'text', text: video, marks: [{ type: 'link', attrs: { href: video, title: null } }] };
  expect(await desk.blocks()).toEqual([
    { type: 'embed', attrs: { url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' } },
    { type: 'paragraph', content: [{ type: 'text', text: 'after ' }, linked] },
  ]);
  await expect(page.getByRole('figure', { name: 'Embed: YouTube' })).toContainText('watch?v=dQw4w9WgXcQ');
  expect(page.frames()).toHaveLength(1);
  await desk.start([p('')]);
  await give(desk, 'paste', [], { 'text/plain': 'https://rutube.ru/video/1/' });
  expect((await desk.blocks())[0]).toMatchObject({ content: [{ text: 'https://rutube.ru/video/1/', marks: [{ type: 'link' }] }] });
  expect(await desk.call('run', 'embed', 'https://rutube.ru/video/1/')).toBe(false);
  expect(await desk.call('run', 'embed', 'https://t.me/tilshi_kz/1234')).toBe(true);
  await desk.call('focus', 'start');
  await desk.press('Control+a');
  await give(desk, 'paste', [], { 'text/plain': 'javascript:alert(1)' });
  expect(JSON.stringify(await desk.blocks())).not.toContain('"link"');
});

test('blocks without a line of their own leave a way around them', async ({ page }) => {
  const desk = new Desk(page);
  await desk.start([{ type: 'embed', attrs: { url: 'https://t.me/tilshi_kz/1234' } }, p('end')]);
  await page.locator('.embed').click();
  expect((await desk.selected()).block).toBe('embed');
  expect(await desk.calls('told')).toContain('Embed: Telegram');
  await desk.press('Enter');
  await desk.type('after');
  expect(await desk.texts()).toEqual(['', 'after', 'end']);
});
