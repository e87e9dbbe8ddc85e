// Moves prepared trees in, in a process of its own: a kill that is meant for the generator cannot stop it halfway. It waits for
// the folder of a run, which comes as a message, and sends it back when it is done; it ends with whoever started it. That one sees
// by the journal how far this one came.
// Argument: the process that started this one.
import { rmSync } from 'node:fs';
import { moveIn, rollBack } from './journal.js';

const parent = Number(process.argv[2]);
const orphaned = () => process.ppid !== parent;

process.on('message', (run: string) => {
  try {
    moveIn(run);
  } catch {
    if (orphaned()) rollBack(run);
  }
  if (orphaned()) rmSync(run, { recursive: true, force: true });
  else process.send?.(run, () => {}); // it may be gone by then
});
