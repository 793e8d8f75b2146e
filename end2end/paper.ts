// Starts one paper for the whole run: the release build, on a port of its own, with an empty data
// folder that it fills with the first edition.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const build = resolve(import.meta.dirname, '../target/tilshi');

export const program = process.env.TILSHI_BINARY ?? join(build, 'tilshi');

export function environment(data: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TILSHI_DATA_DIR: data,
    TILSHI_LOG_FILTER: 'warn',
    LEPTOS_SITE_ADDR: '127.0.0.1:0',
    LEPTOS_SITE_ROOT: process.env.LEPTOS_SITE_ROOT ?? join(build, 'site'),
  };
}

async function start(data: string): Promise<{ server: ChildProcess; address: string }> {
  const server = spawn(program, ['serve'], { env: environment(data), stdio: ['ignore', 'pipe', 'inherit'] });
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

export default async function setUp(): Promise<() => Promise<void>> {
  const data = await mkdtemp(join(tmpdir(), 'tilshi-browser-'));
  const { server, address } = await start(data);
  process.env.TILSHI_TEST_ADDRESS = address;
  process.env.TILSHI_TEST_DATA = data;
  return async () => {
    await new Promise((ended) => {
      server.on('exit', ended);
      server.kill('SIGTERM');
    });
    await rm(data, { recursive: true, force: true });
  };
}
