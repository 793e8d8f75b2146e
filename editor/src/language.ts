// Language tags as crates/document/src/language.rs reads them (BCP 47).

const MAX_LENGTH = 64;

const TAG =
  /^([a-z]{2,3})((?:-[a-z]{3}){0,3})(-[a-z]{4})?(-(?:[a-z]{2}|\d{3}))?((?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)((?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?)$/i;

/** The tag in its usual capitals (`kk-Arab-CN`); null if it is none. */
export function readLanguageTag(tag: string): string | null {
  const found = tag.length <= MAX_LENGTH ? TAG.exec(tag) : null;
  if (!found) return null;
  const [, language = '', extended = '', script = '', region = '', variants = '', extensions = ''] = found;
  const beforePrivate = extensions.toLowerCase().split(/-x(?=-|$)/)[0] ?? '';
  const singletons = beforePrivate.split('-').filter((part) => part.length === 1);
  if (hasTwice(singletons) || hasTwice(variants.toLowerCase().split('-').slice(1))) return null;
  const titled = script && `-${script.charAt(1).toUpperCase()}${script.slice(2).toLowerCase()}`;
  return `${(language + extended).toLowerCase()}${titled}${region.toUpperCase()}${(variants + extensions).toLowerCase()}`;
}

function hasTwice(parts: string[]): boolean {
  return new Set(parts).size < parts.length;
}
