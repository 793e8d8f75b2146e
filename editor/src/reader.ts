// Loads what reads pasted text: it lies in a file of its own (paste/put.ts), since one can write long before one pastes.

import { Fragment, Mark, Slice } from 'prosemirror-model';
import { NodeSelection, Selection } from 'prosemirror-state';
import { readHref, readImageSource } from './address';
import { recogniseEmbed } from './embed';
import { readLanguageTag } from './language';
import type * as put from './paste/put';
import { isList, MAX_LIST_DEPTH, schema } from './schema';
import { renameStyles, STYLE } from './styles';

/** What the second file offers. */
export type Reader = typeof put;

/** Address of the second file beside the first; the build puts it in. */
declare const READER_FILE: string;

// What the files of paste/ import from outside of that folder, by the names by which they do. The second file is given
// this: bundled into it, the schema and ProseMirror's classes would be there twice and not know each other's nodes.
const PARTS: Record<string, object> = {
  'prosemirror-model': { Fragment, Mark, Slice },
  'prosemirror-state': { NodeSelection, Selection },
  '../address': { readHref, readImageSource },
  '../embed': { recogniseEmbed },
  '../language': { readLanguageTag },
  '../schema': { isList, MAX_LIST_DEPTH, schema },
  '../styles': { renameStyles, STYLE },
};

let reader: Reader | null = null;
let loading: Promise<Reader | null> | null = null;
let attempts = 0;

/** The reader if it is there already. */
export function loadedReader(): Reader | null {
  return reader;
}

/** Loads the reader once; null if it does not come, and then the next call tries again. */
export function loadReader(): Promise<Reader | null> {
  // A browser remembers that an address has failed; behind "#" it is another address of the same file.
  const address = `${READER_FILE}#${attempts}`;
  loading ??= import(address)
    .then(({ makePasting }): Reader => (reader = makePasting((name: string) => PARTS[name])))
    .catch(() => {
      attempts += 1;
      return (loading = null);
    });
  return loading;
}
