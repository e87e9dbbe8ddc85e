import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signedQuery, wireQuery } from './query.js';
import { stringToSign } from './string-to-sign.js';

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...' +%&=?#$\'"()*!,币💸\ud800', 'a') }),
  fc.integer(),
  fc.boolean(),
  fc.constant(undefined),
  fc.constant(null),
  fc.array(fc.string(), { maxLength: 3 }),
);
const isGiven = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null);
const textOf = (value: unknown) => String(value).replace(/\p{Surrogate}/gu, '\ufffd');
const params = fc.dictionary(fc.string({ minLength: 1 }), value);

describe('the query', () => {
  it('leaves out what is not given and keeps what is empty', () => {
    expect(wireQuery({ b: undefined, a: null, list: [], empty: '', zero: 0, no: false })).toBe(
      'empty=&no=false&zero=0',
    );
  });

  it('joins lists, serialises objects, sorts by code unit', () => {
    expect(signedQuery(wireQuery({ b: ['y', null, 'x'], a: { deep: 1 }, B: 2n }))).toBe('B=2&a={"deep":1}&b=y,x');
  });

  it('takes half a surrogate pair as fetch would', () => {
    expect(wireQuery({ a: 'x\ud800' })).toBe('a=x%EF%BF%BD');
  });

  it('signs a stray % as it stands', () => {
    expect(signedQuery('a=50%')).toBe('a=50%');
  });

  it('property: decoded, the query as sent is the query as signed', () => {
    fc.assert(
      fc.property(params, (given) => {
        const parts = { timestamp: 1, method: 'get', path: '/p' };
        expect(stringToSign({ ...parts, query: signedQuery(wireQuery(given)) })).toBe(
          stringToSign({ ...parts, query: given }),
        );
      }),
    );
  });

  it('property: a URL reads back the same pairs, in ascending order, and leaves the query as it is', () => {
    fc.assert(
      fc.property(params, (given) => {
        const wire = wireQuery(given);
        const url = new URL(`https://host/path?${wire}`);
        const names = Object.keys(given).filter((name) => isGiven(given[name]));
        expect([...url.searchParams]).toEqual(names.sort().map((name) => [textOf(name), textOf(given[name])]));
        expect(url.search).toBe(wire && `?${wire}`);
      }),
    );
  });

  it('property: only unreserved characters and %XX, never +', () => {
    const allowed = /^([A-Za-z0-9_.~=&-]|%[0-9A-F]{2})*$/;
    fc.assert(fc.property(params, (given) => allowed.test(wireQuery(given))));
  });

  it('property: the order of the arguments makes no difference', () => {
    fc.assert(
      fc.property(params, (given) => {
        const turned = Object.fromEntries(Object.entries(given).reverse());
        expect(wireQuery(turned)).toBe(wireQuery(given));
      }),
    );
  });
});
