import type { PositionData } from '../../migrate/data.js';
import { type Resolved, resolved } from '../../model/schema/resolved.js';
import { type Node, nodesOf } from '../../model/schema/walk.js';
import type { Move } from '../../model/types.js';
import { parentOf, targetsOf } from './paths.js';
import { unlike } from './scalars.js';
import type { Shapes } from './shapes.js';

type Nodes = ReadonlyMap<string, Node>;

/** Where each position of a response is in the new one, and what keeps code from reading it there. */
export function responseMove(move: Move, old: Shapes, now: Shapes): Record<string, PositionData> {
  const before: Nodes = old.response ? nodesOf(old.response) : new Map();
  const after: Nodes = now.response ? nodesOf(now.response) : new Map();
  const targets = new Map([...before.keys()].map((path) => [path, targetsOf(path, move.response)]));
  const taken = new Map<string, number>();
  for (const [path, [to, ...others]] of targets)
    if (to !== undefined && !others.length && !isWhole(path, to, targets)) taken.set(to, (taken.get(to) ?? 0) + 1);
  const asked = Object.keys(old.request ? Object.fromEntries(nodesOf(old.request)) : {});
  const asks = (field: string) =>
    field in move.set || asked.some((path) => targetsOf(path, move.fields).includes(field));
  const entries = [...before.values()].map((node): [string, PositionData] => {
    const [to, ...others] = targets.get(node.path) ?? [];
    if (to === undefined && node.path === '' && move.response['[]']?.includes('data'))
      return [node.path, { why: 'the response is one entry itself, no list' }];
    if (to === undefined) return [node.path, { why: `${nameOf(node)} has no counterpart` }];
    if (others.length)
      return [node.path, { why: `${nameOf(node)} is in ${[to, ...others].map((path) => `\`${path}\``).join(' or ')}` }];
    const parent = parentOf(node.path);
    const holders = parent === undefined ? [''] : (targets.get(parent) ?? []);
    if (!holders.some((holder) => within(to, holder, node.kind)))
      return [node.path, { why: `${nameOf(node)} is in \`${to}\`, in something else` }];
    if ((taken.get(to) ?? 0) > 1) return [node.path, { to, why: `\`${to}\` stands for more than ${nameOf(node)}` }];
    const target = after.get(to);
    if (!target) return [node.path, { why: `\`${to}\` is not described` }];
    return [node.path, { to, ...valueMove(node, target, asks) }];
  });
  return Object.fromEntries(entries);
}

/** An object that gives way to the list in it shares its place with that list. */
const isWhole = (path: string, to: string, targets: Map<string, string[]>): boolean =>
  [...targets].some(([other, [place]]) => parentOf(other) === path && other !== path && place === to);

/** True where the way from what holds a value to the value leads through objects only, as it did. */
const within = (to: string, holder: string, kind: Node['kind']): boolean =>
  to.startsWith(holder) && to.slice(holder.length).includes('[') === (kind === 'entry' || kind === 'cell');

const nameOf = ({ path }: Node): string => (path ? `\`${path}\`` : 'the response');

function valueMove(old: Node, now: Node, asks: (field: string) => boolean): Pick<PositionData, 'why' | 'empty'> {
  const [before, after] = [single(old), single(now)];
  if (!before || !after) return sameJson(old, now) ? {} : { why: `${nameOf(old)} is of another kind` };
  if (after.nullWhen && (before.nullWhen || !asks(after.nullWhen.field))) return {};
  const loose = (after.nullable && !before.nullable) || (old.kind === 'field' && old.required && !now.required);
  if (before.kind === 'list' && after.kind === 'list') return loose ? { empty: true } : {};
  if (loose)
    return { why: `\`${now.path}\` may be ${after.nullable ? 'null' : 'absent'}, which ${nameOf(old)} is not` };
  if (before.kind !== after.kind) return { why: `${nameOf(old)} is of another kind` };
  if (before.kind === 'choice' && after.kind === 'choice') {
    const strange = after.words.filter((word) => !before.words.includes(word));
    return strange.length
      ? { why: `\`${now.path}\` has other words: ${strange.map((word) => `\`${String(word)}\``).join(', ')}` }
      : {};
  }
  const other = unlike(before, after);
  return other ? { why: `\`${now.path}\` is ${other}, ${nameOf(old)} is ${before.scalar}` } : {};
}

const single = ({ schemas: [schema, ...others] }: Node): Resolved | undefined =>
  schema && !others.length ? resolved(schema) : undefined;
const sameJson = (old: Node, now: Node): boolean =>
  JSON.stringify(old.schemas.map(({ json }) => json)) === JSON.stringify(now.schemas.map(({ json }) => json));
