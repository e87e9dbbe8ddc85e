import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A free port on loopback. @returns {Promise<number>} */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/**
 * Starts a server in a process of its own and waits for its first HTTP response.
 * @param {readonly string[]} command program and arguments
 * @param {{ cwd: string, url: string, timeout?: number }} options `url`: asked until it answers, with whatever status; `timeout` in milliseconds
 * @returns {Promise<{ readyMs: number, pid: number, stop: () => Promise<void> }>} `readyMs`: from the start of the process to that response
 */
export async function startServer([program, ...args], { cwd, url, timeout = 30_000 }) {
  const start = performance.now();
  const child = spawn(program, args, { cwd, stdio: 'ignore' });
  let ended = false;
  const end = once(child, 'close').then(
    () => {
      ended = true;
    },
    () => {
      ended = true;
    },
  );
  const stop = async () => {
    child.kill();
    await end;
  };
  while (performance.now() - start < timeout && !ended) {
    const response = await fetch(url).catch(() => undefined);
    if (response) {
      await response.arrayBuffer();
      return { readyMs: performance.now() - start, pid: child.pid ?? 0, stop };
    }
    await wait(5);
  }
  await stop();
  throw new Error(`no response at ${url} from: ${[program, ...args].join(' ')}`);
}
