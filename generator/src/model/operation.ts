import { relative } from 'node:path';
import type { AccountKind, Effect, Limit, Lookup, Paging } from '@bitget-spec/contract';
import type { Diagnostic } from '../load/diagnostic.js';
import { isObject, type Json, listOf, objectOf, textOf, textsOf } from '../load/json.js';
import { camelJoin, capitalize, memberName, nameOf, typeName } from './names.js';
import { nullWhenOf } from './null-when.js';
import type { RawOperation } from './raw-operation.js';
import { requestOf } from './request.js';
import { responseOf } from './response.js';
import { isPlainUrl, wordProblems } from './route-words.js';
import type { Operation, Why } from './types.js';

/** Reads one operation, and what is wrong with it. */
export function operationOf(input: RawOperation): { operation: Operation; problems: Diagnostic[] } {
  const { raw, method, path, location } = input;
  const problems: Diagnostic[] = [];
  const problem = (pointer: string, message: string, fix?: string) => {
    problems.push(input.source.diagnose({ file: location.file, pointer: location.pointer + pointer }, message, fix));
  };
  if (input.conventions.profile.names === 'url') {
    for (const { pointer, message, fix } of wordProblems(raw)) problem(pointer, message, fix);
    if (!isPlainUrl(path))
      problem(
        '',
        `the URL ${JSON.stringify(path)} names no call`,
        'write words of letters, digits, - and _ between slashes',
      );
  }
  const names = namesOf(input);
  const request = requestOf(input, names.typeName, problem);
  const response = responseOf(input, names.typeName);
  const nullWhen = nullWhenOf(request, response);
  const link = textOf(objectOf(raw.externalDocs).url);
  const orderId = textOf(raw['x-order-id']);
  const limits = limitsOf(raw['x-rate-limit']);
  const paging = raw['x-paging'];
  const lookup = raw['x-lookup'];
  const why = raw['x-why'];
  const operation: Operation = {
    ...names,
    method,
    path,
    location,
    file: relative(input.cwd, location.file),
    tags: textsOf(raw.tags),
    summary: textOf(raw.summary) ?? '',
    description: textOf(raw.description)?.trim() ?? '',
    ...(link && { link }),
    deprecated: raw.deprecated === true,
    signed: listOf(raw.security ?? input.document.security).length > 0,
    ...(limits && { limits }),
    permission: textOf(raw['x-permission']) ?? 'unknown',
    account: (textOf(raw['x-account']) ?? 'any') as AccountKind,
    effect: (textOf(raw['x-effect']) ?? (method === 'get' ? 'read' : 'write')) as Effect,
    ...(orderId && { orderId }),
    ...(isObject(why) && { why: why as Why }),
    ...(isObject(paging) && { paging: paging as unknown as Paging }),
    ...(lookup && { lookups: (Array.isArray(lookup) ? lookup : [lookup]) as unknown as Lookup[] }),
    errors: textsOf(raw['x-errors']),
    evidence: textsOf(raw['x-source']),
    fidelity: input.stateful.has(names.key) ? 'stateful' : 'validated',
    request,
    response,
    ...(nullWhen && { nullWhen }),
  };
  return { operation, problems };
}

function namesOf(input: RawOperation): Pick<Operation, 'id' | 'key' | 'call' | 'typeName'> {
  const { raw, method, path, api } = input;
  const url = input.conventions.profile.names === 'url' ? nameOf(path) : undefined;
  const given = textOf(raw.operationId);
  if (url) {
    const id = given ?? url.operationId;
    return { id, key: url.key, call: url.call, typeName: capitalize(camelJoin(url.call)) };
  }
  const id = given ?? memberName(`${method} ${path.replaceAll(/[{}]/g, '')}`);
  return { id, key: `${api}:${id}`, call: [memberName(id)], typeName: typeName(id) };
}

function limitsOf(value: Json | undefined): Limit[] | undefined {
  return Array.isArray(value) ? (value as unknown as Limit[]) : undefined;
}
