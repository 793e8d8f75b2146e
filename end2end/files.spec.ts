// Lists taken out as a file and brought in elsewhere, by a reader without an account.
import { readFile } from 'node:fs/promises';
import { expect, hydrated, school, test } from './reader';

const save = { name: 'Save to reading list', exact: true };

test('what was saved in one browser is brought into another', async ({ page, browser, baseURL }) => {
  await page.goto(school.en);
  await hydrated(page);
  await page.locator('.article').getByRole('button', save).click();
  await expect(page.locator('.lists-way .count')).toHaveText('1');
  await page.goto('/en');
  // Which cards are saved is known when the lists are there.
  await expect(page.locator('.lists-way .count')).toHaveText('1');
  // The first card that is not saved yet.
  await page.locator('main').getByRole('button', save).first().click();
  await expect(page.locator('.lists-way .count')).toHaveText('2');
  await page.waitForFunction(() => localStorage.getItem('lists') !== null);

  await page.goto('/en/lists');
  await hydrated(page);
  await page.getByRole('link', { name: 'Export and import' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Export and import' })).toBeVisible();
  const files: { name: string; content: Buffer }[] = [];
  for (const name of ['Export as JSON', 'Export as CSV', 'Export as HTML bookmarks']) {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    const download = await coming;
    files.push({ name: download.suggestedFilename(), content: await readFile(await download.path()) });
  }
  expect(files.map((file) => file.name)).toEqual(['reading-lists.json', 'reading-lists.csv', 'reading-lists.html']);
  expect(JSON.parse(files[0]!.content.toString()).articles).toHaveLength(2);

  for (const file of files) {
    const elsewhere = await browser.newContext({ baseURL: baseURL! });
    const other = await elsewhere.newPage();
    await other.goto('/en/lists/files');
    await hydrated(other);
    await other.getByLabel('File', { exact: true }).setInputFiles({ name: file.name, mimeType: 'text/plain', buffer: file.content });
    await other.getByRole('button', { name: 'Import' }).click();
    await expect(other.getByRole('heading', { name: 'The file was imported' })).toBeFocused();
    await expect(other.getByText('Newly saved: 2')).toBeVisible();
    await other.getByLabel('File', { exact: true }).setInputFiles({ name: file.name, mimeType: 'text/plain', buffer: file.content });
    await other.getByRole('button', { name: 'Import' }).click();
    await expect(other.getByText('Saved already: 2')).toBeVisible();
    await other.getByRole('link', { name: 'Reading lists' }).first().click();
    await other.getByRole('link', { name: 'Read later' }).click();
    await expect(other.locator('.entry h3')).toHaveCount(2);
    await expect(other.locator('.entry h3').filter({ hasText: school.headline })).toHaveCount(1);
    await elsewhere.close();
  }
});

test('a file that cannot be read is told where it is damaged', async ({ page }) => {
  await page.goto('/en/lists/files');
  await hydrated(page);
  const buffer = Buffer.from('address,title\r\nhttps://example.com/a,A,B\r\n');
  await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'damaged.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByText('The file is damaged in line 2.')).toBeVisible();
});
