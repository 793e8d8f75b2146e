// The data of a page inside its document: the same that the client asks for when it moves there.

/** A page's data as far as they are needed here (`PageData` in src/site/model.rs). */
export type PageData = {
  page: { Article?: { headline: string; kicker: string; published: { words: string } } };
};

/** Reads the data out of a document; undefined where it has none, or an error in its place. */
export function readEmbedded(html: string): string | undefined {
  // Leptos writes each resource as a string of JSON; a page has one.
  const literal = /__RESOLVED_RESOURCES\[0\] = ("(?:[^"\\]|\\.)*")/s.exec(html)?.[1];
  if (!literal) return undefined;
  try {
    // Rust escapes what is not printed as \u{a0}, and what could end the script as \x3c; JSON knows neither.
    const json = literal
      .replace(/\\(?:u\{([0-9a-f]+)\}|x([0-9a-f]{2}))/gi, (_, long?: string, short?: string) => escapeUnits(String.fromCodePoint(Number.parseInt(long ?? short!, 16))))
      .replace(/\\(['0])/g, (_, sign: string) => (sign === '0' ? '\\u0000' : sign));
    const result = JSON.parse(JSON.parse(json) as string) as { Ok?: unknown };
    return result.Ok === undefined ? undefined : JSON.stringify(result.Ok);
  } catch {
    return undefined;
  }
}

function escapeUnits(text: string): string {
  return [...Array(text.length).keys()].map((index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}

/** The files and pictures that a document names. */
export function readReferences(html: string): string[] {
  return [...new Set([...html.matchAll(/(?:src|href)="(\/(?:pkg|fonts|media)\/[^"?#]+|\/favicon\.svg)"/g)].map(([, address]) => address!))];
}
