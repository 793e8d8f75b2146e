// Posts and videos of other sites, recognised as in crates/document/src/embed/recognise.rs: the identifiers in the
// address are checked, and the post's own address is put together anew from them.

import { readWebAddress, type WebAddress } from './address';

/** A post or video of a known provider. */
export interface Embed {
  /** The provider's name as it writes it itself. */
  provider: string;
  /** The address of the post, without tracking parameters. */
  url: string;
}

interface Provider {
  name: string;
  hosts: RegExp;
  /** The post's address, or null if the address leads to no single post. */
  read(parts: WebAddress): string | null;
}

const USER = '([A-Za-z0-9_-][A-Za-z0-9._-]{0,63})';
const NUMBER = '([1-9][0-9]{0,19})';
const CODE = '([A-Za-z0-9_-]+)';
const POST = `(${NUMBER.slice(1, -1)}|pfbid[A-Za-z0-9_-]{0,95})`;

/** The groups of the first pattern that the whole path fits, joined by `write`. */
type Form = [pattern: string, write: (...groups: string[]) => string];

function readPath(parts: WebAddress, forms: Form[]): string | null {
  const path = parts.segments.join('/');
  for (const [pattern, write] of forms) {
    const found = new RegExp(`^${pattern}$`).exec(path);
    if (found) return write(...found.slice(1));
  }
  return null;
}

function fits(text: string | null, pattern: string): text is string {
  return text !== null && new RegExp(`^${pattern}$`).test(text);
}

/** `90`, `90s`, `1m30s`, `1h2m3s` as seconds; 0 where it is none. */
function readSeconds(time: string): number {
  if (!/^(\d+[hms])*\d*$/.test(time)) return 0;
  let total = 0;
  for (const [, number, unit] of time.matchAll(/(\d+)([hms]?)/g)) {
    total += Number(number) * (unit === 'h' ? 3600 : unit === 'm' ? 60 : 1);
  }
  return total <= 0xffff_ffff ? total : 0;
}

function readYouTube(parts: WebAddress): string | null {
  const { host, segments } = parts;
  const [first = '', second = null] = segments;
  let video: string | null = null;
  if (host === 'youtu.be') video = segments.length === 1 ? first : null;
  else if (first === 'watch' && segments.length === 1) video = parts.parameter('v');
  else if (['embed', 'shorts', 'live', 'v'].includes(first) && segments.length === 2) video = second;
  if (!fits(video, '[A-Za-z0-9_-]{11}') || video === 'videoseries') return null;
  const start = readSeconds(parts.parameter('t') ?? parts.parameter('start') ?? '');
  return `https://www.youtube.com/watch?v=${video}${start > 0 ? `&t=${start}s` : ''}`;
}

const readTelegram = (parts: WebAddress) =>
  readPath(parts, [[`(?:s/)?([A-Za-z][A-Za-z0-9_]{3,31})/${NUMBER}`, (channel, post) => `https://t.me/${channel}/${post}`]]);

const instagramKinds: Record<string, string> = { p: 'p', reel: 'reel', reels: 'reel', tv: 'tv' };
const writeInstagram = (kind: string, code: string) => `https://www.instagram.com/${instagramKinds[kind]}/${code}/`;
const readInstagram = (parts: WebAddress) =>
  readPath(parts, [
    ['(p|reels?|tv)/([A-Za-z0-9_-]{5,64})(?:/embed(?:/captioned)?)?', writeInstagram],
    [`${USER}/(p|reels?|tv)/([A-Za-z0-9_-]{5,64})`, (_user, kind, code) => writeInstagram(kind!, code!)],
  ]);

const readX = (parts: WebAddress) =>
  readPath(parts, [
    [`i/(?:web/)?status/${NUMBER}`, (post) => `https://x.com/i/status/${post}`],
    [`([A-Za-z0-9_]{1,15})/status(?:es)?/${NUMBER}(?:/.*)?`, (user, post) => `https://x.com/${user}/status/${post}`],
  ]);

const readTikTok = (parts: WebAddress) =>
  readPath(parts, [[`@${USER}/video/${NUMBER}`, (user, video) => `https://www.tiktok.com/@${user}/video/${video}`]]);

function readFacebook(parts: WebAddress): string | null {
  const site = 'https://www.facebook.com/';
  const found = readPath(parts, [
    [`${USER}/posts/${POST}`, (user, post) => `${site}${user}/posts/${post}`],
    [`${USER}/posts/[^/]*/${NUMBER}`, (user, post) => `${site}${user}/posts/${post}`],
    [`${USER}/videos/(?:[^/]*/)?${NUMBER}`, (user, video) => `${site}${user}/videos/${video}`],
    [`reel/${NUMBER}`, (video) => `${site}reel/${video}`],
  ]);
  if (found) return found;
  const path = parts.segments.join('/');
  if (path === 'permalink.php' || path === 'story.php') {
    const [post, owner] = [parts.parameter('story_fbid'), parts.parameter('id')];
    return fits(post, POST) && fits(owner, NUMBER) ? `${site}permalink.php?story_fbid=${post}&id=${owner}` : null;
  }
  if (path === 'photo' || path === 'photo.php') {
    const photograph = parts.parameter('fbid');
    return fits(photograph, NUMBER) ? `${site}photo.php?fbid=${photograph}` : null;
  }
  const video = path === 'watch' ? parts.parameter('v') : null;
  return fits(video, NUMBER) ? `${site}watch/?v=${video}` : null;
}

function readVimeo(parts: WebAddress): string | null {
  let video: string | null = null;
  let secret: string | null = null;
  const read = (forms: string[]) => {
    readPath(parts, forms.map((form): Form => [form, (number, word) => ((video = number ?? null), (secret = word ?? null), '')]));
  };
  if (parts.host === 'player.vimeo.com') {
    read([`video/${NUMBER}`]);
    secret = parts.parameter('h');
  } else {
    read([NUMBER, `channels/${CODE.replace('(', '(?:')}/${NUMBER}`, `${NUMBER}/([^/]*)`]);
  }
  if (video === null) return null;
  if (secret === null) return `https://vimeo.com/${video}`;
  return fits(secret, '[A-Fa-f0-9]{6,32}') ? `https://vimeo.com/${video}/${secret}` : null;
}

const PROVIDERS: Provider[] = [
  { name: 'YouTube', hosts: /^((www|m|music)\.)?youtube\.com$|^youtu\.be$|^(www\.)?youtube-nocookie\.com$/, read: readYouTube },
  { name: 'Telegram', hosts: /^(t|telegram)\.me$/, read: readTelegram },
  { name: 'Instagram', hosts: /^((www|m)\.)?instagram\.com$/, read: readInstagram },
  { name: 'X', hosts: /^((www|mobile)\.)?(x|twitter)\.com$/, read: readX },
  { name: 'TikTok', hosts: /^((www|m)\.)?tiktok\.com$/, read: readTikTok },
  { name: 'Facebook', hosts: /^((www|m|web)\.)?facebook\.com$/, read: readFacebook },
  { name: 'Vimeo', hosts: /^((www|player)\.)?vimeo\.com$/, read: readVimeo },
];

/** The post or video that an address leads to; null if it is of no known provider or no single post. */
export function recogniseEmbed(address: string): Embed | null {
  const parts = readWebAddress(address);
  if (parts?.scheme !== 'https' || parts.port !== '') return null;
  const provider = PROVIDERS.find(({ hosts }) => hosts.test(parts.host));
  const url = provider?.read(parts) ?? null;
  return provider && url !== null ? { provider: provider.name, url } : null;
}
