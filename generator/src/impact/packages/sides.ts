import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '../../diff/change.js';
import { compareSides } from '../../diff/index.js';
import { readSides, type Side } from '../../diff/side/side.js';
import { loadPrinter } from '../../emit/print/load-printer.js';
import type { PrinterOf } from '../../emit/print/type-printer.js';
import { buildApi } from '../../model/build.js';
import type { Api } from '../../model/types.js';
import { type Naming, UsageError } from '../../options.js';
import { bridgedPackage, renamedOperations } from './bridged.js';
import { emittedPackage, packageNameOf } from './emitted.js';
import { installedPackage } from './installed.js';
import type { TypedPackage } from './typed-package.js';

/** One API before and after. */
export interface PackagePair {
  /** What the project imports. */
  name: string;
  old: TypedPackage;
  new: TypedPackage;
  /**
   * The new types with calls and types under their old names besides, where some have another one: what is called by an old
   * name would otherwise be of no type, and nothing could be said of what is done with it.
   */
  bridged?: TypedPackage;
  /** The models, where the types were made from descriptions. */
  models?: { old: Api; new: Api };
  changes: Change[];
}

export interface SidesOptions {
  from: string;
  to: string;
  /** Folder below which what is only in memory seems to lie. */
  home: string;
  roots: string[];
  naming?: Naming | undefined;
  /** Name of the package, where there is one and it is not called after its description. */
  packageName?: string | undefined;
  /** Whether the project imports a package of that name. */
  isUsed: (packageName: string) => boolean;
}

/**
 * Reads both sides and makes the types of each API that the project uses.
 * @throws UsageError where a side names nothing, or the two have no API in common; SpecError on bad descriptions
 */
export async function readPairs(options: SidesOptions): Promise<PackagePair[]> {
  const { from, to, roots, isUsed, packageName } = options;
  const used = (name: string) => packageName !== undefined || isUsed(`@bitget-spec/${name}`) || isUsed(name);
  const settings = { roots, whole: true };
  const some = await readSides(from, to, { ...settings, only: used });
  // It may be imported by a path, or by an alias.
  const [base, head] = some.every(({ sources }) => sources.size) ? some : await readSides(from, to, settings);
  const changes = compareSides(base, head);
  const names = namesIn(base, head);
  if (!names.length)
    throw new UsageError(`${from} and ${to} have no description in common: name two states of one and the same API`);
  if (packageName !== undefined && names.length > 1)
    throw new UsageError(`--package names one package, and there are ${names.map(([, now]) => now).join(', ')}`);
  const pairs: PackagePair[] = [];
  for (const [was, now] of names) {
    const sides = { old: madeOf(options, base, was), new: madeOf(options, head, now) };
    const own = changes.filter(({ api }) => api === now);
    // The same for both, so that they differ in what is described alone.
    const printerOf = await loadPrinter('api' in sides.new ? sides.new.api.profile.types : 'own');
    pairs.push(pairOf(sides, options, own, printerOf));
  }
  return pairs;
}

/** Descriptions that both sides have, by name; two that are alone are states of one. */
function namesIn(base: Side, head: Side): [string, string][] {
  const [was, now] = [[...base.sources.keys()], [...head.sources.keys()]];
  const [one, other] = [was[0], now[0]];
  if (was.length === 1 && now.length === 1 && one !== undefined && other !== undefined) return [[one, other]];
  return now.filter((name) => base.sources.has(name)).map((name) => [name, name]);
}

/** A package that was generated before, which is taken as it is, or a model to generate one from. */
type Made = { name: string; installed: TypedPackage } | { name: string; api: Api };

function madeOf({ naming }: SidesOptions, { label, sources }: Side, name: string): Made {
  const installed = existsSync(label) ? installedPackage(label) : undefined;
  if (installed) return { name: installed.name, installed };
  const source = sources.get(name);
  if (!source) throw new UsageError(`${label} holds no description called ${name}`);
  const api = buildApi(source, name, process.cwd(), naming);
  return { name: packageNameOf(api), api };
}

function pairOf(
  made: { old: Made; new: Made },
  { packageName, home }: SidesOptions,
  changes: Change[],
  printerOf: PrinterOf,
): PackagePair {
  const name = packageName ?? made.new.name;
  const packageOf = (one: Made, side: string) =>
    'installed' in one ? one.installed : emittedPackage(one.api, name, join(home, side, name), printerOf);
  const pair = { name, old: packageOf(made.old, 'old'), new: packageOf(made.new, 'new'), changes };
  if ('installed' in made.old || 'installed' in made.new) return pair;
  const models = { old: made.old.api, new: made.new.api };
  const renamed = renamedOperations(models.old, models.new, changes);
  if (!renamed.length) return { ...pair, models };
  return { ...pair, models, bridged: bridgedPackage(pair.new, join(home, 'bridged', name), renamed) };
}
