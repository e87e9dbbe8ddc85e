import type { Found } from '../load/source.js';
import type { Variant } from './directions.js';
import { globalNames } from './global-names.js';
import { typeName } from './names.js';

/** What the emitted code calls by these names. */
const OWN = new Set([
  ...['Client', 'ClientOptions', 'PlainOptions', 'CallOptions', 'HttpClient', 'HttpError', 'Operations', 'OpenText'],
  'WithRequired',
]);

/** A type by such a name would hide another one from whoever imports it. */
const isReserved = (type: string): boolean => OWN.has(type) || globalNames().has(type);

/** How a named schema is read, and what it is called to a reader: a scalar has one name in requests and responses. */
export interface Reading {
  name: string;
  variant: Variant;
}

/** Both readings of a schema share its name where only one is used; else that of responses says so. */
export const componentName = (base: string, variant: Variant, variants: number): string =>
  variant === 'written' || variants === 1 ? base : `${base}Response`;

/** A name that no other component has, nor one whose type would be called the same: `pet-item` and `PetItem`. */
export function freeComponent(taken: Map<string, string>, prefix: string, wanted: string, content: string): string {
  const free = prefix === 'schemas/' && isReserved(typeName(wanted)) ? `${wanted}Model` : wanted;
  for (let count = 1; ; count++) {
    const name = count === 1 ? free : `${free}${count}`;
    const type = typeName(name);
    const other = taken.get(prefix + type);
    if (other === undefined) {
      taken.set(prefix + type, name + content);
      return name;
    }
    if (other === name + content && !content.includes('"$ref":""')) return name;
  }
}

/** Last word of a reference: `scalars.yaml#/Price` → `Price`, `pet.yaml` → `pet`. */
export function baseName(found: Found): string {
  const word = found.pointer
    ? found.pointer.split('/').pop()
    : found.file
        .split('/')
        .pop()
        ?.replace(/\.\w+$/, '');
  const plain = (word ?? 'Schema').replaceAll('~1', '/').replaceAll('~0', '~');
  return plain.replace(/[^A-Za-z0-9._-]+/g, '_');
}
