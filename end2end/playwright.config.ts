import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './chromium';

const desktop = { viewport: { width: 1280, height: 900 } };
// What is measured must not share the machine with another test.
const alone = '**/speed.spec.ts';

// Retries are off: a test that passes the second time has failed.
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: './test-results',
  globalSetup: './paper.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    // What a test has of the server must not depend on what another one has left on the device; offline.spec.ts is about it.
    serviceWorkers: 'block',
    launchOptions,
  },
  projects: [
    { name: 'desktop', testIgnore: alone, use: desktop },
    // Without scripts a phone sends the same forms.
    {
      name: 'phone',
      testIgnore: ['**/accounts-plain.spec.ts', alone],
      use: { ...devices['Pixel 5'], viewport: { width: 360, height: 740 } },
    },
    { name: 'alone', testMatch: alone, dependencies: ['desktop', 'phone'], workers: 1, use: desktop },
  ],
});
