import ts from 'typescript';
import type { Change } from '../../diff/change.js';
import type { Api, Operation } from '../../model/types.js';
import { groupOf, titleOf } from '../packages/bridged.js';
import type { PackagePair } from '../packages/sides.js';
import type { Which } from '../project/resolution.js';
import type { Declarations } from './declarations.js';
import type { View } from './differences.js';

/** Says which declarations of either side the changes of the descriptions are about. */
export class Locations {
  private readonly known = { old: new Map<Change, readonly string[]>(), new: new Map<Change, readonly string[]>() };

  constructor(
    private readonly declarations: Declarations,
    private readonly views: Record<Which, View>,
  ) {}

  /** Keys of what a change is about; none where it is about no operation, or nothing of it was generated. */
  of(pair: PackagePair, change: Change, side: Which): readonly string[] {
    const known = this.known[side].get(change) ?? this.keysOf(pair, change, side);
    this.known[side].set(change, known);
    return known;
  }

  private keysOf(pair: PackagePair, change: Change, side: Which): string[] {
    const { part = '', field = '' } = change;
    const member = memberOf(change, side);
    const api = pair.models?.[side];
    const operation = api && operationOf(api, change, side);
    if (!part && !field && member === undefined)
      return operation ? [`${pair.name}/client#${groupOf(operation.call)}.${operation.call.at(-1)}`] : [];
    const [, place, named] = /(\w+) parameter (\S+)$/.exec(member ?? '') ?? /(\w+) parameter (\S+)$/.exec(part) ?? [];
    const parameter = change.kind === 'path-parameter-renamed' ? member : named;
    const path = parameter === undefined ? [...field.split('.'), member ?? ''] : [parameter, ...field.split('.')];
    const typeName = part.startsWith('response') ? operation?.response.typeName : operation?.request.typeName;
    const starts = [
      ...(typeName === undefined ? [] : this.typesAt(side, `${pair.name}/types#${typeName}`)),
      ...this.ofRoute(pair, change, side, part, place),
    ];
    return [...new Set(starts.flatMap((start) => this.walk(side, start, path.filter(Boolean)) ?? []))];
  }

  /** What `paths` says of a part of an operation. It is there of a package that was generated before, too. */
  private ofRoute(pair: PackagePair, change: Change, side: Which, part: string, place = ''): ts.Type[] {
    const [method = '', url = ''] = titleIn(change, side).split(' ');
    const { checker } = this.views[side];
    const below = (types: ts.Type[], name: string): ts.Type[] =>
      types.flatMap((type) => {
        const symbol = checker.getPropertyOfType(type, name);
        return symbol ? partsOf(checker.getTypeOfSymbol(symbol), checker) : [];
      });
    const status = /^response (\w+)/.exec(part)?.[1];
    const way = place
      ? ['parameters', place]
      : status === undefined
        ? ['requestBody', 'content', 'application/json']
        : ['responses', status, 'content', 'application/json'];
    return [url, method.toLowerCase(), ...way].reduce(below, this.typesAt(side, `${pair.name}/paths#paths`));
  }

  private typesAt(side: Which, key: string): ts.Type[] {
    const { checker } = this.views[side];
    const [root] = this.declarations.at(side, key);
    return root ? partsOf(checker.getTypeAtLocation(root), checker) : [];
  }

  /** The declaration that a path below a type leads to, `data.orderList[].side`. */
  private walk(side: Which, start: ts.Type, path: string[]): string | undefined {
    const { checker } = this.views[side];
    let types = [start];
    let key: string | undefined;
    for (const [index, segment] of path.entries()) {
      const [, name = '', lists = ''] = /^(.*?)((?:\[\])*)$/.exec(segment) ?? [];
      if (name === '*')
        types = types.flatMap((type) => partsOf(checker.getIndexTypeOfType(type, ts.IndexKind.String), checker));
      else if (name !== '' && !name.startsWith('(')) {
        const found = types.flatMap((type) => checker.getPropertyOfType(type, name) ?? []);
        const [symbol] = found;
        if (symbol) {
          key = this.declarations.keyOfSymbol(symbol) ?? key;
          types = found.flatMap((one) => partsOf(checker.getTypeOfSymbol(one), checker));
        } else if (index > 0 || name !== 'data') return undefined;
        // Otherwise the envelope is taken off.
      }
      for (let count = 0; count < lists.length / 2; count++)
        types = types.flatMap((type) => partsOf(checker.getIndexTypeOfType(type, ts.IndexKind.Number), checker));
    }
    return key;
  }
}

const partsOf = (type: ts.Type | undefined, checker: ts.TypeChecker): ts.Type[] => {
  if (!type) return [];
  const whole = checker.getNonNullableType(type);
  return whole.isUnion() ? whole.types : [whole];
};

/** The member that a change adds to or takes from what it names. */
function memberOf({ kind, name, was, now }: Change, side: Which): string | undefined {
  if (/-renamed$/.test(kind)) return String(side === 'old' ? was : now);
  return /^(required-|optional-)?(field|parameter)-|parameter-(added|removed)|with-default-added/.test(kind)
    ? name
    : undefined;
}

/** `GET /api/v3/trade/order-info`, as the operation is called on a side. */
const titleIn = ({ subject, kind, was }: Change, side: Which): string =>
  kind === 'operation-moved' && side === 'old' ? String(was) : subject;

export const operationOf = ({ operations }: Api, change: Change, side: Which): Operation | undefined =>
  operations.find((operation) => titleOf(operation) === titleIn(change, side));
