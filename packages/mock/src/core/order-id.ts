import type { Parameters } from './parameters.js';
import { isRecord } from './schema.js';

/** The callers' own order numbers in a request: `where` is `clientOid`, `orderList[].clientOid` or `[].clientOid`. */
export function orderNumbers(where: string, { request, fields }: Parameters): OrderNumbers {
  const mark = where.indexOf('[].');
  if (mark < 0) {
    const number = fields[where];
    return typeof number === 'string' ? { clientOid: number } : {};
  }
  const list = mark === 0 ? request : fields[where.slice(0, mark)];
  const name = where.slice(mark + 3);
  if (!Array.isArray(list)) return {};
  return { clientOids: list.map((entry) => (isRecord(entry) ? String(entry[name] ?? '') : '')).filter(Boolean) };
}

export interface OrderNumbers {
  clientOid?: string;
  clientOids?: string[];
}
