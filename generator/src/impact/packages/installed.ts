import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isObject, type Json, objectOf, textOf } from '../../load/json.js';
import type { TypedPackage } from './typed-package.js';

/** A package that was generated before, in a folder such as `node_modules/@bitget-spec/v3`; undefined where there is none. */
export function installedPackage(folder: string): TypedPackage | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file) || !existsSync(join(folder, 'openapi.json'))) return undefined;
  const { name, exports } = objectOf(JSON.parse(readFileSync(file, 'utf8')));
  if (typeof name !== 'string') return undefined;
  const root = resolve(folder);
  return {
    name,
    root,
    entry: (subpath) => {
      const path = pathOf(objectOf(exports)[subpath === '.' ? '.' : `./${subpath}`]);
      // One that was generated and never built has its sources alone.
      const source = path?.replace(/^\.\/dist\/(.*?)(\.d)?\.[jt]s$/, 'src/$1.ts');
      return [path, source].flatMap((one) => (one && existsSync(join(root, one)) ? [join(root, one)] : []))[0];
    },
  };
}

const pathOf = (entry: Json | undefined): string | undefined =>
  isObject(entry) ? (textOf(entry.types) ?? textOf(entry.default)) : textOf(entry);
