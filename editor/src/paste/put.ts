// Reads what lay on the clipboard and puts it where the selection is. The entry of the second file of the bundle; what
// lies outside of this folder is given to it (reader.ts).

import { Slice } from 'prosemirror-model';
import type { EditorView } from 'prosemirror-view';
import { schema } from '../schema';
import { type Arriving, takePending } from './picture';
import { place } from './place';
import { readPlain } from './plain';
import { readHtml, type Source, type Reading } from './read';

export { readHtml };

/** What lay on the clipboard; a browser shows it only while it tells of the paste. */
export interface Clipping extends Source {
  text: string;
}

/** What becomes of what cannot be put in at once. */
export interface PutOptions {
  /** Takes pictures of a pasted text to the server and puts them in their places, which belong to the document now. */
  pictures(view: EditorView, arriving: Arriving[]): void;
  /** So many pictures of other sites, or that only lie on the person's computer, were left out. */
  left(count: number): void;
}

/** Reads it and puts it where the selection is. */
export function put(view: EditorView, clipping: Clipping, options: PutOptions): void {
  const { blocks, pictures, left } = read(clipping);
  const [only] = blocks;
  if (only) {
    // The plug-in for tables puts cells into cells.
    const cells = blocks.length === 1 && only.type === schema.nodes.table;
    const slice = new Slice(schema.nodes.doc!.create(null, blocks).content, 0, 0);
    if (!cells || !view.someProp('handlePaste', (handle) => handle(view, new ClipboardEvent('paste'), slice))) {
      const tr = place(view.state, blocks);
      const arriving = takePending(tr, pictures);
      view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
      if (arriving.length > 0) options.pictures(view, arriving);
    }
  }
  if (left > 0) options.left(left);
}

function read(clipping: Clipping): Reading {
  const reading = clipping.html ? readHtml(clipping) : null;
  return reading && (reading.blocks.length > 0 || reading.left > 0) ? reading : { blocks: readPlain(clipping.text), pictures: [], left: 0 };
}
