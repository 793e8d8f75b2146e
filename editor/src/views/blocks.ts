// A gallery and an embed in the surface. Nothing of another site is loaded here.

import type { Node } from 'prosemirror-model';
import type { NodeView } from 'prosemirror-view';
import { recogniseEmbed } from '../embed';
import type { Options } from '../options';
import { fill } from '../words';

/** The view of a `gallery`. */
export function viewGallery({ words }: Options): NodeView {
  const dom = document.createElement('div');
  dom.className = 'gallery';
  dom.setAttribute('role', 'group');
  dom.setAttribute('aria-label', words.gallery);
  return { dom, contentDOM: dom };
}

/** The view of an `embed`: whose it is and its address. */
export function viewEmbed(node: Node, { words }: Options): NodeView {
  const { url } = node.attrs as { url: string };
  const provider = recogniseEmbed(url)?.provider ?? '';
  const dom = document.createElement('figure');
  dom.className = 'embed';
  dom.setAttribute('aria-label', fill(words.embed, { provider }));
  const name = document.createElement('strong');
  name.textContent = provider;
  const address = document.createElement('span');
  address.textContent = url;
  dom.append(name, address);
  return { dom };
}
