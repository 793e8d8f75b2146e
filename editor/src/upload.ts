// Pictures on their way to the server: where they will stand, and what becomes of them.

import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { makeFigure } from './commands/pictures';
import type { Options } from './options';
import type { Arriving } from './paste/picture';
import { schema } from './schema';
import { fill } from './words';

const ACCEPTED = new Set(['image/jpeg', 'image/png', 'image/webp']);
const MAX_SIZE = 20 * 1024 * 1024;

/** A place that is being held; later numbers stand after earlier ones. */
interface Place {
  number: number;
  position: number;
  name: string;
  alt: string;
  credit: string;
  /** The paragraph behind the place becomes the caption. */
  captioned: boolean;
}

interface Places {
  places: Place[];
  decorations: DecorationSet;
}

type Action = { add: Place } | { remove: number };

const key = new PluginKey<Places>('upload');
let numbers = 0;

/** Holds the places, and takes pictures that are dropped or pasted. */
export function uploading(options: Options): Plugin<Places> {
  const show = (places: Place[], state: EditorState): Places => ({
    places,
    decorations: DecorationSet.create(
      state.doc,
      places.map(({ number, position, name }) =>
        Decoration.widget(position, () => makePlaceholder(fill(options.words.uploading, { name })), { key: `upload-${number}`, side: number }),
      ),
    ),
  });
  return new Plugin<Places>({
    key,
    state: {
      init: () => ({ places: [], decorations: DecorationSet.empty }),
      apply(tr, old, _before, state) {
        const action = tr.getMeta(key) as Action | undefined;
        if (!action && (!tr.docChanged || old.places.length === 0)) return old;
        const arriving = action && 'remove' in action ? action.remove : Number.POSITIVE_INFINITY;
        const moved = old.places
          .filter(({ number }) => number !== arriving)
          // What stands before the one that has arrived stays before it.
          .map((place) => ({ ...place, position: tr.mapping.map(place.position, place.number < arriving ? -1 : 1) }));
        return show(action && 'add' in action ? [...moved, action.add] : moved, state);
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      handlePaste(view, event) {
        const files = picturesOf(event.clipboardData);
        return files.length > 0 && upload(view, options, files, placeFor(view.state));
      },
      handleDrop(view, event, _slice, moved) {
        const files = moved ? [] : picturesOf(event.dataTransfer);
        if (files.length === 0) return false;
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        event.preventDefault();
        return upload(view, options, files, at ? nearestGap(view, at.pos, event.clientY) : placeFor(view.state));
      },
    },
  });
}

/** The files, unless they only accompany text: word processors add a picture of what was copied. */
function picturesOf(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])];
  const html = data?.getData('text/html') ?? '';
  const alone = html.replace(/<(?!img\b)[^>]*>|\s|<!--.*?-->/gisu, '');
  return html !== '' && !/^<img\b[^>]*>$/isu.test(alone) ? [] : files;
}

/** Where a picture goes that is put in at the selection: after its block. */
function placeFor({ selection }: EditorState): number {
  const { $to } = selection;
  return $to.depth === 0 ? $to.pos : $to.parent.content.size === 0 && $to.depth === 1 ? $to.before(1) : $to.after(1);
}

/** The place before or after the block over which the pointer is: whichever end is nearer. */
function nearestGap(view: EditorView, position: number, y: number): number {
  const $position = view.state.doc.resolve(position);
  if ($position.depth === 0) return position;
  const block = view.nodeDOM($position.before(1));
  if (!(block instanceof HTMLElement)) return $position.after(1);
  const { top, bottom } = block.getBoundingClientRect();
  return y - top < bottom - y ? $position.before(1) : $position.after(1);
}

/** Takes pictures to the server and puts them at `position`, in their order; tells what is refused. */
function upload(view: EditorView, options: Options, files: readonly File[], position = placeFor(view.state)): boolean {
  if (!view.editable) return false;
  for (const file of files) {
    if (isAccepted(file, options)) void bring(view, options, { file, position, alt: '', credit: '', captioned: false });
  }
  return true;
}

/** Takes the pictures of a pasted text to the server; what came with them and is too large is told and left out. */
export function uploadPasted(view: EditorView, options: Options, arriving: readonly Arriving[]): void {
  for (const one of arriving) {
    if (isAccepted(one.file, options)) void bring(view, options, one);
  }
}

function isAccepted({ name, type, size }: File, { words, told }: Options): boolean {
  const refusal = !ACCEPTED.has(type) ? words.picture_type_refused : size > MAX_SIZE ? words.picture_size_refused : null;
  if (refusal) told(fill(refusal, { name }));
  return !refusal;
}

async function bring(view: EditorView, options: Options, { file, ...rest }: Arriving): Promise<void> {
  const { words, told } = options;
  const { name } = file;
  const number = ++numbers;
  const add: Place = { ...rest, number, name };
  view.dispatch(view.state.tr.setMeta(key, { add }));
  told(fill(words.uploading, { name }));
  let message: string | null = null;
  try {
    const { src, width, height } = JSON.parse(await options.upload(file));
    const figure = makeFigure(JSON.stringify({ src, width, height, alt: rest.alt, credit: rest.credit }));
    if (view.isDestroyed) return;
    const place = key.getState(view.state)?.places.find((held) => held.number === number);
    if (figure && place) {
      view.dispatch(arrived(view.state, place, figure));
      told(fill(words.uploaded, { name }));
      return;
    }
  } catch (error) {
    message = typeof error === 'string' ? error : null;
  }
  if (view.isDestroyed) return;
  view.dispatch(view.state.tr.setMeta(key, { remove: number }));
  told(message ?? fill(words.upload_failed, { name }));
}

/** Puts the picture where its place was held; the cursor stays where one is writing. */
function arrived({ tr }: EditorState, { number, position, captioned }: Place, given: Node): Transaction {
  const $at = tr.doc.resolve(position);
  const gap = $at.depth === 0 ? position : $at.after(1);
  const behind = captioned ? tr.doc.resolve(gap).nodeAfter : null;
  const caption = behind?.type === schema.nodes.paragraph ? behind : null;
  const figure = caption ? given.copy(caption.content) : given;
  tr.replaceWith(gap, gap + (caption?.nodeSize ?? 0), figure);
  const end = gap + figure.nodeSize;
  if (end === tr.doc.content.size) tr.insert(end, schema.nodes.paragraph!.create());
  return tr.setMeta(key, { remove: number });
}

function makePlaceholder(text: string): HTMLElement {
  const placeholder = document.createElement('div');
  placeholder.className = 'uploading';
  placeholder.textContent = text;
  return placeholder;
}
