import type { TypePrinterName } from './profiles/profile.js';

/** How the calls of a document that is not ours are grouped and named. */
export const NAMINGS = ['tag', 'operationId', 'path'] as const;
export type Naming = (typeof NAMINGS)[number];

/** One description and where what it becomes goes. */
export interface Target {
  /** The OpenAPI document. */
  input: string;
  /** Folder of the package. */
  output: string;
  /** Folder of the pages. */
  docs: string;
  /** `v3`. */
  name: string;
  /** Folders that its files may be read from. @default the document's own */
  roots?: string[];
  /** How the calls of a document that is not ours are named. @default 'tag' */
  naming?: Naming;
}

/** Output that belongs to no single API: made from the models of all of them. */
export interface SharedOutput {
  /** Folder of the pages; those of each API are below it. */
  folder: string;
  /** Folder of the package of all business codes. */
  catalogue: string;
  /** Names of the targets it is made from. */
  apis: string[];
}

export interface GenerateOptions {
  targets: Target[];
  /**
   * Who prints the types: the generator itself, or openapi-typescript.
   * @default 'own' for descriptions of ours, 'openapi-typescript' for any other
   */
  types?: TypePrinterName;
  /** Compare only, write nothing. @default false */
  check?: boolean;
  /** Lint first. @default true */
  lint?: boolean;
  /** Skip what is up to date by the cache. @default true */
  cache?: boolean;
  shared?: SharedOutput;
  /** @default process.cwd() */
  cwd?: string;
  print?: (line: string) => void;
}

/** A command line that makes no sense: exit code 2, with the message. */
export class UsageError extends Error {}
