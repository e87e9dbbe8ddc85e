import ts from 'typescript';
import type { Change } from '../../diff/change.js';
import type { KindId } from '../../diff/kinds/index.js';
import type { Api, Operation } from '../../model/types.js';
import { groupOf, titleOf } from '../packages/bridged.js';
import type { PackagePair } from '../packages/sides.js';
import type { Which } from '../project/resolution.js';
import type { Declarations } from './declarations.js';
import type { Difference, View } from './differences.js';

/** Which kinds of change lead to which difference of types. */
const KINDS: Record<Difference['is'], RegExp> = {
  gone: /removed|renamed|moved|operation-id/,
  required: /required/,
  null: /nullable-added|became-optional|type-generalized|one-of-added|any-of-added/,
  'words-gained': /value-added|enum-(removed|opened)|one-of-added/,
  'words-lost': /value-removed|value-respelt|enum-added|enum-closed|const-/,
  type: /type-|format|alternatives|shape|one-of|any-of|enum-|const-|tuple|list/,
};

/** Changes that say nothing of what a program compiles against. */
const BESIDE = /description|example|summary|title|evidence|limit|tag-|expected-code|documentation/;

/** The changes of the descriptions by the declarations that they show in. */
export class Causes {
  private readonly byKey = new Map<string, Change[]>();
  private readonly rest: Change[] = [];

  constructor(
    private readonly declarations: Declarations,
    private readonly views: Record<Which, View>,
    pairs: readonly PackagePair[],
  ) {
    for (const pair of pairs) {
      for (const change of pair.changes) {
        if (BESIDE.test(change.kind)) continue;
        this.rest.push(change);
        for (const key of this.keysOf(pair, change)) this.byKey.set(key, [...(this.byKey.get(key) ?? []), change]);
      }
    }
  }

  /** The change that a difference comes from. */
  of({ is, key, name, words }: Difference): Change | undefined {
    const fits = ({ kind, name: word }: Change) =>
      KINDS[is].test(kind) && (!words.length || word === undefined || !/^words/.test(is) || words.includes(word));
    const own = key === undefined ? undefined : this.byKey.get(key)?.find(fits);
    return (
      own ??
      this.rest.find(
        (change) => fits(change) && isNamed(change, is === 'required' && key === undefined ? undefined : name, words),
      )
    );
  }

  /** The declarations on either side that a change is about. */
  private keysOf(pair: PackagePair, change: Change): string[] {
    const keys: string[] = [];
    for (const side of ['old', 'new'] as const) {
      const api = pair.models?.[side];
      const operation = api && operationOf(api, change, side);
      if (!api || !operation) continue;
      const { part = '', field = '' } = change;
      const member = memberOf(change, side);
      if (!part && !field && member === undefined) {
        keys.push(`${pair.name}/client#${groupOf(operation.call)}.${operation.call.at(-1)}`);
        continue;
      }
      const received = part.startsWith('response');
      const typeName = received ? operation.response.typeName : operation.request.typeName;
      const parameter = /parameter (\S+)$/.exec(member ?? '')?.[1] ?? /parameter (\S+)$/.exec(part)?.[1];
      const path = parameter !== undefined ? [parameter, ...field.split('.')] : [...field.split('.'), member ?? ''];
      if (typeName) keys.push(...this.walk(pair, side, typeName, path.filter(Boolean)));
    }
    return keys;
  }

  /** The declaration that a path below a type leads to, `data.orderList[].side`. */
  private walk(pair: PackagePair, side: Which, typeName: string, path: string[]): string[] {
    const [root] = this.declarations.at(side, `${pair.name}/types#${typeName}`);
    const { checker } = this.views[side];
    if (!root) return [];
    let types = partsOf(checker.getTypeAtLocation(root), checker);
    let key: string | undefined;
    for (const [index, segment] of path.entries()) {
      const [, name = '', lists = ''] = /^(.*?)((?:\[\])*)$/.exec(segment) ?? [];
      if (!name.startsWith('(') && name !== '' && name !== '*') {
        const found = types.flatMap((type) => checker.getPropertyOfType(type, name) ?? []);
        const [symbol] = found;
        if (!symbol) {
          // The envelope is taken off.
          if (index === 0 && name === 'data') {
            types = unwrapped(types, lists.length / 2, checker);
            continue;
          }
          return [];
        }
        key = this.declarations.keyOfSymbol(symbol) ?? key;
        types = found.flatMap((one) => partsOf(checker.getTypeOfSymbol(one), checker));
      } else if (name === '*')
        types = types.flatMap((type) => partsOf(checker.getIndexTypeOfType(type, ts.IndexKind.String), checker));
      types = unwrapped(types, lists.length / 2, checker);
    }
    return key === undefined ? [] : [key];
  }
}

/** True of a change that is about a member or a word, for differences whose declaration is not known. */
function isNamed(
  { kind, field = '', name, was, now }: Change,
  member: string | undefined,
  words: readonly string[],
): boolean {
  const last = field.split('.').at(-1)?.replaceAll('[]', '');
  const names = [
    last,
    name?.replace(/^.* /, ''),
    typeof was === 'string' ? was : '',
    typeof now === 'string' ? now : '',
  ];
  if (member !== undefined && names.includes(member)) return true;
  return words.some((word) => name === word || was === word) && /value|enum/.test(kind satisfies KindId);
}

const partsOf = (type: ts.Type | undefined, checker: ts.TypeChecker): ts.Type[] => {
  if (!type) return [];
  const whole = checker.getNonNullableType(type);
  return whole.isUnion() ? whole.types : [whole];
};

function unwrapped(types: ts.Type[], lists: number, checker: ts.TypeChecker): ts.Type[] {
  let inner = types;
  for (let count = 0; count < lists; count++)
    inner = inner.flatMap((type) => partsOf(checker.getIndexTypeOfType(type, ts.IndexKind.Number), checker));
  return inner;
}

/** The member that a change adds to or takes from what it names. */
function memberOf({ kind, name, was, now }: Change, side: Which): string | undefined {
  if (/-renamed$/.test(kind)) return String(side === 'old' ? was : now);
  return /^(required-|optional-)?(field|parameter)-|parameter-(added|removed)|with-default-added/.test(kind)
    ? name
    : undefined;
}

function operationOf({ operations }: Api, { subject, kind, was }: Change, side: Which): Operation | undefined {
  const title = kind === 'operation-moved' && side === 'old' ? String(was) : subject;
  return operations.find((operation) => titleOf(operation) === title);
}
