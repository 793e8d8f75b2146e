// Bundles the service worker into public/service-worker.js. Its name has no hash: browsers look for a newer one at
// the address of the old.

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

await build({
  absWorkingDir: dirname(dirname(fileURLToPath(import.meta.url))),
  entryPoints: ['service-worker/src/worker.ts'],
  outfile: 'public/service-worker.js',
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome111', 'firefox113', 'safari16.4'],
  legalComments: 'none',
  logLevel: 'warning',
});
