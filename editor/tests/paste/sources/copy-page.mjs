// Copies page.html as Chromium does and writes what it puts on the clipboard: node copy-page.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const here = new URL('.', import.meta.url);
const read = (name) => readFileSync(new URL(name, here));
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
const page = await context.newPage();
await page.route('**/*', (route) => {
  const picture = route.request().url().endsWith('.png');
  return route.fulfill({ body: read(picture ? 'dala.png' : 'page.html'), contentType: picture ? 'image/png' : 'text/html' });
});
const paste = () =>
  page.evaluate(async () => {
    const found = {};
    for (const item of await navigator.clipboard.read({ unsanitized: ['text/html'] })) {
      for (const type of item.types) if (type.startsWith('text/')) found[type] = await (await item.getType(type)).text();
    }
    return found;
  });
await page.goto('https://tilshi.test/kk/kogam/su');
await page.keyboard.press('Control+A');
await page.keyboard.press('Control+C');
const all = await paste();
writeFileSync(new URL('../chromium.html', here), all['text/html']);
writeFileSync(new URL('../chromium.txt', here), all['text/plain']);
// A part of one paragraph, which has no element of its own on the clipboard.
await page.evaluate(() => {
  const words = document.querySelectorAll('article > p')[2];
  getSelection().setBaseAndExtent(words.firstChild, 5, words.querySelector('em').firstChild, 4);
});
await page.keyboard.press('Control+C');
const part = await paste();
writeFileSync(new URL('../chromium-part.html', here), part['text/html']);
writeFileSync(new URL('../chromium-part.txt', here), part['text/plain']);
console.log(browser.version());
await browser.close();
