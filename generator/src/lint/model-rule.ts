import type { Api, Operation } from '../model/types.js';

/**
 * A rule over the model, where references are followed and requests are distinct from responses.
 * @param operations those that are judged. @default all
 */
export type ModelRule = (api: Api, operations?: readonly Operation[]) => Finding[];

/** What a rule has to say of an operation or of an error code. */
export interface Finding {
  about: { operation: Operation } | { code: string };
  /** The key that is wrong or missing, `x-effect`, `outcome`. */
  key: string;
  what: string;
  fix: string;
}

/** `POST /api/v3/trade/place-order` */
export const nameOf = ({ method, path }: Operation): string => `${method.toUpperCase()} ${path}`;
