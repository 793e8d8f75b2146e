// Addresses as crates/document/src/address reads them, so that nothing is put into a text that the server refuses.

const MAX_BYTES = 4096;

// Controls, white space, double quotation marks and what browsers drop or bend (crates/document/src/characters.rs).
const REFUSED =
  /[\p{Cc}\s"<>\\`\u{AD}\u{34F}\u{61C}\u{115F}\u{1160}\u{17B4}\u{17B5}\u{180B}-\u{180F}\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2060}-\u{206F}\u{3164}\u{FE00}-\u{FE0F}\u{FEFF}\u{FFA0}\u{FFF0}-\u{FFFB}\u{E0000}-\u{E0FFF}]/u;

/** A web address taken apart. */
export interface WebAddress {
  scheme: string;
  host: string;
  /** With its colon, or empty. */
  port: string;
  /** The parts of the path between slashes, a final slash not counted. */
  segments: string[];
  /** The first value of a query parameter as written, or null. */
  parameter(name: string): string | null;
  /** Path, query and fragment as they stood. */
  rest: string;
}

function hasOnlyPlainCharacters(address: string): boolean {
  return address !== '' && !REFUSED.test(address) && new TextEncoder().encode(address).length <= MAX_BYTES;
}

/** Takes `scheme://host…` apart; null if a part is not as it must be. */
export function readWebAddress(address: string): WebAddress | null {
  if (!hasOnlyPlainCharacters(address)) return null;
  const found = /^([A-Za-z][A-Za-z0-9]*):\/\/([^/?#]*)(.*)$/u.exec(address);
  if (!found) return null;
  const [, scheme = '', authority = '', rest = ''] = found;
  if (authority.includes('@')) return null;
  const parts = /^(\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]|[\p{Alphabetic}\p{N}\p{M}_.-]+)(:\d+)?$/u.exec(authority);
  if (!parts) return null;
  const [, host = '', port = ''] = parts;
  if (!host.startsWith('[') && host.split('.').includes('')) return null;
  const number = port === '' ? 1 : Number(port.slice(1));
  if (number < 1 || number > 65535) return null;
  const [path = '', query = ''] = splitOnce(splitOnce(rest, '#')[0] ?? '', '?');
  const trimmed = path.replace(/^\//, '').replace(/\/$/, '');
  return {
    scheme: scheme.toLowerCase(),
    host: host.toLowerCase(),
    port,
    segments: trimmed === '' ? [] : trimmed.split('/'),
    parameter: (name) => {
      const pair = query.split('&').find((part) => part.startsWith(`${name}=`));
      return pair === undefined ? null : pair.slice(name.length + 1);
    },
    rest,
  };
}

function splitOnce(text: string, at: string): string[] {
  const place = text.indexOf(at);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}

const canonical = ({ scheme, host, port, rest }: WebAddress): string => `${scheme}://${host}${port}${rest}`;

/** Where a link may lead (`Href` in crates/document), in its canonical form; null if it is refused. */
export function readHref(address: string): string | null {
  if (!hasOnlyPlainCharacters(address) || address.startsWith('//')) return null;
  if (address.startsWith('/')) return address;
  if (address.startsWith('#')) return address.length > 1 ? address : null;
  const [scheme = '', rest] = splitOnce(address, ':');
  if (rest === undefined) return null;
  switch (scheme.toLowerCase()) {
    case 'http':
    case 'https': {
      const parts = readWebAddress(address);
      return parts && canonical(parts);
    }
    case 'mailto':
      return /^[^?@]+@[^@/:?]+(\?|$)/u.test(rest) ? `mailto:${rest}` : null;
    case 'tel':
      return /^\+?[\d\-.()*#]*\d[\d\-.()*#]*(;[A-Za-z0-9\-.=;+]*)?$/u.test(rest) ? `tel:${rest}` : null;
    default:
      return null;
  }
}

/** Where a picture may come from (`ImageSource` in crates/document), canonical; null if it is refused. */
export function readImageSource(address: string): string | null {
  if (!hasOnlyPlainCharacters(address) || address.endsWith(',')) return null;
  if (address.startsWith('/media/')) {
    const [path = ''] = address.slice('/media/'.length).split(/[?#]/u);
    const dots = (part: string) => ['.', '..', ''].includes(part.toLowerCase().replaceAll('%2e', '.'));
    return path.split('/').some(dots) ? null : address;
  }
  const parts = readWebAddress(address);
  return parts?.scheme === 'https' ? canonical(parts) : null;
}
