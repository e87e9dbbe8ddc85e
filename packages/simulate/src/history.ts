import type { FaultRule } from '@bitget-spec/mock';

/** What happens in a history, each step by itself: any of them may be left out. */
export type Step = {
  /** Milliseconds from the beginning. */
  at: number;
  /** Stays when others are left out; prices and amounts are made of it, so that nothing is taken for another. */
  id: number;
} & (
  | { do: 'place'; own: boolean }
  /** Another order, with the number that an earlier step has used. */
  | { do: 'repeat'; of: number }
  | { do: 'batch'; size: number; own: boolean }
  | { do: 'cancel'; of: number }
  | { do: 'transfer'; own: boolean }
  | { do: 'withdraw'; own: boolean }
  | { do: 'read' }
  | { do: 'fault'; rule: FaultRule }
  /** Requests and responses take up to so long, for so long: they overtake each other. */
  | { do: 'slow'; ms: number; forMs: number }
  /** The machine's clock is set. */
  | { do: 'jump'; ms: number }
  /** The process dies, and another takes its place. */
  | { do: 'crash' }
  /** The client is closed, and another takes its place. */
  | { do: 'close' }
);

export interface History {
  seed: number;
  timeoutMs: number;
  steps: readonly Step[];
}

const TROUBLE: ReadonlySet<Step['do']> = new Set(['fault', 'slow', 'jump', 'crash', 'close', 'repeat']);

/** Whether a step may be the reason for an outcome that nobody knows. */
export const isTrouble = (step: Step): boolean => TROUBLE.has(step.do);

/** A history as a test can hold it. */
export function print({ seed, timeoutMs, steps }: History): string {
  const lines = steps.map((step) => `    ${JSON.stringify(step)},`);
  return `{ seed: ${seed}, timeoutMs: ${timeoutMs}, steps: [\n${lines.join('\n')}\n] }`;
}
