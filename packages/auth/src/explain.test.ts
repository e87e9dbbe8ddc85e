import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { explainSignature } from './explain.js';
import { Signer } from './signer.js';

const credentials = { apiKey: 'the-key', secretKey: 'the-secret', passphrase: 'the-pass' };
const timestamp = '1695806875837';
const sign = (text: string) => new Signer(credentials).sign({ timestamp: text, method: '', path: '' });
const post = { timestamp, method: 'POST', path: '/api/v3/trade/place-order', body: '{"a":1,"b":[true,{"c":"d e"}]}' };
const get = { timestamp, method: 'GET', path: '/api/v3/account/assets', query: 'coin=%24AI&limit=5' };

describe('explainSignature', () => {
  it.each([
    ['percent-encoded', get, `${timestamp}GET/api/v3/account/assets?coin=%24AI&limit=5`],
    ['another order', get, `${timestamp}GET/api/v3/account/assets?limit=5&coin=$AI`],
    ['query is missing', get, `${timestamp}GET/api/v3/account/assets`],
    ['"?" before the query', get, `${timestamp}GET/api/v3/account/assetscoin=$AI&limit=5`],
    ['signed as {}', { ...get, query: '' }, `${timestamp}GET/api/v3/account/assets{}`],
    ['small letters', get, `${timestamp}get/api/v3/account/assets?coin=$AI&limit=5`],
    ['in seconds', get, '1695806875GET/api/v3/account/assets?coin=$AI&limit=5'],
    ['without its leading part', get, `${timestamp}GET/account/assets?coin=$AI&limit=5`],
    ['body is missing', post, `${timestamp}POST/api/v3/trade/place-order`],
    ['(spaces)', post, `${timestamp}POST/api/v3/trade/place-order{"a": 1, "b": [true, {"c": "d e"}]}`],
    ['(no spaces)', { ...post, body: '{ "a": 1 }' }, `${timestamp}POST/api/v3/trade/place-order{"a":1}`],
  ])('finds a mistake by its signature: %s', async (words, parts, signed) => {
    const report = await explainSignature({ ...parts, signature: await sign(signed) }, credentials);
    expect(report.matches).toBe(false);
    expect(report.causes[0]).toContain(words);
  });

  it('finds hexadecimal, and says when nothing fits', async () => {
    const right = await sign(`${timestamp}GET/api/v3/account/assets?coin=$AI&limit=5`);
    const hex = Buffer.from(right, 'base64').toString('hex');
    expect((await explainSignature({ ...get, signature: hex }, credentials)).causes[0]).toContain('hexadecimal');
    expect((await explainSignature({ ...get, signature: right }, credentials)).matches).toBe(true);
    const other = await explainSignature({ ...get, signature: 'x' }, credentials);
    expect(other.causes[0]).toContain('another secret');
  });

  it('gives the exact text without credentials, and the age', async () => {
    const { signedString, matches, age, causes } = await explainSignature({ ...get, serverTime: 1695806975837 });
    expect(signedString).toBe(`${timestamp}GET/api/v3/account/assets?coin=$AI&limit=5`);
    expect([matches, age]).toEqual([undefined, 100_000]);
    expect(causes.join()).toContain('100 s from the exchange');
    expect((await explainSignature({ ...get, timestamp: 1695806875 })).causes[0]).toContain('not in milliseconds');
  });

  it('shows no secret', async () => {
    const body =
      '{"note":"the-secret the-key","passphrase":"p4ss\\"word","apiSecretKey": "s3cret","subAccountPassword":"w0rd"}';
    const report = await explainSignature({ ...post, body, signature: await sign('x') }, credentials);
    expect(inspect(report)).not.toMatch(/the-|p4ss|s3cret|w0rd/);
  });
});
