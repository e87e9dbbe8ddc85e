import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { apiOf, type Files, folderOf, OURS } from '../../test/documents.js';
import { runSafety } from '../commands/safety.js';
import { compareSafety } from './compare.js';
import { safetyOf } from './facts.js';
import { parseSafety } from './list.js';
import { printSafety } from './print.js';

const ROOT = `${OURS.replace('responses: open', 'responses: open, errors: ./errors.yaml, safety: ../safety.yaml')}paths:
  /api/v9/trade/place: { post: { security: [{ key: [] }], x-permission: trade:write, x-effect: order, x-order-id: clientOid, x-lookup: { operation: 'v9:trade.plans', by: clientOid, filters: false }, responses: {} } }
  /api/v9/trade/plans: { get: { security: [{ key: [] }], x-permission: trade:read, x-paging: { style: cursor, next: data.cursor, limit: limit, max: 50 }, responses: {} } }
  /api/v9/market/time: { get: { x-permission: none, responses: {} } }
`;
const ERRORS = `'40010': { message: Request timed out, kind: unknown-outcome, outcome: unknown }
'40011': { message: Empty, kind: parameter }
'43001': { message: The order does not exist, kind: not-found }
`;
const OWN: Files = { 'spec/v9/openapi.yaml': ROOT, 'spec/v9/errors.yaml': ERRORS, 'spec/safety.yaml': '' };

describe('the list', () => {
  test('has a line a call and code, reads and silent codes together', async () => {
    const api = await apiOf(ROOT.replace(', safety: ../safety.yaml', ''), { 'errors.yaml': ERRORS }, 'v9');
    const text = printSafety(safetyOf(api));
    expect(text.slice(text.indexOf('\ncalls:') + 1)).toMatchInlineSnapshot(`
      "calls:
        v9:trade.place: { method: POST, effect: order, permission: trade:write, orderId: clientOid, lookups: [ { operation: v9:trade.plans, by: clientOid, filters: false, wholeBelow: 50 } ] }
      reads:
        v9:market: { 'none, unsigned': [ time ] }
        v9:trade: { trade:read: [ plans ] }
      codes:
        '40010': { outcome: unknown, classes: [ unknown ] }
        '43001': { classes: [ absent ] }
      silent:
        '400': [ '40011' ]
      "
    `);
    expect(compareSafety(parseSafety(parse(text)), safetyOf(api))).toEqual([]);
  });

  test('differs by what is new, gone or changed, of one API only where that is wanted', () => {
    const facts = (calls: object, codes: object) => parseSafety(JSON.parse(JSON.stringify({ calls, codes })));
    const listed = facts({ 'v8:a': { effect: 'read' }, 'v9:b': { effect: 'order' }, 'v9:c': {} }, { 1: {} });
    const said = facts({ 'v9:b': { effect: 'read', orderId: 'clientOid' }, 'v9:d': {} }, { 1: { outcome: 'taken' } });
    expect(compareSafety(listed, said, 'v9').map(({ key, what }) => `${key} ${what}`)).toEqual([
      'v9:b effect is read, and was order; orderId is clientOid, and was not said',
      'v9:c is gone, and was {}',
      'v9:d is new: {}',
      '1 outcome is taken, and was not said',
    ]);
    expect(compareSafety(listed, said)).toHaveLength(5);
  });
});

describe('the command', () => {
  const cwd = process.cwd();
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    vi.spyOn(console, 'log').mockImplementation((line: string) => said.push(line));
    vi.spyOn(console, 'error').mockImplementation((line: string) => said.push(line));
  });
  afterEach(() => {
    process.chdir(cwd);
    vi.restoreAllMocks();
  });

  test('prints what differs and fails; only --accept writes, and then they agree', async () => {
    const folder = folderOf(OWN);
    const list = join(folder, 'spec/safety.yaml');
    process.chdir(folder);
    expect(await runSafety([])).toBe(1);
    expect(said).toContain('v9:market.time is new: {effect:read,method:GET,permission:none, unsigned}');
    expect(said.at(-1)).toMatch(/^\[bitget-spec\] spec\/safety\.yaml names other facts .* 6 in all: .* --accept/);
    expect(readFileSync(list, 'utf8')).toBe('');
    expect(await runSafety(['--accept'])).toBe(0);
    expect(said.at(-1)).toBe('spec/safety.yaml: 3 calls, 3 codes, 6 changed');
    expect(await runSafety([])).toBe(0);
    expect(said.at(-1)).toBe('spec/safety.yaml is as the descriptions: 3 calls, 3 codes');
  });

  test('says where to name the list if nothing does', async () => {
    process.chdir(folderOf({ ...OWN, 'spec/v9/openapi.yaml': ROOT.replace(', safety: ../safety.yaml', '') }));
    await expect(runSafety([])).rejects.toThrow('no description names a safety list: add safety: ../safety.yaml');
  });
});
