import { defineConfig } from '@playwright/test';
import { launchOptions } from '../end2end/chromium';

// No server: the tests' pages come from editor/tests/harness.ts. Retries are off: a test that passes the second time
// has failed.
export default defineConfig({
  testDir: './tests',
  testMatch: '**/*.spec.ts',
  outputDir: './test-results/failures',
  globalSetup: './tests/bundle.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  expect: { timeout: 10_000 },
  use: {
    trace: 'off',
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    launchOptions,
  },
});
