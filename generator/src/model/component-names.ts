import type { Found } from '../load/source.js';
import type { Variant } from './directions.js';
import { typeName } from './names.js';

/** What the emitted code calls by these names already, its own or TypeScript's. */
const RESERVED = new Set([
  ...['Client', 'ClientOptions', 'PlainOptions', 'CallOptions', 'HttpClient', 'HttpError', 'Operations', 'OpenText'],
  ...['Record', 'Omit', 'WithRequired', 'Promise', 'Blob'],
]);

/** How a named schema is read, and what it is called to a reader: a scalar has one name in requests and responses. */
export interface Reading {
  name: string;
  variant: Variant;
}

/** Both readings of an object share a name where only one is used. */
export const componentName = (base: string, variant: Variant, variants: number): string =>
  variant === 'Any'
    ? `Any${base}`
    : variant === 'Object'
      ? variants > 1
        ? `${base}Answer`
        : base
      : `${base}${variant}`;

/** A name that no other component has, nor one whose type would be called the same: `pet-item` and `PetItem`. */
export function freeComponent(taken: Map<string, string>, prefix: string, wanted: string, content: string): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}${count}`;
    const type = typeName(name);
    if (prefix === 'schemas/' && RESERVED.has(type)) continue;
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
