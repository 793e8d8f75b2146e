// What the page gives to the surface and gets from it.

import type { Word } from './words';

/** What the page gives when it mounts the surface. */
export interface Options {
  /** The body as JSON. */
  document: string;
  /** Language of the article: rules of typography, `lang` on the surface. */
  language: string;
  /** The accessible name of the surface. */
  label: string;
  editable: boolean;
  /** What node views and announcements say, in the language of the interface. */
  words: Record<Word, string>;
  /** After every change of the document by this person; not for `replace`. */
  changed(): void;
  /** After every change of selection or marks, at most once a frame: JSON of `SelectionState`. */
  selected(state: string): void;
  /** The "/" menu should be open: JSON {query, left, top, bottom} in pixels of the viewport; null: closed. */
  slash(state: string | null): void;
  /** A dialog of the page is wanted. */
  asked(what: string): void;
  /** A key while the "/" menu is open; true: the menu has taken it. */
  key(name: string): boolean;
  /** Takes a picture to the server: JSON {src, width, height}; rejects with a string to be shown. */
  upload(file: File): Promise<string>;
  /** Something to announce. */
  told(message: string): void;
}

/** What a toolbar shows. */
export interface SelectionState {
  /** The innermost block with a name of its own: `paragraph`, `heading2`, `bullet_list`, `figure` … */
  block: string;
  marks: string[];
  link: string | null;
  language: string | null;
  /** Names of the commands that would do something now. */
  can: string[];
  /** Whether the selection is a cursor. */
  empty: boolean;
  /** Of the selected picture. */
  figure: { alt: string; credit: string } | null;
}

/** How the page searches. */
export interface FindOptions {
  matchCase: boolean;
  wholeWords: boolean;
}

/** The writing surface as the page drives it. */
export interface Surface {
  /** The document now. */
  json(): string;
  /** Takes another document over; what is equal stays untouched. */
  replace(document: string): void;
  /** Runs a command by name; false: it does nothing here. */
  run(command: string, argument?: string): boolean;
  setEditable(editable: boolean): void;
  setLanguage(language: string): void;
  focus(where?: 'start' | 'end' | 'here'): void;
  /** JSON {words, characters}, counted as crates/document counts. */
  counts(): string;
  /** Shows all hits; an empty query shows none. JSON {count, current}, `current` counts from 1, 0: none. */
  find(query: string, options: FindOptions): string;
  /** Moves to the next hit. */
  findNext(backwards: boolean): string;
  /** Replaces the current hit and moves on. */
  replaceHit(replacement: string): string;
  /** Replaces all hits and gives how many. */
  replaceAll(replacement: string): number;
  /** Removes the typed "/query" and runs the command. */
  acceptSlash(command: string, argument?: string): void;
  closeSlash(): void;
  destroy(): void;
}
