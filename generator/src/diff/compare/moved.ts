import type { OperationSurface } from '../surface/types.js';
import { fingerprint } from './schema/fingerprint.js';
import { similarNames } from './schema/similar.js';

/**
 * Operations that are gone, and the new one that each became: the one that has its operationId, or the one of its method and
 * shape whose path is nearly the same.
 */
export function movedOperations(
  base: Map<string, OperationSurface>,
  head: Map<string, OperationSurface>,
): Map<OperationSurface, OperationSurface> {
  const moved = new Map<OperationSurface, OperationSurface>();
  const fresh = [...head].filter(([key]) => !base.has(key)).map(([, operation]) => operation);
  if (!fresh.length) return moved;
  for (const [key, operation] of base) {
    if (head.has(key)) continue;
    const id = operation.raw.operationId;
    const twin =
      fresh.find((other) => id !== undefined && other.raw.operationId === id) ??
      fresh.find((other) => samePath(operation, other) && shapeOf(operation) === shapeOf(other));
    if (!twin) continue;
    moved.set(operation, twin);
    fresh.splice(fresh.indexOf(twin), 1);
  }
  return moved;
}

/** `/api/v1/pets` and `/api/v2/pet`: as many parts, each of which is nearly the same. */
function samePath(one: OperationSurface, other: OperationSurface): boolean {
  const [a, b] = [one.path.split('/'), other.path.split('/')];
  const [method, otherMethod] = [one.title.split(' ')[0], other.title.split(' ')[0]];
  if (method !== otherMethod || a.length !== b.length) return false;
  return a.every((part, index) => part === b[index] || similarNames(part, b[index] ?? ''));
}

/** All that goes in and out. */
function shapeOf({ parameters, body, responses }: OperationSurface): string {
  const contents = (found: NonNullable<OperationSurface['body']>['contents']) =>
    [...found].map(([type, { schema }]) => `${type} ${schema ? fingerprint(schema) : ''}`);
  return JSON.stringify([
    [...parameters.values()]
      .map(({ name, in: place, schema }) => `${place} ${name} ${schema ? fingerprint(schema) : ''}`)
      .sort(),
    body && contents(body.contents),
    [...responses].map(([status, response]) => [status, contents(response.contents)]),
  ]);
}
