import type { Route } from '@bitget-spec/contract';
import type { LightInit, LightRequest } from './light.js';
import type { AnyResponse } from './response.js';

/**
 * Sends a request. A transport that keeps connections of its own has `close`, one that needs no Request of the
 * platform's where nobody else sees it has `light`, which makes what it takes instead.
 */
export type Fetch = ((request: Request, init?: RequestInit) => Promise<Response>) & {
  close?: (() => void | Promise<void>) | undefined;
  light?: ((url: string, init: LightInit) => LightRequest) | undefined;
};

/** A request as the client sees it. */
export type AnyRequest = LightRequest | Request;

/** Sends a Request, signed, and knows when to give up. */
export type Send = (request: AnyRequest, signal?: AbortSignal) => Promise<AnyResponse>;

/** Signs the request of a call where that wants it. @throws AuthenticationError without credentials */
export type SignRequest = (request: AnyRequest, route: Route) => Promise<void>;

/** A response, read: the envelope, or the text of what is none. */
export interface ReadResponse {
  response: AnyResponse;
  body: unknown;
}
