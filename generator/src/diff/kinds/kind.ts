import { RELEASE_EFFECTS, type ReleaseEffect } from '../../model/releases.js';

/**
 * What a change does to those who use the API. `breaking`: what worked fails, or what is handled is not all there is.
 * `dangerous`: may, depending on what the server did before or on how the caller is written. `compatible`: new things that
 * nobody has to know of. `note`: words, examples and evidence.
 */
export type Level = ReleaseEffect;

/** The worst first. */
export const LEVELS: readonly Level[] = RELEASE_EFFECTS;

/** Whether the consumer sends what changed, or receives it: responses, pushes of a socket, callbacks. */
export type Polarity = 'request' | 'response';

/** One kind of change. */
export interface Kind {
  /** Its effect where the consumer sends it; of what has no direction, its effect. */
  request: Level;
  /** Its effect where the consumer receives it. */
  response: Level;
  /** What happened: `{name}`, `{was}` and `{now}` stand for the values. */
  message: string;
  /** What a consumer does about it where it hurts; empty where there is nothing to do. */
  hint: string;
  /** Its effect on code that is compiled against the generated types, where that is worse than on the wire. */
  code?: Level;
}

type More = Partial<Pick<Kind, 'request' | 'response' | 'code'>>;

/** Less passes than before: breaks who sends it, not who receives it. */
export const narrows = (message: string, hint: string, more: More = {}): Kind => ({
  ...{ request: 'breaking', response: 'compatible', message, hint },
  ...more,
});

/** More passes than before: breaks who receives it, not who sends it. */
export const widens = (message: string, hint: string, more: More = {}): Kind => ({
  ...{ request: 'compatible', response: 'breaking', message, hint },
  ...more,
});

/** The same effect in both directions. */
export const always = (level: Level, message: string, hint = '', more: More = {}): Kind => ({
  ...{ request: level, response: level, message, hint },
  ...more,
});

export type Kinds = Readonly<Record<string, Kind>>;
