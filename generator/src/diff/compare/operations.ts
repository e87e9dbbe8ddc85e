import { canonical, objectOf, textOf, textsOf } from '../../load/json.js';
import type { Place, Recorder } from '../change.js';
import type { OperationSurface } from '../surface/types.js';
import { compareBodies, compareResponses } from './bodies.js';
import { compareFacts } from './facts.js';
import { compareLifecycle, isUnstable, mayGo, stabilityOf } from './lifecycle.js';
import { movedOperations } from './moved.js';
import { compareParameters } from './parameters.js';
import type { SchemaComparison } from './schema/compare.js';
import { compareSecurity } from './security.js';
import type { Unchanged } from './unchanged.js';

export interface Operations {
  schemas: SchemaComparison;
  /** Of the documents, for operations that name none. */
  servers: { base: string[]; head: string[] };
  /** Security schemes that have another name: old to new. */
  renamedSchemes: ReadonlyMap<string, string>;
  unchanged: Unchanged;
}

type Found = Map<string, OperationSurface>;

/** Compares all operations, and tells those that moved from those that are gone. */
export function compareOperations(out: Recorder, context: Operations, base: Found, head: Found): void {
  const moved = movedOperations(base, head);
  for (const [key, operation] of base) {
    const other = head.get(key) ?? moved.get(operation);
    const at = out.at(placeOf(operation, other));
    if (!other) {
      removed(at, operation);
      continue;
    }
    if (!head.has(key)) at.add('operation-moved', { was: operation.title, now: other.title });
    compareOperation(at, context, operation, other);
  }
  const known = new Set(moved.values());
  for (const [key, operation] of head)
    if (!base.has(key) && !known.has(operation)) out.at(placeOf(undefined, operation)).add('operation-added');
}

/** Compares webhooks, whose bodies the consumer receives. */
export function compareWebhooks(out: Recorder, context: Operations, base: Found, head: Found): void {
  for (const [key, operation] of base) {
    const other = head.get(key);
    const at = out.at({ ...placeOf(operation, other), subject: `webhook ${operation.title}` });
    if (other) compareOperation(at.at({ polarity: 'response' }), context, operation, other);
    else at.add('webhook-removed');
  }
  for (const [key, operation] of head)
    if (!base.has(key))
      out.at({ ...placeOf(undefined, operation), subject: `webhook ${operation.title}` }).add('webhook-added');
}

const placeOf = (base: OperationSurface | undefined, head: OperationSurface | undefined): Partial<Place> => ({
  subject: (head ?? base)?.title ?? '',
  ...(base && { base: base.location }),
  ...(head && { head: head.location }),
});

function removed(out: Recorder, { raw }: OperationSurface): void {
  if (isUnstable(raw)) out.add('unstable-operation-removed', { was: stabilityOf(raw) });
  else if (raw.deprecated !== true) out.add('operation-removed');
  else if (mayGo(raw)) out.add('deprecated-operation-removed');
  else out.add('operation-removed-before-sunset', { was: String(raw['x-sunset']) });
}

function compareOperation(out: Recorder, context: Operations, base: OperationSurface, head: OperationSurface): void {
  const { schemas, servers, unchanged } = context;
  compareSecurity(out, base.security, head.security, context.renamedSchemes);
  // What changes for all is said once, of the document.
  if (base.servers || head.servers) compareServers(out, base.servers ?? servers.base, head.servers ?? servers.head);
  if (unchanged.same({ ...base.raw, shared: base.shared }, { ...head.raw, shared: head.shared })) return;
  compareNames(out, base, head);
  compareLifecycle(out, base.raw, head.raw);
  compareFacts(out, base.raw, head.raw);
  // What a webhook or callback sends, its consumer receives; what that answers, he sends.
  const turned = out.place.polarity === 'response';
  const sent = out.at({ polarity: turned ? 'response' : 'request' });
  const received = out.at({ polarity: turned ? 'request' : 'response' });
  const touched = (part: string): boolean => !unchanged.same(base.raw[part] ?? null, head.raw[part] ?? null);
  // Parameters of a path are told by their positions in it.
  if (base.path !== head.path || touched('parameters') || !unchanged.same(base.shared, head.shared))
    compareParameters(sent, schemas, base, head);
  if (touched('requestBody')) compareBodies(sent, schemas, base.body, head.body);
  if (touched('responses')) compareResponses(received, schemas, base.responses, head.responses);
  compareCallbacks(out, context, base.callbacks, head.callbacks);
}

/** Compares the URLs that a document or an operation is called at. */
export function compareServers(out: Recorder, base: string[], head: string[]): void {
  for (const name of base) if (!head.includes(name)) out.add('server-removed', { name });
  for (const name of head) if (!base.includes(name)) out.add('server-added', { name });
}

function compareNames(out: Recorder, { raw: base }: OperationSurface, { raw: head }: OperationSurface): void {
  const [was, now] = [textOf(base.operationId), textOf(head.operationId)];
  if (was !== now) {
    const change = was === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
    out.add(`operation-id-${change}`, { ...(was !== undefined && { was }), ...(now !== undefined && { now }) });
  }
  if (base.summary !== head.summary) out.add('summary-changed');
  if (base.description !== head.description) out.add('description-changed');
  const [tags, later] = [textsOf(base.tags), textsOf(head.tags)];
  for (const name of later) if (!tags.includes(name)) out.add('tag-added', { name });
  for (const name of tags) if (!later.includes(name)) out.add('tag-removed', { name });
  const [link, other] = [textOf(objectOf(base.externalDocs).url), textOf(objectOf(head.externalDocs).url)];
  if (canonical(link ?? '') !== canonical(other ?? ''))
    out.add('documentation-link-changed', { was: link ?? 'none', now: other ?? 'none' });
}

function compareCallbacks(out: Recorder, context: Operations, base: Found, head: Found): void {
  const turned = out.at({ polarity: 'response' });
  for (const [name, callback] of base) {
    const other = head.get(name);
    if (other)
      compareOperation(turned.at({ subject: `${out.place.subject}, callback ${name}` }), context, callback, other);
    else out.add('callback-removed', { name });
  }
  for (const name of head.keys()) if (!base.has(name)) out.add('callback-added', { name });
}
