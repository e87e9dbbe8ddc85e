import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readFacts } from './facts.mjs';
import { placesOf } from './match.mjs';

const PLACES = new Set([
  '',
  'orderList',
  'orderList[]',
  'orderList[].orderId',
  'orderList[].side',
  'side',
  'rates',
  'rates.*',
  'rows',
  'rows[]',
  'rows[][0]',
  'rows[][1]',
]);
const found = (...paths: (string | number)[][]) => [...placesOf(paths, PLACES).found].sort();

describe('a path of a source', () => {
  test('is the field where it stands', () => {
    expect(found(['orderList', 0, 'side'], ['rates', 'BTC'], ['rows', 3, 1])).toEqual([
      'orderList[].side',
      'rates.*',
      'rows[][1]',
    ]);
  });

  test('that stands elsewhere is found by its name, in either case', () => {
    expect(found(['orderid'])).toEqual(['orderList[].orderId']);
    expect(found(['list', 0, 'orderId'])).toEqual(['orderList[].orderId']);
  });

  test('that is one field is not another of the same name', () => {
    expect(found(['side'])).toEqual(['side']);
    expect(found(['side'], ['list', 0, 'side'])).toEqual(['orderList[].side', 'side']);
  });

  test('of a row is a cell: by number, or by the order of the names', () => {
    expect(found(['[1]'])).toEqual(['rows[][1]']);
    expect(found(['rows', '[]', 'time'], ['rows', '[]', 'open'], ['rows', '[]', 'more'])).toEqual([
      'rows[][0]',
      'rows[][1]',
    ]);
  });

  test('that is nowhere is lost, and reported', () => {
    expect(placesOf([['gone'], ['orderList']], PLACES).lost).toEqual([['gone']]);
  });
});

describe('a folder of facts', () => {
  function folder(text: string): string {
    const path = mkdtempSync(join(tmpdir(), 'facts-'));
    onTestFinished(() => rmSync(path, { recursive: true }));
    writeFileSync(join(path, 'rest-v9.jsonl'), text);
    return path;
  }

  test('says what each source knows', () => {
    const fact = {
      method: 'POST',
      path: '/api/v9/order',
      seenIn: ['docs-2025-12', 'go-sdk-2026-09', 'seed'],
      documentedRequest: [
        { name: 'list', depth: 0 },
        { name: 'price', depth: 1 },
        { name: '~~gone~~', depth: 0 },
      ],
      goRequest: { list: { t: { type: 'array', items: { properties: { price: {} } } } } },
      tsResponse: { type: 'array', tuple: [{ type: 'string' }] },
      exampleResponse: { data: { ids: ['1'] } },
      'since2026-10': ['response: ids and more of late [ts-sdk-2026-10, ccxt-4.5]'],
    };
    const [read] = readFacts(folder(JSON.stringify(fact)));
    expect(read?.sources.sort()).toEqual(['example', 'go', 'page', 'ts']);
    expect(read?.request).toEqual([
      { source: 'page', paths: [['list'], ['list', 'price']] },
      { source: 'go', paths: [['list'], ['list', '[]'], ['list', '[]', 'price']] },
    ]);
    expect(read?.response).toEqual([
      { source: 'example', paths: [['ids'], ['ids', 0]] },
      { source: 'ts', paths: [[0]] },
      { source: 'ts', paths: [['ids'], ['more']] },
      { source: 'ccxt', paths: [['ids'], ['more']] },
    ]);
  });

  test('that is none, or broken, is named with what is wrong', () => {
    const broken = folder('{"method":"GET"\n');
    expect(() => readFacts(broken)).toThrow(`[evidence] ${join(broken, 'rest-v9.jsonl')}:1 is not JSON`);
    expect(() => readFacts(tmpdir())).toThrow('holds no rest-*.jsonl: name the folder of the facts');
  });
});
