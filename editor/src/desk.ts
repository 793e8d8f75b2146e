// The entry of the bundle. The desk's pages load it with a script element and reach what it exports by this name:
// a dynamic import would have to stand in what readers load.

import * as exported from './main';

(globalThis as unknown as { tilshiDesk: typeof exported }).tilshiDesk = exported;

export * from './main';
