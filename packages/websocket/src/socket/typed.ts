import type { Stream, StreamOptions } from '../streams/stream.js';

/** What a description says of a stream's types. */
export interface StreamTypes {
  arg: object;
  push: object;
  item: unknown;
}

/** What names one stream of a channel, or a list of that for several; `Fixed` goes without saying. */
export type StreamArg<S extends StreamTypes, Fixed extends keyof S['arg'] = never> = OneOrMore<
  Pick<S['arg'], Exclude<keyof S['arg'], Fixed>> & Partial<Pick<S['arg'], Fixed>>
>;

export type OneOrMore<T> = T | readonly T[];

export type StreamOf<S extends StreamTypes> = Stream<S['item'], S['push']>;
export type StreamOptionsOf<S extends StreamTypes> = StreamOptions<S['item'], S['push']>;

/** What a description says of the types of a way to order. */
export interface RequestTypes {
  request: { args: readonly unknown[] };
  reply: object;
}

type Entry<List> = List extends readonly (infer Item)[] ? Item : List;
type Params<T> = T extends { params: infer P } ? P : never;
type Replied<T> = T extends { params?: infer P } ? NonNullable<P> : never;

/** An order: its own fields, and those of its frame. */
export type OrderRequest<R extends RequestTypes, Frame extends keyof R['request']> = Pick<R['request'], Frame> &
  Entry<R['request']['args']>;

/** Several orders. */
export type BatchRequest<R extends RequestTypes, Frame extends keyof R['request']> = Pick<R['request'], Frame | 'args'>;

/** An order whose own fields stand in `params` on the wire; `Fixed` goes without saying. */
export type ParamsRequest<
  R extends RequestTypes,
  Frame extends keyof R['request'],
  Arg extends keyof Entry<R['request']['args']>,
> = Pick<R['request'], Frame> & Pick<Entry<R['request']['args']>, Arg> & Params<Entry<R['request']['args']>>;

/** What a reply says of an order. */
export type OrderReply<R extends RequestTypes> = R['reply'] extends { args: infer Args } ? Entry<Args> : ParamsReply<R>;
export type BatchReply<R extends RequestTypes> = R['reply'] extends { args: infer Args } ? Args : never;
type ParamsReply<R extends RequestTypes> = R['reply'] extends { arg: infer Arg } ? Replied<Entry<Arg>> : never;
