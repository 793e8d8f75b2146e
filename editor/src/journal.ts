// What this device holds that the server has not confirmed. One entry for each manuscript and tab.

const DATABASE = 'tilshi-desk';
const STORE = 'journal';
/** Where the tab's own id lies: it survives a reload. A duplicated tab has a copy of it and takes a new one. */
const TAB = 'tilshi-desk-tab';
const LOCK = 'tilshi-desk-';
/** Where the ids of this device's last tabs lie. */
const TABS = 'tilshi-desk-tabs';

/** What one tab has not yet had confirmed of one manuscript. */
export interface Entry {
  /** The article's id at the desk. */
  manuscript: number;
  /** The id of the page that wrote it: another one after each time that it is loaded, so that nothing is written over. */
  tab: string;
  /** Whose text it is: never shown to somebody else who signs in on this device. */
  person: number;
  /** Id of the revision it started from. */
  base: number;
  /** JSON of the fields beside the body. */
  fields: string;
  /** JSON of the body. */
  body: string;
  /** Milliseconds by this device's clock: shown, never compared with the server's. */
  at: number;
  /** Counts up by one with each change of this tab. */
  change: number;
}

/** The journal of this device. */
export interface Journal {
  /** The tab's own id. */
  tab: string;
  /** JSON array of the ids of this device's last tabs that are no more. */
  ended: string;
  /**
   * Writes an entry (JSON, without `tab`) at once. While one write of a manuscript runs, only the newest of those that
   * wait is kept. Resolves when this or a newer one is on the disk.
   */
  write(entry: string): Promise<void>;
  /** The server has confirmed everything up to `change`: deletes this tab's entry unless it is newer. */
  confirm(manuscript: number, change: number): Promise<void>;
  /** JSON array of this person's entries that belong to no living page, newest first. */
  left(manuscript: number, person: number): Promise<string>;
  /** Deletes an entry that was confirmed or thrown away, unless it has become newer. */
  forget(manuscript: number, tab: string, change: number): Promise<void>;
  /** JSON array of the manuscripts of which entries of this person wait. */
  waiting(person: number): Promise<string>;
}

/** An entry that waits while another one is being written. */
interface Waiting {
  entry: Entry;
  written: Promise<void>;
}

/**
 * Opens the journal.
 * @throws where the browser has no IndexedDB or denies it.
 */
export async function openJournal(): Promise<Journal> {
  const [tab, own] = await Promise.all([holdTab(), holdPage()]);
  const ended = await endedTabs(tab);
  let opened = openDatabase();
  await opened;

  /** A database that the browser has closed (its data deleted, a newer version elsewhere) is opened again. */
  const use = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T> | void): Promise<T> => {
    let database = await opened.catch(() => (opened = openDatabase()));
    try {
      return await transact(database, mode, work);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
      opened = openDatabase();
      database = await opened;
      return transact(database, mode, work);
    }
  };

  const waiting = new Map<number, Waiting>();
  const running = new Map<number, Promise<void>>();

  const put = async (entry: Entry): Promise<void> => {
    await use('readwrite', (store) => store.put(entry));
  };

  /** Starts the write that waits; the newest is always the one that is written last. */
  const next = (manuscript: number): Promise<void> => {
    const entry = waiting.get(manuscript)!.entry;
    waiting.delete(manuscript);
    const written = put(entry).finally(() => {
      if (running.get(manuscript) === written) running.delete(manuscript);
    });
    running.set(manuscript, written);
    return written;
  };

  const isLiving = (living: Set<string>, of: string): boolean => of === own || living.has(of);

  return {
    tab,
    ended: JSON.stringify(ended),
    write(given) {
      const entry = { ...(JSON.parse(given) as Omit<Entry, 'tab'>), tab: own };
      const { manuscript } = entry;
      const held = waiting.get(manuscript);
      if (held) {
        held.entry = entry;
        return held.written;
      }
      const before = running.get(manuscript);
      const place: Waiting = { entry, written: Promise.resolve() };
      waiting.set(manuscript, place);
      place.written = before ? before.catch(() => undefined).then(() => next(manuscript)) : next(manuscript);
      return place.written;
    },
    async confirm(manuscript, change) {
      await deleteUpTo(use, manuscript, own, change);
    },
    async left(manuscript, person) {
      const [entries, living] = await Promise.all([readManuscript(use, manuscript), livingTabs()]);
      const mine = entries.filter((entry) => entry.person === person && !isLiving(living, entry.tab));
      return JSON.stringify(mine.sort((a, b) => b.at - a.at || b.change - a.change));
    },
    async forget(manuscript, of, change) {
      await deleteUpTo(use, manuscript, of, change);
    },
    async waiting(person) {
      const [entries, living] = await Promise.all([use<Entry[]>('readonly', (store) => store.getAll()), livingTabs()]);
      const mine = entries.filter((entry) => entry.person === person && !isLiving(living, entry.tab));
      return JSON.stringify([...new Set(mine.map((entry) => entry.manuscript))]);
    },
  };
}

type Use = <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T> | void) => Promise<T>;

function readManuscript(use: Use, manuscript: number): Promise<Entry[]> {
  const all = IDBKeyRange.bound([manuscript], [manuscript, []]);
  return use('readonly', (store) => store.getAll(all));
}

/** Reads and deletes in one transaction, so that no newer entry is deleted that is written meanwhile. */
function deleteUpTo(use: Use, manuscript: number, tab: string, change: number): Promise<void> {
  return use('readwrite', (store) => {
    const found = store.get([manuscript, tab]) as IDBRequest<Entry | undefined>;
    found.onsuccess = () => {
      if (found.result && found.result.change <= change) store.delete([manuscript, tab]);
    };
  });
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: ['manuscript', 'tab'] });
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new DOMException('The journal is held by an older page.', 'InvalidStateError'));
    request.onsuccess = () => {
      const database = request.result;
      // Another tab with a newer version of this program must not wait for this one.
      database.onversionchange = () => database.close();
      resolve(database);
    };
  });
}

/** Resolves when the transaction is on the disk, with the result of the request. */
function transact<T>(database: IDBDatabase, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T> | void): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' });
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve((request ? request.result : undefined) as T);
    transaction.onabort = () => reject(transaction.error ?? new DOMException('The write was aborted.', 'AbortError'));
    // A write that nothing follows is committed at once instead of when the browser finds the time.
    if (request && mode === 'readwrite') transaction.commit();
  });
}

/** Notes the own tab among this device's last ones, and says which of the others are no more. */
async function endedTabs(own: string): Promise<string[]> {
  // Without locks nobody knows who lives.
  if (!('locks' in navigator)) return [];
  try {
    const others = (JSON.parse(localStorage.getItem(TABS) ?? '[]') as string[]).filter((tab) => tab !== own);
    localStorage.setItem(TABS, JSON.stringify([own, ...others.slice(0, 30)]));
    const living = await livingTabs();
    return others.filter((tab) => !living.has(tab));
  } catch {
    return [];
  }
}

/** The tab's id, whose lock this tab holds until it is closed. */
async function holdTab(): Promise<string> {
  // Without locks (a page that came over plain HTTP from another machine) a tab cannot know whether it is a duplicate:
  // it is a new one each time, and what it has written is offered on reopening.
  if (!('locks' in navigator)) return makeId();
  const known = readTab();
  if (known !== null && (await hold(known))) return known;
  const fresh = makeId();
  await hold(fresh);
  try {
    sessionStorage.setItem(TAB, fresh);
  } catch {
    // Without storage of its own the tab is another one after a reload. Its entries are offered all the same.
  }
  return fresh;
}

/** An id for what this page writes, until it is loaded again. */
async function holdPage(): Promise<string> {
  const own = makeId();
  if ('locks' in navigator) await hold(own);
  return own;
}

function readTab(): string | null {
  try {
    return sessionStorage.getItem(TAB);
  } catch {
    return null;
  }
}

function makeId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Holds the tab's lock for as long as the page lives; false if another tab has it. */
function hold(tab: string): Promise<boolean> {
  const mine = held.get(tab);
  if (mine) return mine;
  const taking = new Promise<boolean>((resolve, reject) => {
    const forever = new Promise<never>(() => undefined);
    // A page that is being reloaded may give its lock back a moment later.
    const request = (attempt: number): void => {
      navigator.locks
        .request(LOCK + tab, { ifAvailable: true }, (lock) => {
          if (lock) {
            resolve(true);
            return forever;
          }
          if (attempt < 5) setTimeout(() => request(attempt + 1), 40);
          else resolve(false);
          return undefined;
        })
        .catch(reject);
    };
    request(1);
  });
  held.set(tab, taking);
  return taking;
}

/** The locks that this page holds or has asked for: the journal may be opened more than once. */
const held = new Map<string, Promise<boolean>>();

async function livingTabs(): Promise<Set<string>> {
  if (!('locks' in navigator)) return new Set();
  const { held: locks = [] } = await navigator.locks.query();
  return new Set(locks.flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])));
}
