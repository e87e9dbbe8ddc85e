// The site and the mock exchange, both on loopback: `npm start [-- --port 4000 --mock-port 4010]`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createMockExchange } from '@bitget-spec/mock/node';
import { serve } from './serve.mjs';

const docs = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { port: { type: 'string', default: '4000' }, 'mock-port': { type: 'string', default: '4010' } },
});

if (!existsSync(`${docs}dist/index.html`)) {
  console.log('The site is not built yet; that takes about half a minute.');
  const { status } = spawnSync(process.execPath, [`${docs}scripts/build.mjs`], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

try {
  const mock = await createMockExchange().listen({ port: Number(values['mock-port']) });
  const site = await serve(`${docs}dist`, { port: Number(values.port) });
  console.log(`docs           ${site.url}\nmock exchange  ${mock.url}`);
  const stop = () => Promise.all([site.close(), mock.close()]);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
