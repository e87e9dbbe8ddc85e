import type { Schema } from './kinds.js';

/** The schemas that one is made of, as they are written: a reference has none. */
export function childrenOf(schema: Schema): Schema[] {
  switch (schema.kind) {
    case 'object':
      return [
        ...schema.properties.values(),
        ...schema.patterns.values(),
        ...(schema.additional ? [schema.additional] : []),
      ];
    case 'list':
      return schema.items ? [schema.items] : [];
    case 'tuple':
      return [...schema.cells, ...(schema.rest ? [schema.rest] : [])];
    case 'map':
      return [schema.values];
    case 'union':
      return schema.alternatives;
    case 'intersection':
      return schema.parts;
    default:
      return [];
  }
}
