import type { JsonObject } from '../load/json.js';
import type { Api } from './types.js';
import { type Node, nodesOf } from './walk.js';

/** What has a meaning of its own in a schema: its fields, and the cells of its rows. */
export const fieldsIn = (schema: JsonObject, { document }: Pick<Api, 'document'>): Node[] =>
  [...nodesOf(schema, document).values()].filter(({ kind }) => kind === 'field' || kind === 'cell');
