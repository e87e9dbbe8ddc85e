import type { MigrateData, MoveData, OperationData } from '../../migrate/data.js';
import type { Move } from '../../model/types.js';
import type { EmittedFile } from '../files.js';
import { Atlas, urlOf } from '../site/atlas.js';
import type { SiteApi, SiteOperation } from '../site/site-api.js';
import { requestMove } from './requests.js';
import { responseMove } from './responses.js';
import { ShapeReader } from './shapes.js';

/** `migrate.json`: what the command `bitget-spec migrate` goes by, an entry a line; nothing where no API leads to another. */
export function migrateData(all: SiteApi[]): EmittedFile[] {
  const atlas = new Atlas(all);
  const apis = all.filter(({ moves }) => moves.length);
  if (!apis.length) return [];
  const named = new Set(
    apis.flatMap(({ name, moves }) => [name, ...moves.flatMap(({ to }) => to.map((key) => key.split(':')[0]))]),
  );
  const shapes = new ShapeReader();
  const data: MigrateData = {
    operations: atlas.entries.filter(({ api }) => named.has(api.name)).map(({ operation }) => operationData(operation)),
    moves: apis.flatMap(({ moves }) => moves.map((move) => moveData(move, atlas, shapes))),
  };
  const list = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join(',\n');
  const text = `{"operations":[\n${list(data.operations)}\n],\n"moves":[\n${list(data.moves)}\n]}\n`;
  return [{ path: 'migrate.json', text }];
}

const operationData = (operation: SiteOperation): OperationData => ({
  key: operation.key,
  url: urlOf(operation),
  type: operation.typeName,
  ...(operation.takes && { request: true }),
  ...(operation.narrow !== undefined && { narrow: operation.narrow }),
});

function moveData(move: Move, atlas: Atlas, shapes: ShapeReader): MoveData {
  const { from, to: targets, note } = move;
  const [to, ...others] = targets;
  const [before, after] = [atlas.entry(from), to === undefined ? undefined : atlas.entry(to)];
  if (to === undefined || !before || !after) return { from, why: note ?? 'it has no counterpart' };
  if (others.length) return { from, why: `it takes several calls, ${targets.join(' and ')}. ${note ?? ''}`.trim() };
  if (note && !move.care) return { from, to, why: note };
  const never = move.care?.find(({ when, reads, order }) => !when && !reads && !order);
  if (never) return { from, to, why: never.why };
  const [old, now] = [shapes.shapesOf(before), shapes.shapesOf(after)];
  const { why, fields } = requestMove(move, old, now);
  if (why) return { from, to, why: [why, note].filter(Boolean).join('. ') };
  return {
    from,
    to,
    ...(Object.keys(move.set).length && { set: move.set }),
    request: fields,
    response: responseMove(move, old, now),
    ...(move.care?.length && { care: move.care }),
  };
}
