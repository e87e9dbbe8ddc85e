import { canonical, type JsonObject } from '../../load/json.js';
import type { Recorder } from '../change.js';
import type { BodySurface, Contents, ParameterSurface, ResponseSurface } from '../surface/types.js';
import { compareLifecycle } from './lifecycle.js';
import type { SchemaComparison } from './schema/compare.js';

/** Compares what an operation takes as its body. */
export function compareBodies(out: Recorder, schemas: SchemaComparison, base?: BodySurface, head?: BodySurface): void {
  const at = out.at({ part: 'request body' });
  if (!base || !head) {
    if (head) at.add(head.required ? 'required-body-added' : 'body-added');
    else if (base) at.add('body-removed');
    return;
  }
  if (base.required !== head.required) at.add(head.required ? 'body-became-required' : 'body-became-optional');
  compareContents(at.at({ given: base.required }), schemas, base.contents, head.contents);
}

/** Compares the responses of an operation by status. */
export function compareResponses(
  out: Recorder,
  schemas: SchemaComparison,
  base: Map<string, ResponseSurface>,
  head: Map<string, ResponseSurface>,
): void {
  for (const [status, response] of base) {
    const other = head.get(status);
    if (other) compareResponse(out.at({ part: `response ${status}` }), schemas, response, other);
    else out.add(isSuccess(status) ? 'success-status-removed' : 'error-status-removed', { name: status });
  }
  for (const status of head.keys())
    if (!base.has(status)) out.add(isSuccess(status) ? 'success-status-added' : 'error-status-added', { name: status });
}

const isSuccess = (status: string): boolean => /^2/.test(status);

function compareResponse(out: Recorder, schemas: SchemaComparison, base: ResponseSurface, head: ResponseSurface): void {
  if (base.description !== head.description) out.add('response-description-changed');
  for (const name of base.links) if (!head.links.includes(name)) out.add('link-removed', { name });
  for (const name of head.links) if (!base.links.includes(name)) out.add('link-added', { name });
  compareHeaders(out, schemas, base.headers, head.headers);
  compareContents(out, schemas, base.contents, head.contents);
}

type Headers = Map<string, ParameterSurface>;

function compareHeaders(out: Recorder, schemas: SchemaComparison, base: Headers, head: Headers): void {
  for (const [key, header] of base) {
    const other = head.get(key);
    const at = out.at({ part: `${out.place.part}, header ${header.name}` });
    if (!other) {
      out.add(header.required ? 'required-header-removed' : 'header-removed', { name: header.name });
      continue;
    }
    if (header.required !== other.required)
      at.add(other.required ? 'header-became-required' : 'header-became-optional');
    compareLifecycle(at, header.raw, other.raw);
    if (header.raw.description !== other.raw.description) at.add('description-changed');
    if (header.schema && other.schema) schemas.compare(header.schema, other.schema, at.at({ text: true }));
  }
  for (const [key, { name }] of head) if (!base.has(key)) out.add('header-added', { name });
}

function compareContents(out: Recorder, schemas: SchemaComparison, base: Contents, head: Contents): void {
  const several = base.size > 1 || head.size > 1;
  const fresh = new Set([...head.keys()].filter((type) => !base.has(type)));
  for (const [type, content] of base) {
    const twin = head.has(type) ? type : [...fresh].find((other) => bare(other) === bare(type) || holds(type, other));
    const other = twin === undefined ? undefined : head.get(twin);
    if (!other || twin === undefined) {
      out.add('media-type-removed', { name: type });
      continue;
    }
    fresh.delete(twin);
    if (twin !== type) out.add(mediaChange(type, twin), { was: type, now: twin });
    const at = several ? out.at({ part: `${out.place.part} as ${twin}` }) : out;
    if (content.schema && other.schema)
      schemas.compare(content.schema, other.schema, at.at({ text: !/[/+]json$/.test(bare(twin)) }));
    else if (other.schema) at.add('body-described', { name: twin });
    else if (content.schema) at.add('body-undescribed', { name: twin });
    compareEncoding(at, content.encoding, other.encoding);
  }
  for (const name of fresh) out.add('media-type-added', { name });
}

function compareEncoding(out: Recorder, base: JsonObject, head: JsonObject): void {
  for (const name of new Set([...Object.keys(base), ...Object.keys(head)]))
    if (canonical(base[name] ?? {}) !== canonical(head[name] ?? {})) out.add('part-encoding-changed', { name });
}

/** `application/json; charset=utf-8` → `application/json` */
const bare = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase();

/** `application/problem+json` is JSON, and `application/*` holds it. */
const holds = (one: string, other: string): boolean => wider(one, other) || wider(other, one);

function wider(outer: string, inner: string): boolean {
  const [kind = '', form = ''] = bare(outer).split('/');
  const [innerKind = '', innerForm = ''] = bare(inner).split('/');
  return (kind === '*' || kind === innerKind) && (form === '*' || innerForm.endsWith(`+${form}`));
}

function mediaChange(was: string, now: string) {
  if (bare(was) === bare(now)) return 'media-type-parameter-changed';
  return wider(now, was) ? 'media-type-generalized' : 'media-type-specialized';
}
