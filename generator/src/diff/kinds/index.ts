import { BODIES } from './body.js';
import { BOUNDS } from './bounds.js';
import { CODES, EVIDENCE, FACTS, LOOKUP, PAGING, RENAMES, VALUES } from './facts.js';
import { FIELDS } from './fields.js';
import { KEYWORDS } from './keywords.js';
import type { Kind } from './kind.js';
import { OPERATIONS } from './operation.js';
import { PARAMETERS } from './parameter.js';
import { SCHEMA } from './schema.js';
import { SECURITY } from './security.js';
import { SOCKET } from './socket.js';

/** What any description can say. */
const GENERAL = {
  ...OPERATIONS,
  ...PARAMETERS,
  ...BODIES,
  ...SECURITY,
  ...SCHEMA,
  ...FIELDS,
  ...BOUNDS,
  ...KEYWORDS,
} as const;

/** What descriptions with our extensions say besides, and what follows from looking closer: names, sockets. */
const PARTICULAR = {
  ...FACTS,
  ...PAGING,
  ...LOOKUP,
  ...CODES,
  ...VALUES,
  ...RENAMES,
  ...EVIDENCE,
  ...SOCKET,
} as const;

export type KindId = keyof typeof GENERAL | keyof typeof PARTICULAR;

/** Every kind of change, by id. */
export const KINDS: Readonly<Record<KindId, Kind>> = { ...GENERAL, ...PARTICULAR };

export const GENERAL_KINDS: readonly string[] = Object.keys(GENERAL);
export const PARTICULAR_KINDS: readonly string[] = Object.keys(PARTICULAR);
