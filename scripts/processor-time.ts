/** Milliseconds of processor time that this process has taken: what else the machine does takes none of it. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
