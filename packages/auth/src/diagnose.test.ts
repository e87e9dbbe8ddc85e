import { describe, expect, it } from 'vitest';
import type { RefusedParts } from './diagnose.js';
import { explainSignature } from './explain.js';
import { Signer } from './signer.js';

const credentials = { apiKey: 'the-key', secretKey: 'the-secret', passphrase: 'the-pass' };
const signer = new Signer(credentials);
const timestamp = '1695806875837';
const sign = (text: string) => signer.sign({ timestamp: text, method: '', path: '' });
const get: RefusedParts = { timestamp, method: 'GET', path: '/api/v3/account/assets' };

const SECRET = 'the secret does not belong to this key: copy both again as shown when the key was made';
const QUERY = 'something on the way writes the query anew (a proxy): it must arrive as sent';
const BODY = 'something on the way writes the body anew (a proxy): it must arrive as sent';
const GET_BODY = 'a GET has a body, which is part of what is signed but may not arrive';
const DIGITS = 'the timestamp is not in milliseconds (13 digits)';
const OTHER =
  'it was made with another secret, or the request was changed after it was signed (by middleware or a proxy)';

const causesOf = async (parts: RefusedParts) => (await explainSignature(parts, credentials)).causes;

describe('what can be said without the signature', () => {
  it.each<[string, Partial<RefusedParts>, string[]]>([
    ['nothing special', {}, [SECRET]],
    ['plain query', { query: 'limit=5&symbol=BTC-USDT_1.0' }, [SECRET]],
    ['query that is often written anew', { query: 'coin=%24AI' }, [SECRET, QUERY]],
    ['query as an object', { query: { coin: '$AI', limit: 5 } }, [SECRET, QUERY]],
    ['body', { method: 'POST', body: '{}' }, [SECRET, BODY]],
    ['body of a GET, in small letters', { method: 'get', body: '{}' }, [GET_BODY, SECRET, BODY]],
    ['time in seconds', { timestamp: '1695806875' }, [DIGITS, SECRET]],
    ['a digit too many in front', { timestamp: `0${timestamp}` }, [DIGITS, SECRET]],
    ['a digit too many at the end', { timestamp: `${timestamp}0` }, [DIGITS, SECRET]],
    ['clock that is just right', { serverTime: Number(timestamp) + 30_000 }, [SECRET]],
    [
      'clock ahead',
      { serverTime: Number(timestamp) - 31_000 },
      [SECRET, "the timestamp is -31 s from the exchange's time: set the clock"],
    ],
  ])('%s', async (_, parts, causes) => {
    expect(await causesOf({ ...get, ...parts })).toEqual(causes);
  });

  it('has the text for a query that is an object', async () => {
    const { signedString } = await explainSignature({ ...get, query: { coin: '$AI', limit: 5 } });
    expect(signedString).toBe(`${timestamp}GET${get.path}?coin=$AI&limit=5`);
  });

  it('knows no age without the exchange’s time, nor a match without signature or secret', async () => {
    expect(await explainSignature(get, credentials)).toMatchObject({ age: undefined, matches: undefined });
    expect(await explainSignature({ ...get, signature: 'x' })).toMatchObject({ matches: undefined, causes: [SECRET] });
  });
});

describe('what the signature shows', () => {
  it('is all there is to say where it shows the mistake', async () => {
    const signature = await sign(`${timestamp}get${get.path}`);
    expect(await causesOf({ ...get, signature })).toEqual(['the method was signed in small letters']);
    expect(await causesOf({ ...get, signature: 'x' })).toEqual([OTHER]);
  });

  it('leaves the guesses where it is right', async () => {
    const signature = await sign(`${timestamp}GET${get.path}`);
    expect(await explainSignature({ ...get, signature }, credentials)).toMatchObject({
      matches: true,
      causes: [SECRET],
    });
  });

  it.each([
    ['/api/v10/assets', '/assets', ['the path was signed without its leading part']],
    ['/proxy/api/v3/assets', '/proxy/assets', [OTHER]],
  ])('of %s signed as %s', async (path, signed, causes) => {
    expect(await causesOf({ ...get, path, signature: await sign(`${timestamp}GET${signed}`) })).toEqual(causes);
  });

  it('knows one spelling of a body that is no JSON', async () => {
    for (const body of ['undefined', '']) {
      const signature = await sign(`${timestamp}POST${get.path}${body}`);
      const causes = await causesOf({ ...get, method: 'POST', body: 'a=1', signature });
      expect(causes).toHaveLength(1);
      expect(causes[0]).not.toContain('another spelling');
    }
  });
});
