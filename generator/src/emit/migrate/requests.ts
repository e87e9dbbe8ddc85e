import type { FieldData, FitsData } from '../../migrate/data.js';
import type { Bounds, ChoiceSchema } from '../../model/schema/kinds.js';
import { type Resolved, resolved } from '../../model/schema/resolved.js';
import { type Node, nodesOf } from '../../model/schema/walk.js';
import type { Move } from '../../model/types.js';
import { carrierOf, pagesOn } from './pages.js';
import { lastOf, parentOf, targetsOf } from './paths.js';
import { unlike } from './scalars.js';
import type { Shapes } from './shapes.js';

type Nodes = ReadonlyMap<string, Node>;

export interface RequestMove {
  /** Why no call can be rewritten. */
  why?: string;
  fields: Record<string, FieldData>;
}

/** What becomes of each field of a request. */
export function requestMove(move: Move, old: Shapes, now: Shapes): RequestMove {
  const before: Nodes = old.request ? nodesOf(old.request) : new Map();
  const after: Nodes = now.request ? nodesOf(now.request) : new Map();
  const fields = Object.fromEntries(
    [...before.values()]
      .filter(({ path }) => path !== '')
      .map((node) => [node.path, pagedMove(node, fieldMove(node, move, after), move, old, now)]),
  );
  const moved = Object.values(fields).map(({ to }) => to);
  const reshaped = Object.entries(fields).find(([path, { to }]) => to !== undefined && !sameShape(path, to, fields));
  if (reshaped)
    return {
      why: `the request has another shape: \`${reshaped[0]}\` becomes \`${reshaped[1].to || 'the body'}\``,
      fields,
    };
  const covered = new Set([...moved, ...Object.keys(move.set)]);
  const missing = [...after.values()].find(
    ({ path, kind, required }) =>
      kind === 'field' && required && !path.includes('[') && !path.includes('.') && !covered.has(path),
  );
  return { ...(missing && { why: `\`${missing.path}\` is required, and nothing in the old request says it` }), fields };
}

/** A field stays in what holds it: only names change. */
function sameShape(path: string, to: string, fields: Record<string, FieldData>): boolean {
  const parent = parentOf(path);
  const holder = parent === '' ? '' : parent === undefined ? undefined : fields[parent]?.to;
  return parentOf(to) === holder && (lastOf(path) === '[]') === (lastOf(to) === '[]');
}

function fieldMove(node: Node, move: Move, after: Nodes): FieldData {
  const { path } = node;
  if (move.drop.includes(path)) return { drop: true };
  const targets = targetsOf(path, move.fields);
  if (!targets.length) return { why: `\`${path}\` has no counterpart` };
  const to = targets.length === 1 ? targets[0] : targets.find((target) => move.care && target === path);
  if (to === undefined)
    return {
      why: `\`${path}\` becomes ${targets.map((target) => `\`${target}\``).join(' or ')}, depending on what is meant`,
    };
  const target = after.get(to);
  if (!target) return { why: `\`${to}\` is not described` };
  const looked = move.care?.some(({ when }) => when?.[path] === 'absent') ?? false;
  const absent = absentOf(node, target, move.enums[path] ?? {}, looked);
  return { to, ...valueMove(node, target, move.enums[path] ?? {}), ...(absent && { absent }) };
}

/** What asks for the next page goes on only where both APIs take it from the same place of the response, and as far back. */
function pagedMove(node: Node, field: FieldData, move: Move, old: Shapes, now: Shapes): FieldData {
  if (field.to === undefined || field.why) return field;
  const why =
    node.path === carrierOf(old.paging) || field.to === carrierOf(now.paging)
      ? pagesOn(node.path, field.to, move, old.paging, now.paging)
      : undefined;
  if (why) return { ...field, why };
  const [before = Infinity, days = Infinity] = [old.paging?.windowDays, now.paging?.windowDays];
  return days < before && (node.path === 'startTime' || node.path === 'endTime')
    ? {
        ...field,
        why: `from \`startTime\` to \`endTime\` v3 reaches over ${days} days at most, v2 further: ask for each stretch`,
      }
    : field;
}

type Words = Record<string, string[]>;

function absentOf(old: Node, now: Node, words: Words, looked: boolean): string | undefined {
  if (old.kind !== 'field') return undefined;
  if (now.required && !old.required) return `\`${now.path}\` is required, so say it`;
  // the old API refuses the call without it, the new one takes that for all there is
  if (old.required && !now.required)
    return `v3 takes the call without \`${now.path}\` too, so it must be certain that it is said`;
  const [before, after] = [defaultOf(old), defaultOf(now)];
  if (before === after) return undefined;
  if (before === undefined || after === undefined)
    return looked
      ? undefined
      : `without \`${old.path}\` ${before === undefined ? 'v3' : 'v2'} takes \`${String(before ?? after)}\`, and no source says what ${before === undefined ? 'v2' : 'v3'} takes, so say it`;
  const same = (words[String(before)] ?? [String(before)]).join() === String(after);
  return same
    ? undefined
    : `without \`${old.path}\` it takes \`${String(after)}\` for \`${String(before)}\`, so say it`;
}

const defaultOf = ({ schemas }: Node) =>
  schemas.map((schema) => resolved(schema).default).find((value) => value !== undefined);

type ValueMove = Pick<FieldData, 'words' | 'number' | 'fits' | 'why'>;

function valueMove(old: Node, now: Node, words: Words): ValueMove {
  const [before, after] = [single(old), single(now)];
  if (!before || !after) return sameJson(old, now) ? {} : { why: `\`${old.path}\` is of another kind` };
  const renamed = Object.keys(words).length > 0;
  const other = before.kind === after.kind && before.kind !== 'choice' && unlike(before, after);
  if (other) return { why: `\`${now.path}\` is ${other}, \`${old.path}\` is ${before.scalar}` };
  if (after.kind === 'number' && before.kind !== 'number') return numberMove(old, now, before, after);
  if (before.kind === 'choice' && !before.open) return wordsMove(wordsOf(before), after, words, before.accepts);
  if (after.kind === 'choice' && before.kind === 'text' && !renamed)
    return { words: Object.fromEntries(after.words.map((word) => [String(word), String(word)])) };
  if (renamed) return wordsMove(Object.keys(words), after, words, {});
  if (before.kind !== after.kind) return { why: `\`${old.path}\` is of another kind` };
  const fits = fitsOf(before.bounds, after.bounds);
  return fits ? { fits } : {};
}

/** Words that are numbers become them. */
function numberMove(old: Node, now: Node, before: Resolved, { bounds }: Resolved): ValueMove {
  if (before.kind !== 'choice' || before.open) return { why: `\`${now.path}\` is a number` };
  const { minimum = -Infinity, maximum = Infinity } = bounds;
  const words = before.words.map(String).filter((word) => Number(word) >= minimum && Number(word) <= maximum);
  return words.length
    ? { words: Object.fromEntries(words.map((word) => [word, word])), number: true }
    : { why: `\`${old.path}\` is of another kind` };
}

const single = ({ schemas: [schema, ...others] }: Node): Resolved | undefined =>
  schema && !others.length ? resolved(schema) : undefined;
const sameJson = (old: Node, now: Node): boolean =>
  JSON.stringify(old.schemas.map(({ json }) => json)) === JSON.stringify(now.schemas.map(({ json }) => json));

const wordsOf = ({ words }: ChoiceSchema): string[] => words.map(String);

/** Every word that the old API takes, other spellings too, and what it is called now. */
function wordsMove(before: string[], after: Resolved, words: Words, accepts: Record<string, string>): ValueMove {
  const spelt = [...before.map((word) => [word, word] as const), ...Object.entries(accepts)];
  const pairs = spelt.flatMap(([spelling, word]) => {
    const targets = words[word] ?? [word];
    const [target] = targets;
    return target !== undefined && targets.length === 1 && takes(after, target) ? [[spelling, target] as const] : [];
  });
  return { words: Object.fromEntries(pairs) };
}

const takes = (schema: Resolved, word: string): boolean =>
  schema.kind === 'choice' ? wordsOf(schema).includes(word) : schema.kind === 'text' && !fitsOf({}, schema.bounds);

/** What the new request asks of a value that the old one did not. */
function fitsOf(before: Bounds, after: Bounds): FitsData | undefined {
  const fits: FitsData = {
    ...(after.pattern !== undefined && after.pattern !== before.pattern && { pattern: after.pattern }),
    ...(after.minLength !== undefined &&
      !((before.minLength ?? 0) >= after.minLength) && { minLength: after.minLength }),
    ...(after.maxLength !== undefined &&
      !((before.maxLength ?? Infinity) <= after.maxLength) && { maxLength: after.maxLength }),
    ...(after.minimum !== undefined && !((before.minimum ?? -Infinity) >= after.minimum) && { minimum: after.minimum }),
    ...(after.maximum !== undefined && !((before.maximum ?? Infinity) <= after.maximum) && { maximum: after.maximum }),
  };
  return Object.keys(fits).length ? fits : undefined;
}
