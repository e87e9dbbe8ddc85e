import { relative } from 'node:path';
import type { AccountKind, Effect, Limit, Lookup, Paging } from '@bitget-spec/contract';
import type { Diagnostic } from '../load/diagnostic.js';
import { isObject, type Json, listOf, objectOf, textOf, textsOf } from '../load/json.js';
import { isUrl } from '../load/remote.js';
import { nullWhenOf } from './null-when.js';
import { namesOf } from './operation-names.js';
import type { Report } from './parameters.js';
import type { RawOperation } from './raw-operation.js';
import { requestOf } from './request.js';
import { responseOf } from './response.js';
import { isPlainUrl, wordProblems } from './route-words.js';
import { serversOf } from './servers.js';
import type { Operation, Why } from './types.js';

/** An operation, what is wrong with it, and what its author should know. */
export interface ReadOperation {
  operation: Operation;
  problems: Diagnostic[];
  advice: Diagnostic[];
}

/** Reads one operation. */
export function operationOf(input: RawOperation): ReadOperation {
  const { raw, method, path, location } = input;
  const problems: Diagnostic[] = [];
  const advice: Diagnostic[] = [];
  const diagnose = (pointer: string, message: string, fix?: string) =>
    input.source.diagnose({ file: location.file, pointer: location.pointer + pointer }, message, fix);
  const problem: Report = (...said) => void problems.push(diagnose(...said));
  const strict = input.conventions.profile.rules === 'strict';
  const advise: Report = (...said) => void advice.push({ ...diagnose(...said), severity: 'warn' });
  const reports = { problem, advise: strict ? problem : advise };
  if (input.conventions.profile.names === 'url') {
    for (const { pointer, message, fix } of wordProblems(raw)) problem(pointer, message, fix);
    if (!isPlainUrl(path))
      problem(
        '',
        `the URL ${JSON.stringify(path)} names no call`,
        'write words of letters, digits, - and _ between slashes',
      );
  }
  const names = namesOf(input, reports.advise);
  const request = requestOf(input, names.typeName, reports);
  const response = responseOf(input, names.typeName);
  const [server] = serversOf(raw.servers ?? input.servers, input.source.url);
  const security = listOf(raw.security ?? input.document.security);
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
    ...(server && { server }),
    location,
    file: isUrl(location.file) ? location.file : relative(input.cwd, location.file),
    tags: textsOf(raw.tags),
    summary: textOf(raw.summary) ?? '',
    description: textOf(raw.description)?.trim() ?? '',
    ...(link && { link }),
    deprecated: raw.deprecated === true,
    signed: security.length > 0,
    security: security.map((requirement) => Object.keys(objectOf(requirement))),
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
  return { operation, problems, advice };
}

function limitsOf(value: Json | undefined): Limit[] | undefined {
  return Array.isArray(value) ? (value as unknown as Limit[]) : undefined;
}
