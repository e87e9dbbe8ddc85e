import { listOf } from '../../load/json.js';
import { reportAt } from '../rule.js';
import { overSent, partsOf, type Sent } from '../sent.js';

const MONEY = /(price|qty|quantity|amount|fee|size)$/i;
const COUNTS = /^page_?size$/i;

/** Money and sizes that are sent are decimal text: a binary float would lose digits. */
export const moneyIsText = overSent((sent, context) => {
  const { location, use, name } = sent;
  if (typesOf(sent).includes('number')) {
    const what = `${name || 'the body'} is sent as a floating-point number`;
    const fix = 'refer to a decimal scalar of spec/common, such as Price or Quantity';
    reportAt(context, location.child(['type']), what, fix);
  } else if (MONEY.test(name) && !COUNTS.test(name) && !isDecimalText(sent)) {
    const what = `${name} is money or a size, but not decimal text`;
    reportAt(context, use, what, 'refer to a decimal scalar of spec/common', true);
  }
});

function isDecimalText(sent: Sent): boolean {
  const { schema, whole } = sent;
  const types = typesOf(sent).filter((type) => type !== 'null');
  if (!types.length) return !whole || schema.type !== undefined || partsOf(schema).length > 0; // the parts are looked at themselves
  if (types.includes('object') || types.includes('array') || schema.enum || schema.const !== undefined) return true;
  return types.every((type) => type === 'string') && typeof schema.pattern === 'string';
}

const typesOf = ({ schema }: Sent): unknown[] =>
  Array.isArray(schema.type) ? listOf(schema.type) : schema.type === undefined ? [] : [schema.type];
