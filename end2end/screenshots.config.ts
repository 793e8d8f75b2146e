import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

// `make screenshots`: pictures of the paper for the documentation.
export default defineConfig({ ...tests, testMatch: 'screenshots.ts', projects: [{ name: 'pictures' }], workers: 1 });
