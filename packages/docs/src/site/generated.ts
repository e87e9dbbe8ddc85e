import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ApiIndex,
  ChannelPage,
  ErrorsPage,
  OperationPage,
  PageMove,
  ReleaseNotes,
  ScalarsPage,
} from '@bitget-spec/contract';
import { filesIn } from './pages.js';

/** What generated/docs says as data. */
export interface Generated {
  /** By page, `v2/mix/order/place-order.md`. */
  operations: Map<string, OperationPage>;
  /** By page, `v3/channels/public/books.md`. */
  channels: Map<string, ChannelPage>;
  /** Groups and their operations, by API: `v3`. */
  apis: Map<string, ApiIndex>;
  moves: PageMove[];
  errors?: ErrorsPage;
  scalars?: ScalarsPage;
  /** The newest first. */
  changes?: ReleaseNotes[];
  /** URLs that do not exist, and the keys of the operations that are meant. */
  aliases: { path: string; use: string[] }[];
}

/** Reads it. @param keep which pages of operations and channels */
export function readGenerated(root: string, keep: (page: string) => boolean = () => true): Generated {
  const folder = join(root, 'generated/docs');
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const data = filesIn(folder, '.json').filter((file) => /^v\d+\//.test(file));
  const isIndex = (file: string) => file.endsWith('/index.json');
  const isChannel = (file: string) => /^v\d+\/channels\//.test(file);
  const pages = data.filter((file) => !isIndex(file) && keep(file));
  const byPage = (files: string[]) => new Map(files.map((file) => [file.replace(/json$/, 'md'), read(file)]));
  const optional = (name: string) => existsSync(join(folder, `${name}.json`)) && { [name]: read(`${name}.json`) };
  return {
    operations: byPage(pages.filter((file) => !isChannel(file))),
    channels: byPage(pages.filter(isChannel)),
    apis: new Map(data.filter(isIndex).map((file) => [file.slice(0, file.indexOf('/')), read(file)])),
    moves: read('moves.json'),
    aliases: read('find.json').aliases,
    ...optional('errors'),
    ...optional('scalars'),
    ...optional('changes'),
  };
}

/** Codes and messages, those first that most operations expect. */
export function errorsByUse({ errors, operations }: Generated): [code: string, message: string][] {
  const uses = new Map<string, number>();
  for (const { errors: table } of operations.values())
    for (const { code } of table?.rows ?? []) uses.set(code, (uses.get(code) ?? 0) + 1);
  const rows = (errors?.kinds ?? []).flatMap((kind) => kind.rows);
  return rows
    .map(({ code, message = '' }): [string, string] => [code, message])
    .sort(([a], [b]) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0) || Number(a) - Number(b));
}
