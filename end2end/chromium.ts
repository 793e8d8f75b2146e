import type { LaunchOptions } from '@playwright/test';

// How the browser is started.
export const launchOptions: LaunchOptions = {
  executablePath: process.env.TILSHI_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
