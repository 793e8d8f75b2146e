// Bundles what only the desk loads into public/editor: the editor (editor.<HASH>.js), what reads pasted text
// (editor-paste.<HASH>.js) and the style sheet of the desk (desk.<HASH>.css), and removes what was there before.
// Prints the names. What an address with a hash holds never changes, so that browsers may keep it.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { minify } from 'terser';
import { withoutDeadBranches } from './branches.mjs';
import { shortened } from './names.mjs';

const project = dirname(dirname(fileURLToPath(import.meta.url)));

/** The browsers of `browserquery` in Cargo.toml. */
const target = ['chrome111', 'firefox113', 'safari16.4'];

const shared = { absWorkingDir: project, bundle: true, write: false, target, legalComments: 'none', logLevel: 'warning' };

/** What the desk loads at once, and what reads pasted text, which it loads later (editor/src/reader.ts). */
async function bundleScripts() {
  const reader = named('editor-paste', 'js', await shrink(await bundleReader()));
  const define = { READER_FILE: JSON.stringify(`./${reader.name}`) };
  const { outputFiles } = await build({ ...shared, entryPoints: ['editor/src/desk.ts'], format: 'esm', define, plugins: [withoutDeadBranches] });
  return [named('editor', 'js', await shrink(outputFiles[0].text)), reader];
}

/** A function that is given what paste/ imports from outside of it, by a function in the place of Node's `require`. */
async function bundleReader() {
  const given = {
    name: 'given',
    setup({ onResolve }) {
      onResolve({ filter: /^(prosemirror-|\.\.\/)/ }, ({ path }) => ({ path, external: true }));
    },
  };
  const { outputFiles } = await build({ ...shared, entryPoints: ['editor/src/paste/put.ts'], format: 'cjs', plugins: [given] });
  return `export function makePasting(require) { const module = {}; ${outputFiles[0].text}; return module.exports; }`;
}

function named(what, ending, text) {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { name: `${what}.${hash}.${ending}`, text };
}

/** Makes a script smaller than esbuild can: some 3 KB when it is compressed. */
async function shrink(script) {
  const compress = { passes: 3, ecma: 2022, pure_getters: true };
  const mangle = { properties: { regex: shortened, keep_quoted: 'strict' } };
  const { code } = await minify(script, { module: true, ecma: 2022, compress, mangle, format: { comments: false } });
  return code;
}

async function bundleStyle() {
  const { outputFiles } = await build({ ...shared, entryPoints: ['style/desk.css'], minify: true });
  return named('desk', 'css', outputFiles[0].text);
}

/** Writes the bundle into `folder` and gives the names of its files. */
export async function buildEditor(folder) {
  const files = [...(await bundleScripts()), await bundleStyle()];
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of files) {
    // cargo-leptos copies what has changed: a file that is the same keeps its time.
    if (!has(join(folder, name), text)) writeFileSync(join(folder, name), text);
  }
  const wanted = new Set(files.map(({ name }) => name));
  for (const name of readdirSync(folder)) {
    if (!wanted.has(name)) rmSync(join(folder, name), { recursive: true });
  }
  return [...wanted];
}

function has(file, text) {
  try {
    return readFileSync(file, 'utf8') === text;
  } catch {
    return false;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  const names = await buildEditor(join(project, 'public/editor'));
  console.log(names.join('\n'));
}
