import type { Files } from '../documents.js';

/** Files that an edit of another one would break: each pair compiles against the old types, and the second one against the new ones, too. */
export const DEPENDENTS: Files = {
  'dependents/picked.ts': `import type { Order } from '@bitget-spec/v3';
export type Mine = Pick<Order, 'symbol' | 'cTime'>; //! rename cTime
`,
  'dependents/picked-key.ts': `import type { Mine } from './picked.js';
export const read = (mine: Mine, key: 'symbol' | 'cTime'): unknown => mine[key];
`,
  'dependents/columns.ts': `import type { Order } from '@bitget-spec/v3';
export const columns = ['symbol', 'cTime'] as const satisfies readonly (keyof Order)[]; //! rename cTime
`,
  'dependents/columns-table.ts': `import type { columns } from './columns.js';
export const titles: Record<(typeof columns)[number], string> = { symbol: 'Symbol', cTime: 'Time' };
`,
  'dependents/titles-again.ts': `import { titles } from './columns-table.js';
console.log(titles.cTime);
`,
};
