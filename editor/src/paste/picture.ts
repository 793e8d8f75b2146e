// Pictures in what was pasted. Only those of this site can stand in a text at once; those that came with the clipboard
// are uploaded first; those of other sites are left out, since a page of the paper loads nothing from elsewhere.

import { type Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { readImageSource } from '../address';
import { schema } from '../schema';

/** Stands in a document that is being put together for a picture that is not uploaded yet. */
const PENDING = '/media/pasted/';

/** The number of the picture that the figure waits for; -1: for none. */
export function pendingNumber({ type, attrs }: Node): number {
  return type === schema.nodes.figure && attrs.src.startsWith(PENDING) ? Number(attrs.src.slice(PENDING.length)) : -1;
}

/** A figure for a picture that is not uploaded yet. */
export function pendingFigure(number: number, alt: string, credit: string, caption: readonly Node[]): Node {
  return schema.nodes.figure!.create({ src: PENDING + number, alt, credit, width: 1, height: 1 }, caption);
}

/** Address and size of a picture that is on this site already; null if it is not, or has no size. */
export function readOwnPicture(image: Element): { src: string; width: number; height: number } | null {
  const own = image.getAttribute('src')?.trim().replace(location.origin, '') ?? '';
  const src = own.startsWith('/media/') && !own.startsWith(PENDING) ? readImageSource(own) : null;
  const [width = 0, height = 0] = ['width', 'height'].map((name) => Number(image.getAttribute(name)));
  const sized = [width, height].every((side) => Number.isInteger(side) && side > 0 && side < 2 ** 31);
  return src && sized ? { src, width, height } : null;
}

/** The picture in a `data:` address; null if it is none that a browser shows, or only keeps a place. */
export function readDataPicture(address: string): File | null {
  const [, type, data] = /^data:(image\/(?!svg)\w+);base64,(.*)$/is.exec(address) ?? [];
  try {
    const bytes = atob(data!);
    return bytes.length < 80 ? null : file(Uint8Array.from(bytes, (character) => character.charCodeAt(0)), type!);
  } catch {
    return null;
  }
}

/** The pictures of a text in RTF, which is where word processors put them: their HTML only names files of the computer. */
export function readRtfPictures(rtf: string): File[] {
  return [...rtf.matchAll(/\\(png|jpeg)blip[^]*?([\da-f\s]{100,})\}/gi)].map(([, kind, digits]) => {
    const pairs = digits!.replace(/\s/g, '').match(/../g) ?? [];
    return file(Uint8Array.from(pairs, (pair) => parseInt(pair, 16)), `image/${kind!.toLowerCase()}`);
  });
}

function file(bytes: Uint8Array<ArrayBuffer>, type: string): File {
  return new File([bytes], `picture.${type.slice('image/'.length)}`, { type });
}

/** A picture that came with the clipboard, and where it will stand. */
export interface Arriving {
  file: File;
  /** Between two blocks of the document. */
  position: number;
  alt: string;
  credit: string;
  /** The paragraph behind the place is the caption and goes into the figure. */
  captioned: boolean;
}

/** Takes the figures that wait for a picture out of the document that `tr` makes; their captions stay as paragraphs. */
export function takePending(tr: Transaction, pictures: File[]): Arriving[] {
  const found: { figure: Node; position: number }[] = [];
  tr.doc.forEach((figure, position) => {
    if (pendingNumber(figure) >= 0) found.unshift({ figure, position });
  });
  const arriving: Arriving[] = [];
  for (const { figure, position } of found) {
    const { alt, credit } = figure.attrs;
    const captioned = figure.childCount > 0 || tr.doc.childCount === 1;
    const caption = captioned ? [schema.nodes.paragraph!.create(null, figure.content)] : [];
    const steps = tr.steps.length;
    tr.replaceWith(position, position + figure.nodeSize, caption);
    for (const later of arriving) later.position = tr.mapping.slice(steps).map(later.position, -1);
    arriving.unshift({ file: pictures[pendingNumber(figure)]!, position, alt, credit, captioned });
  }
  return arriving;
}
