import type { JsonSchema } from '@bitget-spec/contract';

/** The first thing that is wrong with a value, and where: `orderList[1].side must be one of buy, sell`. */
export class Failure {
  #place: string;

  /** @param place from the value that was checked: a field that it lacks; none for the value itself */
  constructor(
    readonly words: string,
    place = '',
  ) {
    this.#place = place;
  }

  /** The same failure, seen from the object or the list around. */
  within(key: string | number): this {
    const own = typeof key === 'number' ? `[${key}]` : key;
    this.#place = this.#place === '' || this.#place.startsWith('[') ? own + this.#place : `${own}.${this.#place}`;
    return this;
  }

  toString(): string {
    return `${this.#place || 'body'} ${this.words}`;
  }
}

/**
 * Checks a value and gives it back as it is to be read: a text of a query as the number that it stands for. Objects and
 * lists are changed in place.
 */
export type Reader = (value: unknown) => unknown;

/** Makes the reader of a part of a schema; undefined where anything will do. */
export type Compile = (part: JsonSchema | undefined) => Reader | undefined;
