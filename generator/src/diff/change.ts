import type { Json } from '../load/json.js';
import type { Location } from '../load/source.js';
import { KINDS, type KindId } from './kinds/index.js';
import { LEVELS, type Level, type Polarity } from './kinds/kind.js';

/** One change between two descriptions. */
export interface Change {
  kind: KindId;
  /** Its effect on the wire. */
  level: Level;
  /** Its effect on code that is compiled against the generated types, where that is worse. */
  code?: Level;
  /** Whether consumers send what changed or receive it; absent where it has no direction. */
  polarity?: Polarity;
  /** Name of the API, `v3`. */
  api: string;
  /** What changed: `POST /api/v3/trade/place-order`, `channel public.books`, `code 43012`. */
  subject: string;
  /** Which part of it, `request body`, `response 200`, `query parameter symbol`. */
  part?: string;
  /** Which field of that, `orderList[].side`. */
  field?: string;
  was?: Json;
  now?: Json;
  name?: string;
  /** What happened, `the value buy is gone`. */
  message: string;
  /** What to do about it, empty where there is nothing to do. */
  hint: string;
  /** Where it is written in the base, absent for what is new. */
  base?: Location;
  /** Where it is written in the head, absent for what is gone. */
  head?: Location;
}

/** Where changes are looked for. */
export interface Place {
  api: string;
  subject: string;
  part?: string;
  polarity?: Polarity;
  base?: Location;
  head?: Location;
  /** True where values are text on the wire, so that `1` may be a number or text. */
  text?: boolean;
  /** True where fields are text on the wire, in a way that the description leaves to its style. */
  textFields?: boolean;
  /** True where the base wants it sent always, so that nobody leaves it out. */
  given?: boolean;
  /** True where no consumer sees it: a field of a request that is only received. */
  unseen?: boolean;
}

/** What a change is about, beside its place. */
export interface Values {
  field?: string;
  name?: string;
  was?: Json;
  now?: Json;
  base?: Location | undefined;
  head?: Location | undefined;
}

/** Collects the changes of one place; those of all places stand in one list. */
export class Recorder {
  constructor(
    readonly place: Place,
    readonly changes: Change[] = [],
  ) {}

  /** The same list, at another place. */
  at(place: Partial<Place>): Recorder {
    return new Recorder({ ...this.place, ...place }, this.changes);
  }

  add(id: KindId, values: Values = {}): void {
    const { api, subject, part, polarity, unseen } = this.place;
    const kind = KINDS[id];
    const { field, name, was, now } = values;
    const base = values.base ?? this.place.base;
    const head = values.head ?? this.place.head;
    const level = unseen ? 'note' : kind[polarity ?? 'request'];
    this.changes.push({
      kind: id,
      level,
      ...(kind.code && !unseen && worse(kind.code, level) && { code: kind.code }),
      ...(polarity && { polarity }),
      api,
      subject,
      ...(part !== undefined && { part }),
      ...(field && { field }),
      ...(name !== undefined && { name }),
      ...(was !== undefined && { was }),
      ...(now !== undefined && { now }),
      message: filled(kind.message, values),
      hint: level === 'compatible' || level === 'note' ? '' : filled(kind.hint, values),
      ...(base && { base }),
      ...(head && { head }),
    });
  }
}

/** True where the first level is worse than the second. */
const worse = (one: Level, other: Level): boolean => LEVELS.indexOf(one) < LEVELS.indexOf(other);

/** The worse of its effects, on the wire and on code. */
export const effectOf = ({ level, code }: Change): Level => code ?? level;

const filled = (text: string, values: Values): string =>
  text.replaceAll(/\{(name|was|now)\}/g, (_, key: 'name' | 'was' | 'now') => shown(values[key]));

/** A value in a message: text as it is, `""` where there is none. */
export function shown(value: Json | undefined): string {
  if (typeof value === 'string') return value || '""';
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
