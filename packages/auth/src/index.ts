export { type Clock, createClock, systemClock } from './clock.js';
export { type Credentials, CredentialsError } from './credentials.js';
export { type AuthMiddleware, authMiddleware } from './middleware.js';
export type { AuthOptions } from './options.js';
export { type QueryParams, signedQuery, wireQuery } from './query.js';
export { SignableRequest } from './request.js';
export { Signer } from './signer.js';
export { type LoginArg, socketLogin } from './socket.js';
export { type SignedParts, stringToSign } from './string-to-sign.js';
