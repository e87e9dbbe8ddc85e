/** What `bitget-spec migrate` goes by; `generated/docs/migrate.json`, and `data/migrate.json` in the package. */
export interface MigrateData {
  operations: OperationData[];
  moves: MoveData[];
}

/** An operation, as code names it. */
export interface OperationData {
  /** `v2:spot.trade.placeOrder`: the API, and where the call stands in its client. */
  key: string;
  /** `POST /api/v2/spot/trade/place-order` */
  url: string;
  /** Prefix of its types, `SpotTradePlaceOrder`. */
  type: string;
  /** True where a call takes a request. */
  request?: true;
  /** Type argument of its response under which nothing of it is null, `no`; undefined where it has none. */
  narrow?: string;
}

/** What a call of one operation becomes. */
export interface MoveData {
  from: string;
  /** The operation that takes its place; absent where a call cannot be rewritten whatever it says. */
  to?: string;
  /** Why no call can be rewritten. */
  why?: string;
  /** Text that the new call needs beside its fields. */
  set?: Record<string, string>;
  /** Every field of the old request, by path. */
  request?: Record<string, FieldData>;
  /** Every position of the old response, by path; `''` is the whole. */
  response?: Record<string, PositionData>;
  /** Differences that names and types do not show. */
  care?: CareData[];
}

/** What becomes of a field of a request. */
export interface FieldData {
  /** Its path in the new request. */
  to?: string;
  /** Why a call that sends it stays as it is. */
  why?: string;
  /** True where it is left out and nothing is lost. */
  drop?: true;
  /** What each word becomes; words that are not here have no counterpart. Undefined: every value passes as it is. */
  words?: Record<string, string>;
  /** True where the new request takes its words as numbers. */
  number?: true;
  /** What a value has to fit that the old request did not ask for. */
  fits?: FitsData;
  /** Why a call that leaves it out stays as it is. */
  absent?: string;
}

export interface FitsData {
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

/** Where a position of the old response is in the new one. */
export interface PositionData {
  /** Undefined where there is no way to it. */
  to?: string;
  /** Why code that reads it stays as it is. */
  why?: string;
  /** True of a list that may be null or absent now: `[]` takes its place. */
  empty?: true;
}

export interface CareData {
  why: string;
  when?: Record<string, string[] | 'given' | 'absent'>;
  reads?: string[];
  order?: string[];
}
