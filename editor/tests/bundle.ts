// Bundles the editor once before the tests, as it is shipped.

import { join } from 'node:path';
import { buildEditor } from '../build.mjs';

export const folder = join(import.meta.dirname, '../test-results/bundle');

export default async function bundle(): Promise<void> {
  await buildEditor(folder);
}
