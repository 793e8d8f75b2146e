// Takes out of ProseMirror what it only does for browsers that the desk does not run in (`browserquery` in Cargo.toml).

import { readFileSync } from 'node:fs';

// The questions that ProseMirror asks about the browser, and their answers in Chrome 111, Firefox 113, Safari 16.4 and
// everything newer. What then can never run is left out when the script is shrunk.
const ANSWERS = {
  'prosemirror-view': [
    // Internet Explorer, and Edge before it was Chromium, which says "Edg/".
    ['const ie_edge = /Edge\\/(\\d+)/.exec(agent);', ''],
    ['const ie_upto10 = /MSIE \\d/.exec(agent);', ''],
    ['const ie_11up = /Trident\\/(?:[7-9]|\\d{2,})\\..*rv:(\\d+)/.exec(agent);', ''],
    ['const ie = !!(ie_upto10 || ie_11up || ie_edge);', 'const ie = false;'],
    ['const ie_version = ie_upto10 ? document.documentMode : ie_11up ? +ie_11up[1] : ie_edge ? +ie_edge[1] : 0;', 'const ie_version = 0;'],
    // Chrome before 63, and Safari before 11, whose WebKit is older than 604.
    ['safari || chrome && chrome_version < 63', 'safari'],
    ['(ios && webkit_version < 604)', 'false'],
    ['const webkit_version = webkit ? +(/\\bAppleWebKit\\/(\\d+)/.exec(navigator.userAgent) || [0, 0])[1] : 0;', ''],
    ['const nav = typeof navigator != "undefined" ? navigator : null;', 'const nav = navigator;'],
    ['const doc = typeof document != "undefined" ? document : null;', 'const doc = document;'],
  ],
  'w3c-keyname': [
    ['var ie = typeof navigator != "undefined" && /MSIE \\d|Trident\\/(?:[7-9]|\\d{2,})\\..*rv:(\\d+)/.exec(navigator.userAgent)', 'var ie = false'],
  ],
};

/** A plug-in of esbuild. It fails when a question is not asked in these words: then ProseMirror has changed. */
export const withoutDeadBranches = {
  name: 'without dead branches',
  setup({ onLoad }) {
    onLoad({ filter: /\/(prosemirror-view\/dist|w3c-keyname)\/index\.js$/ }, ({ path }) => {
      const [, name] = /node_modules\/([\w-]+)\//.exec(path);
      let contents = readFileSync(path, 'utf8');
      for (const [question, answer] of ANSWERS[name]) {
        if (contents.split(question).length !== 2) throw new Error(`${path} does not contain exactly once: ${question}`);
        contents = contents.replace(question, () => answer);
      }
      return { contents };
    });
  },
};
