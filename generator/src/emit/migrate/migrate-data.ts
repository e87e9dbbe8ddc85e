import type { MigrateData, MoveData, OperationData } from '../../migrate/data.js';
import type { Move, Operation } from '../../model/types.js';
import type { EmittedFile } from '../files.js';
import { type Atlas, urlOf } from '../site/atlas.js';
import { requestMove } from './requests.js';
import { responseMove } from './responses.js';

/** `migrate.json`: what the command `bitget-spec migrate` goes by, an entry a line; nothing where no API leads to another. */
export function migrateData(atlas: Atlas): EmittedFile[] {
  const apis = atlas.apis.filter(({ moves }) => moves.length);
  if (!apis.length) return [];
  const named = new Set(
    apis.flatMap(({ name, moves }) => [name, ...moves.flatMap(({ to }) => to.map((key) => key.split(':')[0]))]),
  );
  const data: MigrateData = {
    operations: atlas.entries.filter(({ api }) => named.has(api.name)).map(({ operation }) => operationData(operation)),
    moves: apis.flatMap(({ moves }) => moves.map((move) => moveData(move, atlas))),
  };
  const list = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join(',\n');
  const text = `{"operations":[\n${list(data.operations)}\n],\n"moves":[\n${list(data.moves)}\n]}\n`;
  return [{ path: 'migrate.json', text }];
}

const operationData = (operation: Operation): OperationData => ({
  key: operation.key,
  url: urlOf(operation),
  type: operation.typeName,
  ...(operation.request.typeName && { request: true }),
  ...(operation.nullWhen && { narrow: operation.nullWhen.leftOut }),
});

function moveData(move: Move, atlas: Atlas): MoveData {
  const { from, to: targets, note } = move;
  const [to, ...others] = targets;
  const [old, now] = [atlas.entry(from)?.operation, to === undefined ? undefined : atlas.entry(to)?.operation];
  if (to === undefined || !old || !now) return { from, why: note ?? 'it has no counterpart' };
  if (others.length) return { from, why: `it takes several calls, ${targets.join(' and ')}. ${note ?? ''}`.trim() };
  if (note && !move.care) return { from, to, why: note };
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
