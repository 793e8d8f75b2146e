// What reads pasted text is a file of its own, which may come late or not at all.

import type { Page } from '@playwright/test';
import { Desk, expect, nameOf, p, test } from './harness';

const address = new RegExp(`/${nameOf('editor-paste.', '.js')}`);
const html = '<h2>one</h2><ul><li>two</li></ul>';
const read = [
  { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'one' }] },
  { type: 'bullet_list', content: [{ type: 'list_item', content: [p('two')] }] },
];

async function paste(page: Page, formats: Record<string, string>): Promise<void> {
  await page.evaluate((formats) => {
    const data = new DataTransfer();
    for (const [type, text] of Object.entries(formats)) data.setData(type, text);
    document.querySelector('.ProseMirror')!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    // As browsers do after the event.
    data.items.clear();
  }, formats);
}

/** Lets the file through when it is called. */
async function holdBack(page: Page): Promise<() => void> {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  await page.route(address, async (route) => {
    await opened;
    await route.fallback();
  });
  return open;
}

test('it is loaded without a paste', async ({ page }) => {
  const request = page.waitForRequest(address);
  await new Desk(page).start();
  expect((await (await request).response())!.ok()).toBe(true);
});

test('what is pasted before it is there comes to its place, and the cursor stays where one is writing', async ({ page }) => {
  const open = await holdBack(page);
  const desk = new Desk(page);
  await desk.start([p('before'), p('')]);
  await paste(page, { 'text/html': html, 'text/plain': 'one two' });
  await paste(page, { 'text/html': '<p>a <b>second</b></p>', 'text/plain': 'a second' });
  await desk.type('typed');
  await desk.press('Enter');
  await desk.type('more');
  expect(await desk.texts()).toEqual(['before', 'typed', 'more']);
  open();
  await expect.poll(() => desk.texts()).toEqual(['before', 'one', 'two', 'a secondtyped', 'more']);
  expect((await desk.blocks()).slice(1, 3)).toEqual(read);
  expect(await desk.calls('told')).toEqual([]);
  await desk.type('!');
  expect((await desk.texts()).at(-1)).toBe('more!');
});

test('without it the plain text is put in and the person is told; the next paste tries again', async ({ page, complaints }) => {
  await page.route(address, (route) => route.abort());
  const desk = new Desk(page);
  await desk.start([p('')]);
  await paste(page, { 'text/html': html, 'text/plain': 'one\n\ntwo' });
  await expect.poll(() => desk.calls('told')).toEqual(['pasted_plain']);
  expect(await desk.blocks()).toEqual([p('one'), p('two')]);
  expect(complaints.length).toBeGreaterThan(0);
  for (const complaint of complaints.splice(0)) expect(complaint).toContain('Failed to load resource');
  await page.unroute(address);
  await desk.start([p('')]);
  await paste(page, { 'text/html': html, 'text/plain': 'one two' });
  await expect.poll(async () => (await desk.blocks()).slice(0, 2)).toEqual(read);
  expect(await desk.calls('told')).toEqual([]);
});
