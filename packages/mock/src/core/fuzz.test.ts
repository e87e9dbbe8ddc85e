import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMockExchange } from '../hosts/exchange.js';
import { apis, envelope, NOW, signed } from '../testing.js';

const { handle } = createMockExchange({ apis, now: NOW });
const paths = apis.flatMap((api) => api.operations.map((operation) => operation.path));
const text = fc.string({ unit: 'binary', maxLength: 60 });
const deep = fc.constantFrom('['.repeat(200_000), `${'['.repeat(50_000)}${']'.repeat(50_000)}`, '{"a":'.repeat(50_000));
const body = fc.oneof(
  { arbitrary: text, weight: 50 },
  { arbitrary: fc.json(), weight: 50 },
  { arbitrary: deep, weight: 1 },
);
const url = fc.tuple(fc.constantFrom(...paths, '', '/', '/api/v3/'), fc.option(text)).map(([path, query]) => {
  return query === null ? path : `${path}?${query}`;
});

const names = fc.constantFrom(
  'access-key',
  'access-sign',
  'access-timestamp',
  'access-passphrase',
  'content-type',
  'x',
);

it('answers whatever comes in the envelope', async () => {
  const property = fc.asyncProperty(
    fc.string(),
    url,
    fc.dictionary(names, text),
    body,
    async (method, to, headers, sent) => {
      const reply = await handle({ method, url: to, headers, body: sent });
      expect(envelope(reply).code).not.toBe('00000');
      expect(reply.status).toBeGreaterThanOrEqual(400);
    },
  );
  await fc.assert(property, { numRuns: Number(process.env.FUZZ_RUNS ?? 1000) });
}, 600_000);

it('checks whatever is signed', async () => {
  const property = fc.asyncProperty(fc.constantFrom(...paths), body, async (path, sent) => {
    const reply = await handle(signed('POST', path, sent));
    expect([200, 400, 404]).toContain(reply.status);
  });
  await fc.assert(property, { numRuns: Number(process.env.FUZZ_RUNS ?? 1000) });
}, 600_000);
