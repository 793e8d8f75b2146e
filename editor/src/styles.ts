// Styles of elements in HTML that comes from elsewhere.

/** The attribute in which a style stands after `renameStyles`. */
export const STYLE = 'data-style';

/**
 * The HTML with its styles under another name: the page's policy forbids them, so that a browser would not give them and
 * complain about each.
 */
export function renameStyles(html: string): string {
  return html.replace(/<style\b[^]*?<\/style>/gi, '').replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/i, ` ${STYLE}=`));
}
