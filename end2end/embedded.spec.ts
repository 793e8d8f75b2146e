// What the service worker reads out of a document (service-worker/src/embedded.ts).
import { readEmbedded, readReferences } from '../service-worker/src/embedded';
import { test as base, expect } from '@playwright/test';
import { school } from './reader';

base('the data of a page is read as the server gives it to the client', async ({ request }) => {
  for (const path of ['/kk', '/en/education', school.en, '/kk/tag/mektep']) {
    const address = process.env.TILSHI_TEST_ADDRESS!;
    const document = await (await request.get(`${address}${path}`)).text();
    const data = await (await request.get(`${address}/fn/page`, { params: { address: path } })).json();
    expect(JSON.parse(readEmbedded(document)!), path).toEqual(data);
  }
});

base('what Rust escapes is read, and what is no page is none', () => {
  const page = (literal: string) => `<script>__RESOLVED_RESOURCES[0] = ${literal};</script>`;
  const signs = String.raw`"{\"Ok\":{\"a\":\"1\u{a0}мин \u{1f600} \x3c/b> \'q\' \\\"c\\\" \\n\"}}"`;
  expect(JSON.parse(readEmbedded(page(signs))!)).toEqual({ a: '1\u00a0мин \u{1f600} </b> \'q\' "c" \n' });
  expect(readEmbedded(page(String.raw`"{\"Err\":{\"error\":\"NotFound\"}}"`))).toBeUndefined();
  expect(readEmbedded(page('"broken'))).toBeUndefined();
  expect(readEmbedded('<p>nothing</p>')).toBeUndefined();
});

base('files and pictures of this site are found, once each', () => {
  const html = '<link href="/pkg/a.css"><img src="/media/0/a.webp"><img src="/media/0/a.webp"><img src="https://elsewhere/media/b.webp"><a href="/kk/a">';
  expect(readReferences(html)).toEqual(['/pkg/a.css', '/media/0/a.webp']);
});
