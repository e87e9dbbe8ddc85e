import { cpus, totalmem } from 'node:os';

/** What the figures were taken on: no name, no date. */
export function machine() {
  const cores = cpus();
  const model = cores[0]?.model.trim() || 'unknown CPU';
  return `${cores.length} cores (${model}), ${Math.round(totalmem() / 2 ** 30)} GiB memory, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}
