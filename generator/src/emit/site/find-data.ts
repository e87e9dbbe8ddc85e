import type { FindAlias, FindCall, FindData, FindError } from '../../find/data.js';
import type { EmittedFile } from '../files.js';
import type { Atlas, Entry } from './atlas.js';
import type { SiteApi } from './site-api.js';

/** `find.json`: what the command `bitget-spec find` searches, an entry a line. */
export function findData(atlas: Atlas): EmittedFile {
  const data: FindData = {
    calls: atlas.entries.map(callOf),
    aliases: atlas.apis.flatMap(aliasesOf),
    errors: Object.fromEntries(
      atlas.apis.flatMap((api) => [...(api.errors ?? [])].map(([key, error]) => [key, errorOf(error)])),
    ),
  };
  const list = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join(',\n');
  const errors = Object.entries(data.errors).map(([key, error]) => `${JSON.stringify(key)}:${JSON.stringify(error)}`);
  const text = `{"calls":[\n${list(data.calls)}\n],\n"aliases":[\n${list(data.aliases)}\n],\n"errors":{\n${errors.join(',\n')}\n}}\n`;
  return { path: 'find.json', text };
}

function callOf({ operation, page }: Entry): FindCall {
  const { key, id, method, path, summary, file, errors, deprecated, fields } = operation;
  return {
    key,
    id,
    method: method.toUpperCase(),
    path,
    title: summary,
    spec: file,
    page,
    fields: fields.join(' '),
    ...(errors.length && { errors }),
    ...(deprecated && { deprecated }),
  };
}

const aliasesOf = (api: SiteApi): FindAlias[] => [
  ...api.aliases.map(({ path, use, why }) => ({ path, use: [use], why })),
  ...(api.retired?.calls ?? []).map(({ from, to, note }) => ({
    path: from,
    use: to,
    why: [`${api.name} was switched off on ${api.retired?.sunset}`, note].filter(Boolean).join('; '),
    gone: true as const,
  })),
];

const errorOf = ({ message, meaning, hint }: FindError): FindError => ({
  message,
  ...(meaning && { meaning }),
  ...(hint && { hint }),
});
