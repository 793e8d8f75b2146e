// What a browser keeps of its reader's doings.
import type { Page } from '@playwright/test';

// The operations that wait on the device, as text.
export function waitingOperations(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opened = indexedDB.open('reading-lists');
        opened.onsuccess = () => {
          const all = opened.result.transaction('waiting').objectStore('waiting').getAll();
          all.onsuccess = () => {
            opened.result.close();
            resolve(all.result.join('\n'));
          };
        };
      }),
  );
}
