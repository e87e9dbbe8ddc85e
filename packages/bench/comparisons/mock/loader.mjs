// The load, in a process of its own: gets { port, kind, calls, connections }, returns the figures of that run.
import { load } from '../../lib/load.mjs';
import { serve } from '../../lib/worker.mjs';
import { request } from './requests.mjs';
import { wire, wireText } from './wire.mjs';

/** @typedef {{ port: number, kind: import('./requests.mjs').Kind, calls: number, connections: number }} Job */

let run = 0;

/** @param {Job} job */
async function work({ port, kind, calls, connections }) {
  run++;
  const idle = Array.from({ length: connections }, () => wire(port));
  // Signed before the clock starts: what is measured is the server.
  const texts = Array.from({ length: calls }, (_, index) =>
    wireText(request(kind, `bench-${process.pid}-${run}-${index}`)),
  );
  const cpu = process.cpuUsage();
  const start = performance.now();
  const figures = await load(
    async (index) => {
      const line = idle.pop();
      if (!line) throw new Error('more calls than connections');
      const body = await line.send(texts[index]);
      if (index === 0 && !/"code":\s*"00000"/.test(body)) throw new Error(`not a response of the exchange: ${body}`);
      idle.push(line);
    },
    { calls, connections },
  );
  const { user, system } = process.cpuUsage(cpu);
  for (const line of idle) line.close();
  return { ...figures, busy: (user + system) / 1000 / (performance.now() - start) };
}

serve(work);
