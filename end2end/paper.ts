// Starts papers for the tests: the release build, each on a port of its own and with an empty data
// folder that it fills with the first edition. One serves the whole run.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const build = resolve(import.meta.dirname, '../target/tilshi');

export const program = process.env.TILSHI_BINARY ?? join(build, 'tilshi');

// A running paper: where it is read, and the folder with all that it writes.
export type Paper = { address: string; data: string };

export function environment(data: string, settings: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TILSHI_DATA_DIR: data,
    TILSHI_LOG_FILTER: 'warn',
    // Each test comes from a network of its own: otherwise their attempts and mails would be counted together.
    TILSHI_HTTP_TRUSTED_PROXIES: '127.0.0.1',
    LEPTOS_SITE_ADDR: '127.0.0.1:0',
    LEPTOS_SITE_ROOT: process.env.LEPTOS_SITE_ROOT ?? join(build, 'site'),
    ...settings,
  };
}

async function start(data: string, settings: NodeJS.ProcessEnv): Promise<{ server: ChildProcess; address: string }> {
  const server = spawn(settings.TILSHI_BINARY ?? program, ['serve'], {
    env: environment(data, settings),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let output = '';
    server.stdout!.on('data', (chunk) => {
      output += chunk;
      const found = /http:\/\/\S+/.exec(output);
      if (found) resolve(found[0]);
    });
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { server, address };
}

// What a test may do to a paper that it has for itself.
export type Power = {
  stop: () => Promise<void>;
  // Ends the server as a failing machine does, in the middle of whatever it is doing.
  kill: () => Promise<void>;
  // Lets it hang, as a network does that has almost gone, and go on.
  freeze: () => void;
  thaw: () => void;
  // Starts it again at the same address with the same data, perhaps with other settings.
  restart: (changed?: NodeJS.ProcessEnv) => Promise<void>;
};

export async function startPaper(settings: NodeJS.ProcessEnv = {}): Promise<Paper & Power> {
  const data = settings.TILSHI_DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'tilshi-browser-')));
  const first = await start(data, settings);
  const { address } = first;
  let server = first.server;
  const end = (signal: NodeJS.Signals) =>
    new Promise((ended) => {
      if (server.exitCode !== null || server.signalCode !== null) ended(undefined);
      server.on('exit', ended);
      server.kill(signal);
    });
  const kill = async () => {
    await end('SIGKILL');
  };
  const freeze = () => void server.kill('SIGSTOP');
  const thaw = () => void server.kill('SIGCONT');
  const restart = async (changed: NodeJS.ProcessEnv = {}) => {
    ({ server } = await start(data, { ...settings, ...changed, LEPTOS_SITE_ADDR: new URL(address).host }));
  };
  const stop = async () => {
    await end('SIGTERM');
    // A folder that a test has brought is the test's own to remove.
    if (!settings.TILSHI_DATA_DIR) await rm(data, { recursive: true, force: true });
  };
  return { address, data, stop, kill, freeze, thaw, restart };
}

export default async function setUp(): Promise<() => Promise<void>> {
  const paper = await startPaper();
  process.env.TILSHI_TEST_ADDRESS = paper.address;
  process.env.TILSHI_TEST_DATA = paper.data;
  return paper.stop;
}
