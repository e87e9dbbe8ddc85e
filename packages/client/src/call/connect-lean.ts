import type { Routes } from '@bitget-spec/contract';
import { notSent } from '../errors/errors.js';
import { METHODS } from '../http/methods.js';
import { connectWith } from './connect-with.js';
import type { ClientOptions } from './options.js';
import type { Stage } from './stage.js';

/**
 * Makes a client for the condition `bitget-lean`, which a bundle of one file is built with: what other bundles load later
 * is not in it unless `use` hands it in, and what is missing says so. Nothing is sent in place of it.
 * @throws TypeError for an option of a part that has to be handed in
 */
export function connect<Client>(routes: Routes, options: ClientOptions = {}): Client {
  for (const [name, part] of OPTIONS) {
    if (options[name])
      throw new TypeError(`[@bitget-spec/client] \`${name}\` in a lean bundle, createClient: ${handIn(part)}.`);
  }
  const looksUp = options.outcomeWaitMs !== false;
  return connectWith<Client>(routes, options, [noHttp, noPages, looksUp ? noOutcomes : undefined]);
}

/** Options of parts, and what takes them instead. */
const OPTIONS = [
  ['outcomeWaitMs', 'outcomes({ waitMs })'],
  ['outcomeGraceMs', 'outcomes({ graceMs })'],
  ['onIntent', 'outcomes({ onIntent })'],
  ['catalogue', 'catalogueHints(catalogue)'],
  ['debug', 'debugLog()'],
] as const;

const handIn = (part: string) => `give use: [${part}]`;

const missing = (operation: string, part: string) =>
  notSent(operation, `${part} is not in this lean bundle`, `${handIn(part)}; nothing was sent`);

const noHttp: Stage = {
  name: 'http',
  attach() {
    const refuse = (name: string) => () => {
      throw missing(`client.http.${name}`, 'http()');
    };
    const names = [...METHODS, 'request', 'use', 'eject'];
    return { members: { http: Object.fromEntries(names.map((name) => [name, refuse(name)])) } };
  },
};

const noPages: Stage = {
  name: 'pages',
  extend(call, route) {
    const refuse = () => {
      throw missing(route().key, 'pages()');
    };
    Object.assign(call, { pages: refuse });
  },
};

/** An order whose response is lost has to be found, or is not sent at all. */
const noOutcomes: Stage = {
  name: 'outcomes',
  wrap: (next, runtime) => async (context) => {
    if (context.route.effect !== 'read' && !runtime.outcomes) throw missing(context.route.key, 'outcomes()');
    return await next(context);
  },
};
