import { type Check, checkFields, listOf, oneOf, text, whole } from '../core/field-checks.js';
import { isRecord } from '../core/schema.js';
import type { Fault, FaultRule, FaultsSnapshot } from './types.js';

// Longer than any test waits.
const LONGEST_DELAY = 600_000;
const LONGEST_PIECE = 1_000_000;

const share: Check = (value) =>
  typeof value === 'number' && value >= 0 && value <= 1 ? undefined : 'a number from 0 to 1';

const fieldName: Check = (value) =>
  typeof value === 'string' && /^\w+$/.test(value) ? undefined : 'the name of a field';

const side = oneOf('before', 'after');
// 204, 205 and 304 carry no body; others under 400 are no gateway's.
const status: Check = (value) =>
  [200, 301, 302, 303, 307, 308].some((one) => one === value) || whole(400, 599)(value) === undefined
    ? undefined
    : 'an HTTP status: 200, that of a redirect, or 400 to 599';

/** The kinds of fault: the field that tells them apart, and the fields each may have. */
const KINDS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  delay: { delay: whole(0, LONGEST_DELAY) },
  code: { code: text, msg: text, status, when: side },
  status: { status, when: side },
  cut: { cut: side },
  hang: { hang: oneOf(true, 'before', 'after') },
  malformed: { malformed: oneOf(true) },
  empty: { empty: oneOf(true) },
  bare: { bare: listOf(fieldName) },
  blank: { blank: oneOf('empty', 'null') },
  extra: { extra: oneOf(true) },
  late: { late: whole(0, LONGEST_DELAY) },
  duplicate: { duplicate: oneOf('first', 'last'), apart: whole(0, LONGEST_DELAY) },
  drip: { drip: whole(0, LONGEST_DELAY), bytes: whole(1, LONGEST_PIECE) },
  swap: { swap: whole(1, LONGEST_DELAY) },
  lag: { lag: whole(1, LONGEST_DELAY) },
  gap: { gap: oneOf(true) },
  repeat: { repeat: oneOf(true) },
  silent: { silent: oneOf(true) },
  halfOpen: { halfOpen: oneOf(true) },
  quoted: { quoted: oneOf(true) },
};

/** What only a frame of a socket can suffer. */
const OF_FRAMES = ['gap', 'repeat', 'silent', 'halfOpen', 'quoted'];

/** Whether a name or a pattern is one of channels, `v3:public.books`, and not of operations. */
export const namesChannel = (operation: string): boolean => /^[*\w]+:(session|public|private)\./.test(operation);

const RULE: Readonly<Record<string, Check>> = {
  id: text,
  operation: text,
  key: text,
  probability: share,
  count: whole(1, Number.MAX_SAFE_INTEGER),
};

const COUNT = whole(0, Number.MAX_SAFE_INTEGER);
const draw: Check = (value) =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && COUNT(value[1]) === undefined
    ? undefined
    : 'an API key and a count';
const ENTRY: Readonly<Record<string, Check>> = { rule: () => undefined, hits: COUNT, draws: listOf(draw) };

/** Rules and how far they are, from anywhere. @throws TypeError that names the field and what it must be */
export function checkedFaults({ made, entries, ...more }: Record<string, unknown>): FaultsSnapshot {
  checkFields({ made, entries, ...more }, { made: COUNT, entries: listOf(entry) }, 'faults.');
  if (typeof made !== 'number' || !Array.isArray(entries))
    throw new TypeError('[mock] faults.made and entries must be given');
  const checked = entries.map(({ rule, hits = 0, draws = [], ...rest }, index) => {
    const place = `faults.entries[${index}].`;
    checkFields({ rule, hits, draws, ...rest }, ENTRY, place);
    const { id, ...fields } = checkedRule(rule);
    if (id === undefined) throw new TypeError(`[mock] ${place}rule.id must be given`);
    return { rule: { ...fields, id }, hits, draws };
  });
  return { made, entries: checked };
}

const entry: Check = (value) => (isRecord(value) ? undefined : 'an object: { rule, hits, draws }');

/** A rule that came from anywhere, copied. @throws TypeError that names the field and what it must be */
export function checkedRule(rule: unknown): FaultRule {
  if (!isRecord(rule)) throw new TypeError('[mock] a fault rule must be an object: { operation, fault: { … } }');
  const { fault, ...fields } = rule;
  checkFields(fields, RULE);
  const checked = checkedFault(fault);
  const kind = OF_FRAMES.find((name) => name in checked);
  if (kind && !namesChannel(String(fields.operation ?? ''))) {
    throw new TypeError(
      `[mock] fault.${kind} is about frames of sockets: operation must name a channel, v3:public.books`,
    );
  }
  return { ...fields, fault: checked };
}

function checkedFault(fault: unknown): Fault {
  const kinds = Object.keys(KINDS).join(', ');
  if (!isRecord(fault)) throw new TypeError(`[mock] fault must be an object with one of ${kinds}`);
  const kind = Object.keys(KINDS).find((name) => fault[name] !== undefined);
  const fields = KINDS[kind ?? ''];
  if (!fields) throw new TypeError(`[mock] fault must have one of ${kinds}`);
  checkFields(fault, fields, 'fault.');
  return { ...fault } as Fault;
}
