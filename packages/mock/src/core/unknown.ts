import { type Refusal, refuse } from './errors.js';
import type { Catalogue } from './router.js';

/** The refusal of a path that is none, with what stands in its place if that is known. */
export function unknownPath(method: string, path: string, { routes, aliases }: Catalogue): Refusal {
  const plain = refuse(isRetired(path) ? '30032' : '40404');
  const use = aliases.get(`${method} ${path}`) ?? otherMethod(path, routes);
  if (use === undefined) return plain;
  return refuse(plain.code, { message: `${plain.message}: use ${use}`, headers: { 'x-mock-use': use } });
}

function otherMethod(path: string, routes: Catalogue['routes']): string | undefined {
  return ['GET', 'POST'].map((method) => `${method} ${path}`).find((place) => routes.has(place));
}

/** v1 was switched off on 28 November 2025; its paths name the product first. */
function isRetired(path: string): boolean {
  return /^\/api\/[a-z-]+\/v1\//.test(path);
}
