import type { Oas3Rule, UserContext } from '@redocly/openapi-core';
import { isObject, type JsonObject } from '../load/json.js';
import { isRef } from '../load/source.js';

export type Rule = Oas3Rule;
export type Context = Pick<UserContext, 'report' | 'location' | 'resolve'>;
export type NodeLocation = UserContext['location'];

/** A value with references followed, and where what it leads to is written. */
export interface Placed {
  node: JsonObject;
  location: NodeLocation;
}

/** Reports a finding below the node that is being visited, with the way to mend it. */
export function report(context: Context, below: (string | number)[], what: string, fix: string, onKey = false): void {
  reportAt(context, below.length ? context.location.child(below) : context.location, what, fix, onKey);
}

/** Reports a finding anywhere; `onKey` marks the key instead of its value. */
export function reportAt(context: Context, location: NodeLocation, what: string, fix: string, onKey = false): void {
  context.report({ message: `${what} → ${fix}`, location: { ...location, reportOnKey: onKey } } as never);
}

/** Follows the references of a value that may stand in another file than the visited node; what stands beside a `$ref` wins. */
export function deref({ value, location }: { value: unknown; location: NodeLocation }, context: Context): Placed {
  if (!isRef(value)) return { node: isObject(value) ? value : {}, location };
  const { $ref: _, ...beside } = value;
  const target = context.resolve(value as never, location.source.absoluteRef);
  const node: unknown = target.node;
  return { node: isObject(node) ? { ...node, ...beside } : beside, location: target.location ?? location };
}

/** A schema with its reference followed; what stands beside a `$ref` wins. */
export const resolved = (value: unknown, context: Context): JsonObject =>
  deref({ value, location: context.location }, context).node;

/** The file that the visited node is written in. */
export const fileOf = (context: Context): string => context.location.source.absoluteRef;
