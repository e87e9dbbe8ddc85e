import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { peer } from '../../lib/peers.mjs';
import { freePort, startServer } from '../../lib/server.mjs';
import { account } from './account.mjs';
import { TICKERS } from './requests.mjs';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

export const OURS = '@bitget-spec/mock';
export const PRISM = 'Prism';
export const BARE = 'bare node:http';

/** The document that Prism is given, the one that our mock's data are generated from. */
const DOCUMENT = here('../../../../generated/v3/openapi.json');

/**
 * The servers, by name: each a function from a port to a command line.
 * @param {string} folder for files of this run
 * @returns {Record<string, (port: number) => string[]>}
 */
export function commands(folder) {
  const accounts = join(folder, 'accounts.json');
  writeFileSync(accounts, JSON.stringify([account]));
  const mock = here('../../../mock/bin/bitget-mock.js');
  const prism = peer('@stoplight/prism-cli', 'prism').command;
  return {
    [OURS]: (port) => [process.execPath, mock, '--port', `${port}`, '--accounts', accounts],
    // Without its log: with its default it is slower.
    [PRISM]: (port) => [
      ...prism,
      'mock',
      DOCUMENT,
      '--port',
      `${port}`,
      '--host',
      '127.0.0.1',
      '--verboseLevel',
      'silent',
    ],
    [BARE]: (port) => [process.execPath, here('bare.mjs'), `${port}`],
  };
}

/** @typedef {{ readyMs: number, pid: number, port: number, stop: () => Promise<void> }} Running */

/**
 * Starts one of them. `readyMs` is the time until it has answered a validated GET.
 * @param {(port: number) => string[]} command
 * @returns {Promise<Running>}
 */
export async function start(command) {
  const port = await freePort();
  const server = await startServer(command(port), {
    cwd: '.',
    url: `http://127.0.0.1:${port}${TICKERS}`,
    timeout: 60_000,
  });
  return { ...server, port };
}

/** Processor time a process has used, in milliseconds (proc(5)); not a number where there is no /proc. @param {number} pid */
export function cpuOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}
