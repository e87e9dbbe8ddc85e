import { isObject } from '../load/json.js';

/** What was received, short and without anything that could name a person: for reports that are passed on. */
export function sampleOf(value: unknown): string {
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (isObject(value))
    return `object { ${Object.keys(value).slice(0, 6).join(', ')}${Object.keys(value).length > 6 ? ', …' : ''} }`;
  if (typeof value !== 'string') return `${value === null ? '' : `${typeof value} `}${JSON.stringify(value)}`;
  const hidden = SECRET.some((pattern) => pattern.test(value));
  return hidden
    ? `text of ${value.length} characters`
    : `text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
}

/** Addresses of people and machines, keys, and long runs of letters and digits such as tokens and chain addresses. */
const SECRET = [/\S@\S/, /\b\d{1,3}(\.\d{1,3}){3}\b/, /-----BEGIN/, /(?=\S*[A-Za-z])(?=\S*\d)[A-Za-z0-9_+/=-]{24,}/];
