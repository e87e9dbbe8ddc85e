import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { isUrl } from './load/remote.js';
import { rootsOf } from './load/root-of.js';
import { NAMINGS, type SharedOutput, type Target, UsageError } from './options.js';
import { TYPE_PRINTERS, type TypePrinterName } from './profiles/profile.js';

/** The one description that a command line names. */
export function oneTarget(
  input: string | undefined,
  output: string | undefined,
  roots: string[] = [],
  names?: string,
): Target {
  if (!input || !output)
    throw new UsageError('--input and --output go together: name the document and the folder to write');
  const naming = NAMINGS.find((word) => word === names);
  if (names !== undefined && !naming)
    throw new UsageError(`--names ${names} is unknown: write one of ${NAMINGS.join(', ')}`);
  return {
    ...(naming && { naming }),
    input: isUrl(input) ? input : resolve(input),
    output: resolve(output),
    docs: resolve(output, 'docs'),
    name: basename(resolve(output)),
    roots: [...rootsOf(input), ...roots],
  };
}

/** Who prints the types, as a command line says it. */
export function typePrinterOf(word: string | undefined): TypePrinterName | undefined {
  const printer = TYPE_PRINTERS.find((one) => one === word);
  if (word !== undefined && !printer)
    throw new UsageError(`--types ${word} is unknown: write one of ${TYPE_PRINTERS.join(', ')}`);
  return printer;
}

/** Every `spec/<api>/openapi.yaml` of the working directory. */
export function ownTargets(): Target[] {
  const names = existsSync('spec') ? readdirSync('spec').sort() : [];
  const targets = names
    .filter((name) => existsSync(join('spec', name, 'openapi.yaml')))
    .map((name) => ({
      input: resolve('spec', name, 'openapi.yaml'),
      output: resolve('generated', name),
      docs: resolve('generated/docs', name),
      name,
    }));
  if (!targets.length)
    throw new UsageError('no spec/*/openapi.yaml here: name a document with --input FILE --output DIR');
  return targets;
}

/** What our own targets share: the pages around theirs, and the catalogue of codes. */
export const sharedOutputOf = (targets: Target[]): SharedOutput => ({
  folder: resolve('generated/docs'),
  catalogue: resolve('generated/errors'),
  apis: targets.map(({ name }) => name),
});
