import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { Reader } from '../load/reader.js';
import { rootsOf } from '../load/root-of.js';
import { Source } from '../load/source.js';
import { type Loaded, loadOwn } from '../load-own.js';
import { buildApi } from '../model/build.js';
import { modelJson } from '../model/json.js';
import { count } from './count.js';

/** `bitget-spec model`: what the generator understands of each description, in numbers or whole as JSON. */
export async function runModel(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      input: { type: 'string' },
      root: { type: 'string', multiple: true },
    },
  });
  const loaded = values.input ? [await loadOne(values.input, values.root)] : await loadOwn();
  if (values.json) {
    const models = loaded.map(({ api, source }) => [api.name, modelJson(api, source)]);
    console.log(JSON.stringify(Object.fromEntries(models), null, 1));
  } else for (const { api } of loaded) console.log(summaryOf(api));
  return 0;
}

async function loadOne(input: string, roots: string[] = []): Promise<Loaded> {
  const source = await Source.load(input, new Reader([...rootsOf(input), ...roots]));
  return { source, api: buildApi(source, basename(dirname(source.file))) };
}

/** `v3: 320 operations, 540 schemas (300 object, 120 choice, …)` */
function summaryOf({ name, operations, schemas }: Loaded['api']): string {
  const kinds = new Map<string, number>();
  for (const { kind } of schemas.values()) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const parts = [...kinds].sort(([, a], [, b]) => b - a).map(([kind, number]) => `${number} ${kind}`);
  const detail = parts.length ? ` (${parts.join(', ')})` : '';
  return `${name}: ${count(operations.length, 'operation')}, ${count(schemas.size, 'schema')}${detail}`;
}
