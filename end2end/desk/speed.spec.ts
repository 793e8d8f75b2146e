// How quick the writing page is with a long article. It runs alone, after all others.
import { expect, test } from './writing';

test('an article of 10,000 words: every key is quick, and all of it is saved', async ({ page, writing }) => {
  test.setTimeout(180_000);
  const paragraphs = Array.from({ length: 200 }, (_, paragraph) =>
    Array.from({ length: 50 }, (_, word) => `сөз${paragraph}-${word}`).join(' '),
  );
  await writing.body.click();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.querySelector('[role=textbox][contenteditable=true]')!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, paragraphs.join('\n\n'));
  await writing.isSaved();
  await writing.body.getByText('сөз100-0 ').click();
  // The thread's own time from one key to the next, journal and saving included: what other programs
  // take from the machine is not the key's.
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
  // What takes the machine's caches away for a moment makes one round slow; a slow key is slow in every round.
  const sentences = 'a sentence that is being typed '.repeat(7);
  let longest = Infinity;
  let rounds = 0;
  while (longest > 50 && rounds < 3) {
    rounds += 1;
    const times: number[] = [];
    let before = await busy();
    for (const letter of sentences) {
      await page.keyboard.press(letter === ' ' ? 'Space' : letter);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
      const after = await busy();
      times.push(after - before);
      before = after;
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
    console.log(`typing in 10,000 words: ${times.length} keys, median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms, longest ${at(1)} ms`);
    longest = Number(at(1));
  }
  await writing.isSaved();
  const text = await writing.text();
  expect(text).toContain(sentences.repeat(rounds).trim());
  expect(text.split(/\s+/).length).toBeGreaterThan(10_000);
  expect(longest, 'the longest key').toBeLessThanOrEqual(50);
});
