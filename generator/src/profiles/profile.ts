/** Who prints the types. */
export const TYPE_PRINTERS = ['own', 'openapi-typescript'] as const;
export type TypePrinterName = (typeof TYPE_PRINTERS)[number];

/** What differs between descriptions that follow this project's conventions and those of others, as data. */
export interface Profile {
  name: 'ours' | 'foreign';
  /** How operations are named: by the URL, or by the operationId. */
  names: 'url' | 'operationId';
  /** Which rules hold: all, those over the model among them, or only what any OpenAPI document must keep. */
  rules: 'strict' | 'any';
  /** Who prints its types, where nobody says otherwise. */
  types: TypePrinterName;
  /** Files of the package that not every package has, by the names of their emitters. */
  emitters: readonly ('core' | 'calls' | 'validators')[];
  package: {
    /** Scope of its name; undefined where it is called after its folder. */
    scope?: string;
    /** It is one of this workspace: built after those that it imports, and published with them. */
    workspace: boolean;
  };
  client: {
    /** What examples call it. */
    variable: string;
    /** Module that the package is built on: its types, and what its root exports. */
    module: string;
    /** Module of what generated code calls. */
    runtime: string;
    /** The function of the runtime that makes a client, and the type of its options. */
    connect: string;
    options: string;
    /** What the package exports of that module; undefined for all. */
    exports?: string;
    /** The client signs: examples have credentials, pages say limits and effects, operations can be resumed. */
    signs: boolean;
    /** Where the server is: known to the client, or given to it. */
    baseUrl: 'known' | 'given';
  };
  /** How a refusal is written: by business codes in an envelope, or by HTTP statuses. */
  errors: 'codes' | 'statuses';
  /** What a call returns, as pages call it: the `data` of an envelope, or the body. */
  result: 'data' | 'body';
  /** Form of the routes: a table of names that follow from URLs, or a list. */
  routes: 'table' | 'list';
}
