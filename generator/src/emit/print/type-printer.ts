import { typeName } from '../../model/names.js';
import type { Schema } from '../../model/schema/kinds.js';
import type { Api, NullWhen } from '../../model/types.js';

/** Prints schemas as TypeScript types. Two do: the one over the tree, and openapi-typescript, each behind one module. */
export interface TypePrinter {
  /** A component under the name of its type, as an exported declaration. */
  component(name: string): string;
  /** A schema as the text of a type: `Price | null`. */
  text(schema: Schema): string;
  /** The words of a field of the request that a response depends on, as the text of a type: `YesNo`. */
  wordsOf(when: NullWhen): string;
  /**
   * A schema as an exported interface, or a type where it is no object.
   * @param when makes its type depend on a field of the request
   */
  declaration(name: string, schema: Schema, when?: NullWhen): string;
}

/** What types are printed from. */
export interface Described extends Pick<Api, 'readings' | 'operations' | 'document'> {
  schemas: ReadonlyMap<string, Schema>;
}

/** Makes the printer of a description. */
export type PrinterOf = (described: Described) => TypePrinter;

/** Stands for the words that a received enum may still grow by. */
export const OPEN_TEXT = 'OpenText';

/** The type parameter that a field of the request is: `ReduceOnly` for `orderList[].reduceOnly`. */
export const parameterName = ({ field }: NullWhen): string => typeName(field.split('.').at(-1) ?? '');

/** What the printed types need beside them. */
export const helperTypes = (text: string): string =>
  text.includes('WithRequired<')
    ? '/** Some optional fields of a type as required ones. */\ntype WithRequired<T, K extends keyof T> = T & { [P in K]-?: T[P] };\n\n'
    : '';
