// How quick the lists are when they are as long as they may be. It runs alone, after all others.
import { expect, hydrated, test } from '../reader';

const articles = 5_000;
const operations = 20_000;

test('20,000 operations on 5,000 articles are merged in less than a second', async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto('/en/lists');
  await hydrated(page);
  await expect(page.locator('.entry, .list-card').first()).toBeVisible();
  await page.evaluate(
    async ({ articles, operations }) => {
      const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
      // Three digits in base 62 behind the letter that says so (crates/reading/src/position.rs).
      const position = (number: number) => `c${digits[Math.floor(number / 3844) % 62]}${digits[Math.floor(number / 62) % 62]}${digits[(number % 61) + 1]}`;
      const hexadecimal = (number: number) => number.toString(16).padStart(32, '0');
      const later = '0'.repeat(32);
      const begin = Date.now() - 86_400_000;
      const change = (number: number) => {
        const article = (number % articles) + 1;
        if (number < articles) return { save: { list: later, article, position: position(number) } };
        if (number < 2 * articles) return { note: { article, text: `Ескертпе ${number}` } };
        if (number < 3 * articles) return { mark_read: { article, is_read: number % 2 === 0 } };
        return { move: { list: later, article, position: position((number * 7919) % 200_000) } };
      };
      const opened = await new Promise<IDBDatabase>((resolve) => {
        const asked = indexedDB.open('reading-lists');
        asked.onsuccess = () => resolve(asked.result);
      });
      const transaction = opened.transaction('waiting', 'readwrite');
      const store = transaction.objectStore('waiting');
      for (let number = 0; number < operations; number += 1) {
        const id = hexadecimal(number + 1);
        const operation = { id, time: `${begin + number}.0.${hexadecimal(7)}`, change: change(number) };
        store.put(JSON.stringify(operation), `device/${id}`);
      }
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      opened.close();
      localStorage.setItem('lists', '1');
    },
    { articles, operations },
  );
  await page.reload();
  await hydrated(page);
  await expect(page.locator('.list-card')).toContainText('Articles: 5000');
  const merge = await page.evaluate(() => performance.getEntriesByName('reading-lists')[0]!.duration);
  console.log(`reading and merging ${operations} operations on ${articles} articles: ${merge.toFixed(0)} ms`);
  expect(merge, 'the merge').toBeLessThan(1000);
  // What was merged is one copy from then on.
  await page.reload();
  await hydrated(page);
  await expect(page.locator('.list-card')).toContainText('Articles: 5000');
  const reading = await page.evaluate(() => performance.getEntriesByName('reading-lists')[0]!.duration);
  console.log(`reading the same again: ${reading.toFixed(0)} ms`);
});
