// A lone address from the clipboard: a post of a known provider on an empty line is embedded, anything else is linked.

import { Plugin } from 'prosemirror-state';
import { readHref } from './address';
import { insertEmbed } from './commands/pictures';
import { recogniseEmbed } from './embed';
import { schema } from './schema';

/** Takes addresses that are pasted alone. */
export function pastingAddresses(): Plugin {
  return new Plugin({
    props: {
      handlePaste(view, event) {
        const data = event.clipboardData;
        const address = data?.getData('text/plain').trim() ?? '';
        if (!/^https?:\/\/\S+$/iu.test(address) || !isAlone(data!.getData('text/html'), address)) return false;
        const { state } = view;
        const { $from, empty } = state.selection;
        if (!$from.parent.inlineContent) return false;
        const onEmptyLine = $from.depth === 1 && $from.parent.type === schema.nodes.paragraph && $from.parent.content.size === 0;
        if (onEmptyLine && recogniseEmbed(address)) return insertEmbed(address)(state, view.dispatch);
        const href = readHref(address);
        if (href === null) return false;
        const mark = schema.marks.link!.create({ href });
        const { tr } = state;
        if (empty) tr.replaceSelectionWith(schema.text(address, mark.addToSet($from.marks())), false);
        else tr.addMark(state.selection.from, state.selection.to, mark);
        view.dispatch(tr.removeStoredMark(schema.marks.link!).scrollIntoView());
        return true;
      },
    },
  });
}

/** Whether the HTML beside it says nothing else: browsers add a link whose words are the address. */
function isAlone(html: string, address: string): boolean {
  const words = new DOMParser().parseFromString(html, 'text/html').body.textContent?.trim() ?? '';
  return words === '' || words === address;
}
