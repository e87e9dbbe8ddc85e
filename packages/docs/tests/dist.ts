import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const docs = fileURLToPath(new URL('..', import.meta.url));
export const dist = `${docs}dist/`;
export const built = existsSync(`${dist}index.html`);

/** Files of the finished site, `v2/mix/order/place-order.html`. */
export const files = (ending: string): string[] => filesBelow(dist, ending);

/** Files of a folder by their ending, paths relative to it. */
export const filesBelow = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith(ending))
    .sort();

/** One page of each kind. */
export const KINDS: Record<string, string> = {
  home: '',
  'a call that orders': 'v2/mix/order/place-order.html',
  'a call with a long response': 'v3/trade/unfilled-orders.html',
  'a call of the retired API': 'v1/mix/account/accounts.html',
  'a group': 'v3/trade/',
  'an API': 'v2/',
  'a guide': 'guides/errors-and-outcomes.html',
  'the calculator': 'guides/signing-calculator.html',
  'the migration of a group': 'migration/v2-v3/mix-order.html',
  'shared names': 'scalars.html',
  limits: 'limits.html',
  quality: 'quality.html',
  'a release': 'changes/unreleased.html',
  'error codes': 'errors.html',
  'not found': '404.html',
};
