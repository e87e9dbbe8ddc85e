import type { BaseResolver, Document, NormalizedProblem } from '@redocly/openapi-core';
import { isObject } from '../load/json.js';
import { once } from '../once.js';
import type { Profile } from '../profiles/profile.js';
import { recommended, redocly, redoclyRule } from '../redocly.js';
import { plugin } from './plugin.js';
import type { Rule } from './rule.js';
import { rules, rulesOfSockets } from './rules/index.js';

const { resolveDocument } = redocly<'resolveDocument'>('resolve.js');
const { normalizeTypes } = redocly<'normalizeTypes'>('types/index.js');
const { normalizeVisitors } = redocly<'normalizeVisitors'>('visitors.js');
const { walkDocument } = redocly<'walkDocument'>('walk.js');

/** Documents that we lint, as Redocly calls them, with the types of their nodes. */
const KINDS = {
  oas3_0: once(() => normalizeTypes(redocly<'Oas3Types'>('types/oas3.js').Oas3Types)),
  oas3_1: once(() => normalizeTypes(redocly<'Oas3_1Types'>('types/oas3_1.js').Oas3_1Types)),
  async3: once(() => {
    const { AsyncApi3Types: types } = redocly<'AsyncApi3Types'>('types/asyncapi3.js');
    return normalizeTypes(plugin.typeExtension?.async3?.(types, 'async3') ?? types);
  }),
};
export type Kind = keyof typeof KINDS;

/** Undefined for what is none that we read: the loader and the model say so. */
export function kindOf(root: unknown): Kind | undefined {
  const { openapi, asyncapi } = isObject(root) ? root : {};
  if (typeof openapi === 'string')
    return openapi.startsWith('3.0.') ? 'oas3_0' : openapi.startsWith('3.1.') ? 'oas3_1' : undefined;
  return typeof asyncapi === 'string' && asyncapi.startsWith('3.') ? 'async3' : undefined;
}

/** The rules that hold for a kind of document, by name: those of Redocly that our plugin asks for, and ours. */
export function rulesFor(kind: Kind, level: Profile['rules']): Map<string, Rule> {
  const isSockets = kind === 'async3';
  const theirs = { ...recommended().rules, ...recommended()[`${kind}Rules`] };
  const config = plugin.configs?.[level];
  const settings: Record<string, unknown> = {
    ...(level === 'strict' && theirs),
    ...config?.rules,
    ...(isSockets && config?.async3Rules),
  };
  const isOn = (name: string) => settings[name] === 'error';
  const own = Object.entries(isSockets ? rulesOfSockets : rules).map(
    ([name, rule]) => [`bitget-spec/${name}`, rule] as const,
  );
  return new Map([
    ...Object.keys(theirs)
      .filter(isOn)
      .map((name) => [name, redoclyRule(name, isSockets ? 'async3' : 'oas3')] as const),
    ...own.filter(([name]) => isOn(name)),
  ]);
}

/** What rules find in a document, all of it errors: Redocly's `lintDocument`, with no more of Redocly than that takes. */
export async function applyRules(
  rules: Map<string, Rule>,
  kind: Kind,
  document: Document,
  externalRefResolver: BaseResolver,
): Promise<NormalizedProblem[]> {
  const types = KINDS[kind]();
  const { Root: rootType } = types;
  if (!rootType) throw new Error(`Redocly has no type for the root of ${kind}`);
  const severity = 'error';
  const visitors = [...rules].flatMap(([ruleId, rule]) =>
    [rule({ severity })].flat().map((visitor) => ({ ruleId, severity, visitor }) as const),
  );
  const normalizedVisitors = normalizeVisitors(visitors, types);
  const resolvedRefMap = await resolveDocument({ rootDocument: document, rootType, externalRefResolver });
  const ctx = { problems: [], specVersion: kind, visitorsData: {} };
  walkDocument({ document, rootType, normalizedVisitors, resolvedRefMap, ctx });
  return ctx.problems;
}
