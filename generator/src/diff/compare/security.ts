import { type JsonObject, objectOf, textOf } from '../../load/json.js';
import type { Recorder } from '../change.js';
import type { OperationSurface } from '../surface/types.js';

type Ways = OperationSurface['security'];

/** Compares the ways to authenticate that an operation takes, one of which is enough. */
export function compareSecurity(out: Recorder, base: Ways, head: Ways, renamed: ReadonlyMap<string, string>): void {
  const was = base.map((way) => new Map([...way].map(([scheme, scopes]) => [renamed.get(scheme) ?? scheme, scopes])));
  const at = out.at({ part: 'security' });
  const [open, still] = [isOpen(was), isOpen(head)];
  const [before, after] = [was.filter(needs), head.filter(needs)];
  if (open && !still) {
    at.add('authentication-required', { now: after.map(wordsOf).join(' or ') });
    return;
  }
  if (!open && still) {
    if (after.length) at.add('authentication-became-optional');
    else at.add('authentication-dropped', { was: before.map(wordsOf).join(' or ') });
    if (!after.length) return;
  }
  for (const way of before) {
    const twin = after.find((other) => schemesOf(other) === schemesOf(way));
    if (!twin) at.add('authentication-alternative-removed', { name: wordsOf(way) });
    else compareScopes(at, way, twin);
  }
  for (const way of after)
    if (!before.some((other) => schemesOf(other) === schemesOf(way)))
      at.add('authentication-alternative-added', { name: wordsOf(way) });
}

const needs = (way: Map<string, string[]>): boolean => way.size > 0;
const isOpen = (ways: Ways): boolean => !ways.length || ways.some((way) => !way.size);
const schemesOf = (way: Map<string, string[]>): string => [...way.keys()].sort().join(' and ');
const wordsOf = schemesOf;

function compareScopes(out: Recorder, base: Map<string, string[]>, head: Map<string, string[]>): void {
  for (const [scheme, scopes] of head) {
    const was = base.get(scheme) ?? [];
    for (const now of scopes) if (!was.includes(now)) out.add('scope-required', { name: scheme, now });
    for (const old of was) if (!scopes.includes(old)) out.add('scope-dropped', { name: scheme, was: old });
  }
}

/** Schemes that are called otherwise and are the same: old name to new. */
export function renamedSchemes(base: Map<string, JsonObject>, head: Map<string, JsonObject>): Map<string, string> {
  const renamed = new Map<string, string>();
  const fresh = [...head].filter(([name]) => !base.has(name));
  for (const [name, scheme] of base) {
    if (head.has(name)) continue;
    const twin = fresh.find(([other, raw]) => ![...renamed.values()].includes(other) && sameScheme(scheme, raw));
    if (twin) renamed.set(name, twin[0]);
  }
  return renamed;
}

const sameScheme = (one: JsonObject, other: JsonObject): boolean => {
  const bare = ({ description: _description, ...rest }: JsonObject): string => JSON.stringify(rest);
  return bare(one) === bare(other);
};

/** Compares how the schemes prove who calls. */
export function compareSchemes(
  out: Recorder,
  base: Map<string, JsonObject>,
  head: Map<string, JsonObject>,
  renamed: ReadonlyMap<string, string>,
): void {
  for (const [name, scheme] of base) {
    const now = renamed.get(name);
    if (now !== undefined) out.add('security-scheme-renamed', { was: name, now });
    const other = head.get(now ?? name);
    if (other) compareScheme(out, now ?? name, scheme, other);
    else out.add('security-scheme-removed', { name });
  }
  const known = new Set(renamed.values());
  for (const name of head.keys()) if (!base.has(name) && !known.has(name)) out.add('security-scheme-added', { name });
}

function compareScheme(out: Recorder, name: string, base: JsonObject, head: JsonObject): void {
  const [was, now] = [typeOf(base), typeOf(head)];
  if (was !== now) {
    out.add('security-scheme-type-changed', { name, was, now });
    return;
  }
  const [place, moved] = [`${base.in} ${base.name}`, `${head.in} ${head.name}`];
  if (place !== moved) out.add('security-key-moved', { name, was: place, now: moved });
  const [format, other] = [textOf(base.bearerFormat) ?? 'of any form', textOf(head.bearerFormat) ?? 'of any form'];
  if (format !== other) out.add('security-bearer-format-changed', { name, was: format, now: other });
  compareUrl(out, `URL of ${name}`, base.openIdConnectUrl, head.openIdConnectUrl);
  const [flows, later] = [objectOf(base.flows), objectOf(head.flows)];
  for (const flow of new Set([...Object.keys(flows), ...Object.keys(later)])) {
    if (!(flow in later)) out.add('oauth-flow-removed', { name, was: flow });
    else if (!(flow in flows)) out.add('oauth-flow-added', { name, now: flow });
    else compareFlow(out, `${name} (${flow})`, objectOf(flows[flow]), objectOf(later[flow]));
  }
}

function compareFlow(out: Recorder, name: string, base: JsonObject, head: JsonObject): void {
  compareUrl(out, `authorization URL of ${name}`, base.authorizationUrl, head.authorizationUrl);
  compareUrl(out, `token URL of ${name}`, base.tokenUrl, head.tokenUrl);
  compareUrl(out, `refresh URL of ${name}`, base.refreshUrl, head.refreshUrl);
  const [was, now] = [objectOf(base.scopes), objectOf(head.scopes)];
  for (const scope of new Set([...Object.keys(was), ...Object.keys(now)])) {
    if (!(scope in now)) out.add('oauth-scope-removed', { name: scope });
    else if (!(scope in was)) out.add('oauth-scope-added', { name: scope });
    else if (was[scope] !== now[scope]) out.add('oauth-scope-description-changed', { name: scope });
  }
}

function compareUrl(out: Recorder, name: string, was: unknown, now: unknown): void {
  if (was !== now) out.add('oauth-url-changed', { name, was: textOf(was) ?? 'none', now: textOf(now) ?? 'none' });
}

const typeOf = ({ type, scheme }: JsonObject): string => [type, scheme].filter(Boolean).join(' ').toLowerCase();
