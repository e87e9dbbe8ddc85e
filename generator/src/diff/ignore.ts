import { readFileSync } from 'node:fs';
import { nearest } from '@bitget-spec/contract/spelling';
import { isObject, listOf, textOf } from '../load/json.js';
import { yaml } from '../load/yaml.js';
import { once } from '../once.js';
import { UsageError } from '../options.js';
import { dayOf } from './compare/lifecycle.js';
import { type Finding, placeOf } from './findings.js';
import { KINDS } from './kinds/index.js';

/** One entry of an ignore file. */
export interface Ignored {
  /** Id of a kind. */
  kind: string;
  /** Where, as reports write it; `*` stands for anything. */
  at: string;
  reason: string;
  /** The last day on which it holds, `2027-01-31`. */
  until: string;
}

/**
 * Reads an ignore file: a list of `{ kind, at, reason, until }`.
 * @throws UsageError on what is not so: a change is ignored for a reason and for a time
 */
export function readIgnored(file: string): Ignored[] {
  let list: unknown;
  try {
    list = yaml().parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
  if (list !== null && !Array.isArray(list))
    throw new UsageError(`${file} is no list: write entries of kind, at, reason and until`);
  return listOf(list).map((entry, index) => ignoredOf(entry, `${file}, entry ${index + 1}`));
}

function ignoredOf(entry: unknown, where: string): Ignored {
  const wrong = (what: string): never => {
    throw new UsageError(`${where} ${what}`);
  };
  if (!isObject(entry)) return wrong('is no mapping: write kind, at, reason and until');
  const [kind, at, reason, until] = [entry.kind, entry.at, entry.reason, entry.until].map(textOf);
  const unknown = Object.keys(entry).find((key) => !['kind', 'at', 'reason', 'until'].includes(key));
  if (unknown !== undefined) return wrong(`has the key ${unknown}: there are kind, at, reason and until`);
  if (!kind || !Object.hasOwn(KINDS, kind)) return wrong(`names no kind of change: ${meant(kind ?? '')}`);
  if (!at?.trim()) return wrong('says not where: copy the place from a report into at');
  if (!reason?.trim()) return wrong('gives no reason: say in reason why no consumer is hurt');
  if (!until || dayOf(until) === undefined)
    return wrong('has no end: write a day such as 2027-01-31 into until, in quotes');
  return { kind, at, reason, until };
}

function meant(wanted: string): string {
  const best = nearest(wanted, Object.keys(KINDS));
  return `${best ? `did you mean ${best}? ` : ''}\`bitget-spec diff --kinds\` lists them`;
}

/** Splits findings into those that count and those that an entry hides. */
export function applyIgnored(
  findings: Finding[],
  entries: Ignored[],
  today = new Date(),
): { findings: Finding[]; ignored: { finding: Finding; reason: string }[]; warnings: string[] } {
  const used = new Set<Ignored>();
  const expired = (entry: Ignored): boolean => (dayOf(entry.until) ?? 0) + 86_400_000 <= today.getTime();
  const kept: Finding[] = [];
  const ignored: { finding: Finding; reason: string }[] = [];
  for (const finding of findings) {
    // A change that shows in several places is ignored where each of them is.
    const places = once(() => [placeOf(finding.change), ...finding.also]);
    const fitting = entries.filter(
      ({ kind, at }) => kind === finding.change.kind && places().every((place) => fits(at, place)),
    );
    for (const entry of fitting) used.add(entry);
    const entry = fitting.find((one) => !expired(one));
    if (entry) ignored.push({ finding, reason: entry.reason });
    else kept.push(finding);
  }
  const warnings = entries.flatMap((entry) => {
    const what = `${entry.kind} at ${entry.at}`;
    if (used.has(entry) && expired(entry))
      return [`${what} was ignored until ${entry.until}, which is past: mend it or decide anew`];
    return used.has(entry) ? [] : [`${what} is ignored and has not changed: delete the entry`];
  });
  return { findings: kept, ignored, warnings };
}

function fits(pattern: string, place: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(place);
}
