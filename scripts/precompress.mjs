// Compresses every text and WebAssembly file of a folder once, as strongly as brotli and gzip can, so that the
// server only has to send the bytes: `name.br` and `name.gz` beside `name`.
//
//   node scripts/precompress.mjs FOLDER
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

// What is compressed already (woff2, avif, jpeg …) is left alone.
const compressible = new Set([
  ".css", ".html", ".ico", ".js", ".json", ".map", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml",
]);
// Below this size headers weigh more than what is saved.
const smallest = 256;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

async function compress(file) {
  const content = await readFile(file);
  const encodings = {
    br: brotli(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        [constants.BROTLI_PARAM_MODE]: file.endsWith(".wasm")
          ? constants.BROTLI_MODE_GENERIC
          : constants.BROTLI_MODE_TEXT,
      },
    }),
    gz: zip(content, { level: constants.Z_BEST_COMPRESSION }),
  };
  const sizes = { plain: content.length };
  for (const [ending, pending] of Object.entries(encodings)) {
    const compressed = await pending;
    sizes[ending] = compressed.length;
    if (content.length >= smallest && compressed.length < content.length) {
      await writeFile(`${file}.${ending}`, compressed);
    } else {
      await rm(`${file}.${ending}`, { force: true });
    }
  }
  return sizes;
}

const folder = process.argv[2];
if (!folder) {
  console.error("Usage: node scripts/precompress.mjs FOLDER");
  process.exit(2);
}
const entries = await readdir(folder, { recursive: true, withFileTypes: true });
const files = entries
  .filter((entry) => entry.isFile() && compressible.has(extname(entry.name)))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
const total = { plain: 0, br: 0, gz: 0 };
for (const sizes of await Promise.all(files.map(compress))) {
  for (const kind of Object.keys(total)) total[kind] += sizes[kind];
}
const kilobytes = (bytes) => `${Math.round(bytes / 1024)} KB`;
console.log(
  `Compressed ${files.length} files: ${kilobytes(total.plain)}, with brotli ${kilobytes(total.br)}, with gzip ${kilobytes(total.gz)}`,
);
