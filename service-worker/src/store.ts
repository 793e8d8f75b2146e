// What is kept on the device. Everything here may fail: a browser may deny storage, or have none left. Then the
// network's answer is served all the same, and nothing else is lost.

/** Keeps an answer as the newest of a cache; the oldest that are not needed make room. */
export async function keep(name: string, key: string, response: Response, most: number, isNeeded: (key: string) => boolean = () => false): Promise<boolean> {
  try {
    const cache = await caches.open(name);
    const copy = response.clone();
    const before = await cache.match(key);
    // The order of a cache is that of its first entries: what is put anew is to be the newest.
    await cache.delete(key);
    try {
      await cache.put(key, response);
    } catch {
      // There is no room left, or what was coming has broken off.
      await trim(cache, Math.floor((await cache.keys()).length / 2), isNeeded);
      try {
        await cache.put(key, copy);
      } catch (error) {
        if (before) await cache.put(key, before);
        throw error;
      }
    }
    await trim(cache, most, isNeeded);
    return true;
  } catch {
    return false;
  }
}

/** What is kept under a key. */
export async function find(name: string, key: string): Promise<Response | undefined> {
  try {
    return await (await caches.open(name)).match(key);
  } catch {
    return undefined;
  }
}

export async function forget(name: string, key: string): Promise<void> {
  try {
    await (await caches.open(name)).delete(key);
  } catch {
    // What could not be opened holds nothing.
  }
}

/** The keys of a cache as path and query, the oldest first. */
export async function keysOf(name: string): Promise<string[]> {
  try {
    return (await (await caches.open(name)).keys()).map(({ url }) => pathOf(new URL(url)));
  } catch {
    return [];
  }
}

/** Path and query: what an address is known by on this site. */
export function pathOf(url: URL): string {
  return url.pathname + url.search;
}

async function trim(cache: Cache, most: number, isNeeded: (key: string) => boolean): Promise<void> {
  const keys = await cache.keys();
  let surplus = keys.length - most;
  for (const request of keys) {
    if (surplus <= 0) return;
    if (isNeeded(pathOf(new URL(request.url)))) continue;
    await cache.delete(request);
    surplus -= 1;
  }
}
