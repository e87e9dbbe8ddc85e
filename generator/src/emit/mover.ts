// Moves a prepared tree in, in a process of its own: a kill that is meant for the generator cannot stop it halfway.
// Arguments: the run's folder, the process that started this one. That one sees by the journal how far this one came.
import { rmSync } from 'node:fs';
import { moveIn, rollBack } from './journal.js';

const [run = '', parent] = process.argv.slice(2);
const orphaned = () => process.ppid !== Number(parent);
try {
  moveIn(run);
} catch {
  if (orphaned()) rollBack(run);
}
if (orphaned()) rmSync(run, { recursive: true, force: true });
