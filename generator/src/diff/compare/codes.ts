import type { ErrorEntry } from '@bitget-spec/contract';
import type { Recorder } from '../change.js';

type Codes = Map<string, ErrorEntry>;

/** Compares the catalogues of business codes. */
export function compareCodes(out: Recorder, base: Codes, head: Codes): void {
  const fresh = new Set([...head.keys()].filter((code) => !base.has(code)));
  for (const [code, entry] of base) {
    const at = out.at({ subject: `code ${code}` });
    const other = head.get(code);
    const twin = other
      ? undefined
      : [...fresh].find((now) => entry.message && head.get(now)?.message === entry.message);
    if (other) compareCode(at, code, entry, other);
    else if (twin === undefined) at.add('code-removed', { name: code });
    else {
      fresh.delete(twin);
      at.add('code-replaced', { was: code, now: twin });
    }
  }
  for (const name of fresh) out.at({ subject: `code ${name}` }).add('code-added', { name });
}

function compareCode(out: Recorder, name: string, base: ErrorEntry, head: ErrorEntry): void {
  if (base.kind !== head.kind) out.add('code-kind-changed', { name, was: base.kind, now: head.kind });
  const [was, now] = [base.outcome ?? 'not said', head.outcome ?? 'not said'];
  if (was !== now) out.add('code-outcome-changed', { name, was, now });
  if ((base.retry === true) !== (head.retry === true))
    out.add(head.retry === true ? 'code-retry-gained' : 'code-retry-lost', { name });
  if (base.message !== head.message) out.add('code-message-changed', { name, was: base.message, now: head.message });
  if (base.meaning !== head.meaning) out.add('code-meaning-changed', { name });
  if (base.hint !== head.hint) out.add('code-hint-changed', { name });
  const [products, later] = [base.where?.join(', ') ?? 'no product', head.where?.join(', ') ?? 'no product'];
  if (products !== later) out.add('code-products-changed', { name, was: products, now: later });
}
