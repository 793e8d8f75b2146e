// A reader's browser that forgives nothing: any message on the console, any error and any request
// that fails makes the test fail.
import { test as base, expect, type Page } from '@playwright/test';

type Fixtures = {
  // Messages that a test provokes on purpose.
  tolerated: RegExp;
};

export const test = base.extend<Fixtures>({
  tolerated: [/^$/, { option: true }],
  baseURL: async ({}, use) => {
    await use(process.env.TILSHI_TEST_ADDRESS!);
  },
  page: async ({ page, tolerated, baseURL }, use) => {
    const complaints = watch(page, baseURL!, tolerated);
    await use(page);
    expect(complaints).toEqual([]);
  },
});

// The tests' own doing (playwright.config.ts).
const blocked = /^console\.warning: Service Worker registration blocked by Playwright$/;

// Collects what a page complains about.
export function watch(page: Page, baseURL: string, tolerated: RegExp): string[] {
  const complaints: string[] = [];
  const complain = (complaint: string) => {
    if (!tolerated.test(complaint) && !blocked.test(complaint)) complaints.push(complaint);
  };
  page.on('console', (message) => complain(`console.${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complain(`error: ${error}`));
  page.on('requestfailed', (request) => {
    // A page that is left may take its requests with it.
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') complain(`failed: ${request.url()} ${why}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL) && !url.startsWith('data:')) complain(`another host: ${url}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complain(`${response.status()}: ${response.url()}`);
  });
  return complaints;
}

export { expect };

// The client has taken over: before that, links load documents.
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => history.scrollRestoration === 'manual');
}

// Says afterwards whether the document was loaded again.
export async function markDocument(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => {
    (window as unknown as { kept: boolean }).kept = true;
  });
  return () => page.evaluate(() => (window as unknown as { kept?: boolean }).kept === true);
}

export const school = {
  en: '/en/education/a-school-for-nine-hundred-opens-at-the-end-of-the-road',
  headline: 'A school for nine hundred opens at the end of the road',
};
