/**
 * Ways of using what was generated, each a few lines of a program. A line that a change reaches says so: `//! KIND NAME, …`. `$F` stands
 * for a field, `$K` for what happens to it; a way without them is used once. `js` is the same in JavaScript, where it is
 * another text; `false` where JavaScript has no such way.
 */
export interface Way {
  name: string;
  ts: string;
  js?: string | false;
}

/** Fields of `order` that are read: `clientOid` is gone, `cTime` has another name. */
export const READS: Way[] = [
  { name: 'access', ts: `console.log(order.$F); //! $K $F` },
  { name: 'access in parentheses', ts: `console.log((order).$F); //! $K $F` },
  {
    name: 'optional access',
    ts: `const maybe = Math.random() > 2 ? undefined : order;\nconsole.log(maybe?.$F); //! $K $F`,
  },
  { name: 'element access', ts: `console.log(order['$F']); //! $K $F` },
  { name: 'element access by a constant', ts: `const field = '$F';\nconsole.log(order[field]); //! $K $F` },
  { name: 'destructuring', ts: `const { $F } = order; //! $K $F\nconsole.log($F);` },
  {
    name: 'destructuring by another name',
    ts: `const { symbol, $F: other } = order; //! $K $F\nconsole.log(symbol, other);`,
  },
  { name: 'destructuring with a default', ts: `const { $F = 'none' } = order; //! $K $F\nconsole.log($F);` },
  { name: 'destructuring by text', ts: `const { '$F': other } = order; //! $K $F\nconsole.log(other);` },
  {
    name: 'destructuring in parameters',
    ts: `const show = ({ $F }: Order) => $F; //! $K $F\nconsole.log(show(order));`,
    js: `/** @param {Order} order */\nconst show = ({ $F }) => $F; //! $K $F\nconsole.log(show(order));`,
  },
  { name: 'loop', ts: `for (const one of orders) console.log(one.$F); //! $K $F` },
  { name: 'loop that takes apart', ts: `for (const { $F } of orders) { //! $K $F\n  console.log($F);\n}` },
  { name: 'first of a list', ts: `const [first] = orders;\nif (first) console.log(first.$F); //! $K $F` },
  { name: 'list taken apart', ts: `const [{ $F } = order] = orders; //! $K $F\nconsole.log($F);` },
  { name: 'callback', ts: `console.log(orders.map((one) => one.$F)); //! $K $F` },
  { name: 'callback that takes apart', ts: `console.log(orders.map(({ $F }) => $F)); //! $K $F` },
  { name: 'sorting', ts: `orders.sort((a, b) => a.$F.localeCompare(b.$F)); //! $K $F` },
  {
    name: 'filter and find',
    ts: `const mine = orders.filter((one) => one.symbol === 'A').find((one) => one.$F === 'x'); //! $K $F\nconsole.log(mine);`,
  },
  { name: 'text', ts: `console.log(\`\${order.symbol} \${order.$F}\`); //! $K $F` },
  { name: 'own object', ts: `const own = { id: order.orderId, $F: order.$F }; //! $K $F\nconsole.log(own);` },
  {
    name: 'alias',
    ts: `type Mine = Order;\nconst read = (mine: Mine) => mine.$F; //! $K $F\nconsole.log(read(order));`,
    js: `/** @typedef {Order} Mine */\n/** @param {Mine} mine */\nconst read = (mine) => mine.$F; //! $K $F\nconsole.log(read(order));`,
  },
  {
    name: 'interface of its own',
    ts: `interface Mine extends Order { note: string }\nconst read = (mine: Mine) => mine.$F; //! $K $F\nconsole.log(read({ ...order, note: '' })); //! field clientOid, rename cTime`,
    js: false,
  },
  {
    name: 'intersection',
    ts: `const read = (mine: Order & { note: string }) => mine.$F; //! $K $F\nconsole.log(read);`,
    js: `/** @param {Order & { note: string }} mine */\nconst read = (mine) => mine.$F; //! $K $F\nconsole.log(read);`,
  },
  {
    name: 'picked type',
    ts: `type Mine = Pick<Order, 'symbol' | '$F'>; //! $K $F\nconst read = (mine: Mine) => mine.$F; //! $K $F\nconsole.log(read);`,
    js: false,
  },
  {
    name: 'picked type that is extended',
    ts: `interface Mine extends Pick<Order, 'symbol' | '$F'> { note: string } //! $K $F\nconst read = (mine: Mine) => mine.$F; //! $K $F\nconsole.log(read);`,
    js: false,
  },
  { name: 'type of a field', ts: `type Mine = Order['$F']; //! $K $F\nexport const mine: Mine[] = [];`, js: false },
  {
    name: 'partial',
    ts: `const read = (mine: Partial<Order>) => mine.$F; //! $K $F\nconsole.log(read(order));`,
    js: `/** @param {Partial<Order>} mine */\nconst read = (mine) => mine.$F; //! $K $F\nconsole.log(read(order));`,
  },
  {
    name: 'readonly',
    ts: `const read = (mine: Readonly<Order>) => mine.$F; //! $K $F\nconsole.log(read(order));`,
    js: false,
  },
  {
    name: 'omitted others',
    ts: `const read = (mine: Omit<Order, 'symbol'>) => mine.$F; //! $K $F\nconsole.log(read(order));`,
    js: false,
  },
  { name: 'omitted', ts: `type Mine = Omit<Order, '$F'>; //! $K $F\nexport const mine: Mine[] = [];`, js: false },
  { name: 'required', ts: `const read = (mine: Required<Order>) => mine.$F; //! $K $F\nconsole.log(read);`, js: false },
  {
    name: 'generic function',
    ts: `function read<One extends Order>(one: One) {\n  return one.$F; //! $K $F\n}\nconsole.log(read(order));`,
    js: `/** @template {Order} One @param {One} one */\nfunction read(one) {\n  return one.$F; //! $K $F\n}\nconsole.log(read(order));`,
  },
  {
    name: 'wrapper',
    ts: `interface Box<Of> { value: Of }\nconst box: Box<Order> = { value: order };\nconsole.log(box.value.$F); //! $K $F`,
    js: `const box = { value: order };\nconsole.log(box.value.$F); //! $K $F`,
  },
  {
    name: 'wrapping function',
    ts: `const boxed = <Of>(value: Of) => ({ at: 0, value });\nconsole.log(boxed(order).value.$F); //! $K $F`,
    js: `/** @template Of @param {Of} value */\nconst boxed = (value) => ({ at: 0, value });\nconsole.log(boxed(order).value.$F); //! $K $F`,
  },
  {
    name: 'plucked by name',
    ts: `const pluck = <Of, Key extends keyof Of>(all: Of[], key: Key) => all.map((one) => one[key]);\nconsole.log(pluck(orders, '$F')); //! $K $F`,
    js: `/** @template Of @template {keyof Of} Key @param {Of[]} all @param {Key} key */\nconst pluck = (all, key) => all.map((one) => one[key]);\nconsole.log(pluck(orders, '$F')); //! $K $F`,
  },
  {
    name: 'plucked by names',
    ts: `const pick = <Of, Key extends keyof Of>(one: Of, keys: Key[]) => keys.map((key) => one[key]);\nconsole.log(pick(order, ['symbol', '$F'])); //! $K $F`,
    js: false,
  },
  {
    name: 'names of columns',
    ts: `const columns: (keyof Order)[] = ['symbol', '$F']; //! $K $F\nconsole.log(columns);`,
    js: `/** @type {(keyof Order)[]} */\nconst columns = ['symbol', '$F']; //! $K $F\nconsole.log(columns);`,
  },
  {
    name: 'class',
    ts: `class Tracker {\n  constructor(private readonly order: Order) {}\n  read() {\n    return this.order.$F; //! $K $F\n  }\n}\nconsole.log(new Tracker(order));`,
    js: `class Tracker {\n  /** @param {Order} order */\n  constructor(order) {\n    this.order = order;\n  }\n  read() {\n    return this.order.$F; //! $K $F\n  }\n}\nconsole.log(new Tracker(order));`,
  },
  {
    name: 'promises together',
    ts: `const [one] = await Promise.all([client.trade.orderInfo({ orderId: '1' }), 1]);\nconsole.log(one.$F); //! $K $F`,
  },
  { name: 'then', ts: `client.trade.orderInfo({ orderId: '1' }).then((one) => console.log(one.$F)); //! $K $F` },
  {
    name: 'type of a result',
    ts: `type Mine = Awaited<ReturnType<typeof client.trade.orderInfo>>;\nconst read = (mine: Mine) => mine.$F; //! $K $F\nconsole.log(read(order));`,
    js: `/** @typedef {Awaited<ReturnType<typeof client.trade.orderInfo>>} Mine */\n/** @param {Mine} mine */\nconst read = (mine) => mine.$F; //! $K $F\nconsole.log(read(order));`,
  },
  {
    name: 'type of operations',
    ts: `import type { Operations } from '@bitget-spec/v3';\ntype Mine = Operations['trade.orderInfo']['response'];\nconst read = (mine: Mine) => mine.$F; //! $K $F\nconsole.log(read(order));`,
    js: false,
  },
  {
    name: 'map of orders',
    ts: `const byId = new Map(orders.map((one) => [one.orderId, one] as const));\nconsole.log(byId.get('1')?.$F); //! $K $F`,
    js: false,
  },
  {
    name: 'record of orders',
    ts: `const byId: Record<string, Order> = {};\nconsole.log(byId['1']?.$F); //! $K $F`,
    js: `/** @type {Record<string, Order>} */\nconst byId = {};\nconsole.log(byId['1']?.$F); //! $K $F`,
  },
  { name: 'in', ts: `if ('$F' in order) console.log('there'); //! $K $F` },
  { name: 'own property', ts: `console.log(Object.hasOwn(order, '$F')); //! $K $F` },
  { name: 'own property by method', ts: `console.log(order.hasOwnProperty('$F')); //! $K $F` },
  {
    name: 'guard',
    ts: `const isMine = (one: unknown): one is Order => typeof one === 'object';\nconst some: unknown = order;\nif (isMine(some)) console.log(some.$F); //! $K $F`,
    js: false,
  },
  {
    name: 'own type that may have it',
    ts: `interface Own { symbol: string; $F?: string }\nconst own: Own = order; //! $K $F\nconsole.log(own);`,
    js: `/** @type {{ symbol: string, $F?: string }} */\nconst own = order; //! $K $F\nconsole.log(own);`,
  },
  {
    name: 'own types that may have it',
    ts: `const show = (all: { symbol: string; $F?: string }[]) => all.length;\nconsole.log(show(orders)); //! $K $F`,
    js: `/** @param {{ symbol: string, $F?: string }[]} all */\nconst show = (all) => all.length;\nconsole.log(show(orders)); //! $K $F`,
  },
  {
    name: 'own type that has it',
    ts: `interface Own { symbol: string; $F: string }\nconst own: Own = order; //! $K $F\nconsole.log(own);`,
    js: `/** @param {{ $F: string }} own */\nconst show = (own) => own;\nconsole.log(show(order)); //! $K $F`,
  },
  {
    name: 'returned as an own type',
    ts: `const own = async (): Promise<{ $F?: string; symbol: string }> => {\n  return order; //! $K $F\n};\nconsole.log(own);`,
    js: false,
  },
  {
    name: 're-export',
    ts: `import { lastOrder } from '../shared/orders.js';\nconsole.log((await lastOrder()).$F); //! $K $F`,
  },
  {
    name: 're-exported type',
    ts: `import type { MyOrder } from '../shared/orders.js';\nconst read = (mine: MyOrder) => mine.$F; //! $K $F\nconsole.log(read);`,
    js: false,
  },
  {
    name: 're-exported package',
    ts: `import { api } from '../shared/orders.js';\nconst read = (mine: api.Order) => mine.$F; //! $K $F\nconsole.log(read);`,
    js: false,
  },
  { name: 'nested function', ts: `function outer() {\n  return () => order.$F; //! $K $F\n}\nconsole.log(outer());` },
  { name: 'deleting', ts: `const copy: Partial<Order> = {};\ndelete copy.$F; //! $K $F`, js: false },
];

/** An order that is passed on whole: both fields at once. */
export const WHOLES: Way[] = [
  { name: 'spread', ts: `console.log({ ...order }); //! field clientOid, rename cTime` },
  {
    name: 'spread with more',
    ts: `const row = { ...order, at: 1 }; //! field clientOid, rename cTime\nconsole.log(row);`,
  },
  {
    name: 'spread of each',
    ts: `const rows = orders.map((one) => ({ ...one, at: 1 })); //! field clientOid, rename cTime\nconsole.log(rows);`,
  },
  {
    name: 'rest',
    ts: `const { symbol, ...rest } = order; //! field clientOid, rename cTime\nconsole.log(symbol, rest);`,
  },
  { name: 'keys', ts: `console.log(Object.keys(order)); //! field clientOid, rename cTime` },
  { name: 'entries', ts: `console.log(Object.entries(order)); //! field clientOid, rename cTime` },
  { name: 'values', ts: `console.log(Object.values(order)); //! field clientOid, rename cTime` },
  { name: 'assign', ts: `console.log(Object.assign({}, order)); //! field clientOid, rename cTime` },
  { name: 'for in', ts: `for (const key in order) console.log(key); //! field clientOid, rename cTime` },
  { name: 'stringify', ts: `console.log(JSON.stringify(order)); //! field clientOid, field coin, rename cTime` },
  {
    name: 'stringify a list',
    ts: `console.log(JSON.stringify(orders)); //! field clientOid, field coin, rename cTime`,
  },
  { name: 'clone', ts: `console.log(structuredClone(order)); //! field clientOid, field coin, rename cTime` },
  { name: 'nested', ts: `for (const { coin } of order.fees) { //! field coin\n  console.log(coin);\n}` },
  { name: 'nested access', ts: `console.log(order.fees[0]?.coin); //! field coin` },
  {
    name: 'nested type',
    ts: `type Mine = Order['fees'][number]['coin']; //! field coin\nexport const mine: Mine[] = [];`,
    js: false,
  },
  { name: 'spread of nested', ts: `console.log(order.fees.map((fee) => ({ ...fee }))); //! field coin` },
];

/** Values that may be null (`price`) or left out (`fee`). `$N` is the word. */
export const ABSENCES: Way[] = [
  { name: 'text', ts: `console.log(\`\${order.$F}\`); //! null $F` },
  { name: 'sum of texts', ts: `console.log('price ' + order.$F); //! null $F` },
  { name: 'appended', ts: `let line = '';\nline += order.$F; //! null $F\nconsole.log(line);` },
  { name: 'not null', ts: `console.log(order.$F!.length); //! null $F`, js: false },
  { name: 'not null by itself', ts: `const known = order.$F!; //! null $F\nconsole.log(known);`, js: false },
  {
    name: 'assertion',
    ts: `const known = order.$F as string; //! null $F\nconsole.log(known);`,
    js: `const known = /** @type {string} */ (order.$F); //! null $F\nconsole.log(known);`,
  },
  { name: 'number', ts: `console.log(Number(order.$F)); //! null $F` },
  { name: 'text of it', ts: `console.log(String(order.$F)); //! null $F` },
  { name: 'number read', ts: `console.log(Number.parseFloat(order.$F)); //! null $F` },
  { name: 'member', ts: `console.log(order.$F.length); //! null $F` },
  { name: 'method', ts: `console.log(order.$F.padStart(3)); //! null $F` },
  {
    name: 'variable',
    ts: `const known: string = order.$F; //! null $F\nconsole.log(known);`,
    js: `/** @type {string} */\nconst known = order.$F; //! null $F\nconsole.log(known);`,
  },
  {
    name: 'argument',
    ts: `const take = (text: string) => text;\nconsole.log(take(order.$F)); //! null $F`,
    js: `/** @param {string} text */\nconst take = (text) => text;\nconsole.log(take(order.$F)); //! null $F`,
  },
  {
    name: 'result',
    ts: `const give = (): string => order.$F; //! null $F\nconsole.log(give);`,
    js: `/** @returns {string} */\nconst give = () => order.$F; //! null $F\nconsole.log(give);`,
  },
  {
    name: 'field of an own object',
    ts: `const own: { value: string } = { value: order.$F }; //! null $F\nconsole.log(own);`,
    js: false,
  },
  { name: 'taken apart', ts: `const { $F } = order;\nconsole.log($F.length); //! null $F` },
  { name: 'variable of its type', ts: `const known = order.$F;\nconsole.log(\`\${known}\`); //! null $F` },
  { name: 'list', ts: `const all: string[] = orders.map((one) => one.$F); //! null $F\nconsole.log(all);`, js: false },
  { name: 'comparison', ts: `console.log(orders.sort((a, b) => a.$F.localeCompare(b.$F))); //! null $F` },
  {
    name: 'whole to an own type',
    ts: `const take = (one: { $F: string }) => one;\nconsole.log(take(order)); //! null $F`,
    js: `/** @param {{ $F: string }} one */\nconst take = (one) => one;\nconsole.log(take(order)); //! null $F`,
  },
];

/** Where the project does not ask for null. */
export const LOOSE: Way[] = ABSENCES.filter(({ name }) => !/list$/.test(name));

/** A word that is new: `both` among `side`, which is open, `pending` among `status`, which is closed. `$A`, `$B`: the others; `$W`: the word. */
export const CASES: Way[] = [
  {
    name: 'switch with a default',
    ts: `switch ($V) { //! case $W\n  case '$A':\n    console.log(1);\n    break;\n  case '$B':\n    console.log(2);\n    break;\n  default:\n    console.log(3);\n}`,
  },
  {
    name: 'switch without',
    ts: `switch ($V) { //! case $W\n  case '$A':\n    console.log(1);\n    break;\n  case '$B':\n    console.log(2);\n}`,
  },
  {
    name: 'switch that leaves one out',
    ts: `switch ($V) { //! case $W\n  case '$A':\n    console.log(1);\n    break;\n}`,
  },
  {
    name: 'switch over one',
    ts: `switch ($V) { //! case $W\n  case '$A':\n    console.log(1);\n    break;\n  default:\n}`,
  },
  {
    name: 'switch in a function',
    ts: `const sign = (): number => {\n  switch ($V) { //! case $W\n    case '$A':\n      return 1;\n    case '$B':\n      return -1;\n    default:\n      throw new Error('unknown');\n  }\n};\nconsole.log(sign());`,
    js: `const sign = () => {\n  switch ($V) { //! case $W\n    case '$A':\n      return 1;\n    case '$B':\n      return -1;\n    default:\n      throw new Error('unknown');\n  }\n};\nconsole.log(sign());`,
  },
  {
    name: 'switch over a variable',
    ts: `const value = $V;\nswitch (value) { //! case $W\n  case '$A':\n    console.log(1);\n    break;\n  case '$B':\n    console.log(2);\n}`,
  },
  {
    name: 'switch over text',
    ts: `const value: string = $V;\nswitch (value) { //! case $W\n  case '$A':\n    console.log(1);\n    break;\n  case '$B':\n    console.log(2);\n}`,
    js: `/** @type {string} */\nconst value = $V;\nswitch (value) { //! case $W\n  case '$A':\n    console.log(1);\n    break;\n  case '$B':\n    console.log(2);\n}`,
  },
  {
    name: 'switch over what is taken apart',
    ts: `const { $M } = $O;\nswitch ($M) { //! case $W\n  case '$A':\n    console.log(1);\n    break;\n  case '$B':\n    console.log(2);\n}`,
  },
  {
    name: 'switch over a parameter',
    ts: `const show = (value: $T) => {\n  switch (value) { //! case $W\n    case '$A':\n      return 1;\n    default:\n      return 2;\n  }\n};\nconsole.log(show($V));`,
    js: `/** @param {$T} value */\nconst show = (value) => {\n  switch (value) { //! case $W\n    case '$A':\n      return 1;\n    default:\n      return 2;\n  }\n};\nconsole.log(show($V));`,
  },
  {
    name: 'switch in a generic',
    ts: `const show = <One extends typeof $O>(one: One) => {\n  switch (one.$M) { //! case $W\n    case '$A':\n      return 1;\n    default:\n      return 2;\n  }\n};\nconsole.log(show($O));`,
    js: false,
  },
  {
    name: 'switch that begins with a case',
    ts: `const sign = () => {\n  switch ($V) { case '$A': return 1; //! case $W\n    case '$B': return -1; // short\n  }\n  return 0;\n};\nconsole.log(sign());`,
  },
  {
    name: 'switch in a line',
    ts: `switch ($V) { case '$A': console.log(1); break; case '$B': console.log(2); break; //! case $W\n}`,
  },
  {
    name: 'switch over what is true',
    ts: `switch (true) {\n  case $V === '$A': //! case $W\n    console.log(1);\n    break;\n  case $V === '$B':\n    console.log(2);\n}`,
  },
  { name: 'conditional', ts: `console.log($V === '$A' ? 1 : -1); //! case $W` },
  { name: 'conditional turned round', ts: `console.log('$A' === $V ? 1 : -1); //! case $W` },
  { name: 'conditional that says no', ts: `console.log($V !== '$B' ? 1 : -1); //! case $W` },
  { name: 'conditionals', ts: `console.log($V === '$A' ? 1 : $V === '$B' ? -1 : 0); //! case $W` },
  { name: 'if and else', ts: `if ($V === '$A') console.log(1); //! case $W\nelse console.log(2);` },
  { name: 'if, else if', ts: `if ($V === '$A') console.log(1); //! case $W\nelse if ($V === '$B') console.log(2);` },
  {
    name: 'ifs that return',
    ts: `const sign = (): number => {\n  if ($V === '$A') return 1; //! case $W\n  if ($V === '$B') return -1;\n  throw new Error('unknown');\n};\nconsole.log(sign());`,
    js: `const sign = () => {\n  if ($V === '$A') return 1; //! case $W\n  if ($V === '$B') return -1;\n  throw new Error('unknown');\n};\nconsole.log(sign());`,
  },
  {
    name: 'if that returns',
    ts: `const sign = (): number => {\n  if ($V === '$A') return 1; //! case $W\n  return -1;\n};\nconsole.log(sign());`,
    js: `const sign = () => {\n  if ($V === '$A') return 1; //! case $W\n  return -1;\n};\nconsole.log(sign());`,
  },
  {
    name: 'table',
    ts: `const signs: Record<string, number> = { $A: 1, $B: -1 };\nconsole.log(signs[$V]); //! case $W`,
    js: `/** @type {Record<string, number>} */\nconst signs = { $A: 1, $B: -1 };\nconsole.log(signs[$V]); //! case $W`,
  },
  {
    name: 'record',
    ts: `const names: Record<$E, string> = { $A: 'A', $B: 'B' }; //! case $W\nconsole.log(names);`,
    js: `/** @type {Record<$E, string>} */\nconst names = { $A: 'A', $B: 'B' }; //! case $W\nconsole.log(names);`,
  },
  {
    name: 'mapped type',
    ts: `const names: { [Word in $E]: string } = { $A: 'A', $B: 'B' }; //! case $W\nconsole.log(names);`,
    js: false,
  },
  {
    name: 'satisfies',
    ts: `const names = { $A: 'A', $B: 'B' } satisfies Record<$E, string>; //! case $W\nconsole.log(names);`,
    js: false,
  },
  { name: 'in a table', ts: `const signs = { $A: 1, $B: -1 };\nif ($V in signs) console.log('known'); //! case $W` },
  {
    name: 'set',
    ts: `const known = new Set<string>(['$A', '$B']);\nif (!known.has($V)) throw new Error('unknown'); //! case $W`,
    js: `const known = new Set(['$A', '$B']);\nif (!known.has($V)) throw new Error('unknown'); //! case $W`,
  },
  {
    name: 'map',
    ts: `const signs = new Map<string, number>([['$A', 1], ['$B', -1]]);\nconsole.log(signs.get($V)); //! case $W`,
    js: false,
  },
  {
    name: 'list',
    ts: `const known: string[] = ['$A', '$B'];\nif (known.includes($V)) console.log('known'); //! case $W`,
    js: `const known = ['$A', '$B'];\nif (known.includes($V)) console.log('known'); //! case $W`,
  },
  {
    name: 'assertion',
    ts: `const value = $V as '$A' | '$B'; //! case $W\nconsole.log(value);`,
    js: `const value = /** @type {'$A' | '$B'} */ ($V); //! case $W\nconsole.log(value);`,
  },
  { name: 'callback', ts: `console.log([$O].map((one) => (one.$M === '$A' ? 1 : -1))); //! case $W` },
  {
    name: 'switch over constants',
    ts: `const FIRST = '$A';\nconst SECOND = '$B';\nswitch ($V) { //! case $W\n  case FIRST:\n    console.log(1);\n    break;\n  case SECOND:\n    console.log(2);\n}`,
  },
  {
    name: 'switch over an enum',
    ts: `enum Mine { First = '$A', Second = '$B' }\nconst value: string = $V;\nswitch (value) { //! case $W\n  case Mine.First:\n    console.log(1);\n    break;\n  case Mine.Second:\n    console.log(2);\n    break;\n  default:\n    console.log(3);\n}`,
    js: false,
  },
  {
    name: 'switch over an object as const',
    ts: `const MINE = { first: '$A', second: '$B' } as const;\nswitch ($V) { //! case $W\n  case MINE.first:\n    console.log(1);\n    break;\n  case MINE['second']:\n    console.log(2);\n}`,
    js: `const MINE = Object.freeze({ first: '$A', second: '$B' });\nconst use = () => {\n  switch ($V) { //! case $W\n    case MINE.first:\n      return 1;\n    default:\n      return 2;\n  }\n};\nconsole.log(use(), MINE);`,
  },
  { name: 'conditional by a constant', ts: `const FIRST = '$A';\nconsole.log($V === FIRST ? 1 : -1); //! case $W` },
  {
    name: 'conditional by a shared constant',
    ts: `import { WORDS } from '../shared/words.js';\nconsole.log(WORDS.$A === $V ? 1 : -1); //! case $W`,
  },
  {
    name: 'if and else by a static member',
    ts: `class Mine {\n  static readonly FIRST = '$A';\n}\nif ($V === Mine.FIRST) console.log(1); //! case $W\nelse console.log(2);`,
    js: false,
  },
  {
    name: 'set of constants',
    ts: `const [FIRST, SECOND] = ['$A', '$B'] as const;\nconst ONE = '$A';\nconst TWO = '$B';\nconst known = new Set<string>([ONE, TWO]);\nif (!known.has($V)) throw new Error(FIRST + SECOND); //! case $W`,
    js: false,
  },
  {
    name: 'list as const',
    ts: `const known = ['$A', '$B'] as const;\nconst all: readonly string[] = [...known];\nconsole.log(all.includes($V)); //! case $W`,
    js: false,
  },
  {
    name: 'values of an enum',
    ts: `enum Mine { First = '$A', Second = '$B' }\nconst known: string[] = Object.values(Mine);\nif (!known.includes($V)) throw new Error('unknown'); //! case $W`,
    js: `const MINE = { first: '$A', second: '$B' };\nif (!Object.values(MINE).includes($V)) throw new Error('unknown'); //! case $W`,
  },
  {
    name: 'list that is searched',
    ts: `const known: string[] = ['$A', '$B'];\nif (!known.some((one) => one === $V)) throw new Error('unknown'); //! case $W`,
    js: `const known = ['$A', '$B'];\nif (!known.find((one) => $V === one)) throw new Error('unknown'); //! case $W`,
  },
  {
    name: 'table that is spread',
    ts: `const first = { $A: 1 };\nconst signs: Record<string, number> = { ...first, $B: -1 };\nconsole.log(signs[$V]); //! case $W`,
    js: false,
  },
  {
    name: 'frozen list',
    ts: `const known: readonly string[] = Object.freeze(['$A', '$B']);\nconsole.log(known.indexOf($V)); //! case $W`,
    js: false,
  },
  {
    name: 'shared set',
    ts: `import { KNOWN } from '../shared/words.js';\nconsole.log(KNOWN.$A.has($V)); //! case $W`,
  },
  {
    name: 'static table',
    ts: `class Mine {\n  static readonly SIGNS: Record<string, number> = { $A: 1, $B: -1 };\n}\nconsole.log(Mine.SIGNS[$V]); //! case $W`,
    js: false,
  },
  {
    name: 'conditionals by constants',
    ts: `const FIRST = '$A';\nconst SECOND = '$B';\nconsole.log($V === FIRST ? 1 : $V === SECOND ? -1 : 0); //! case $W`,
  },
  {
    name: 'table by constants',
    ts: `const FIRST = '$A';\nconst SECOND = '$B';\nconst signs: Record<string, number> = { [FIRST]: 1, [SECOND]: -1 };\nconsole.log(signs[$V]); //! case $W`,
    js: `const FIRST = '$A';\nconst SECOND = '$B';\n/** @type {Record<string, number>} */\nconst signs = { [FIRST]: 1, [SECOND]: -1 };\nconsole.log(signs[$V]); //! case $W`,
  },
];

/** Of a closed list alone: here the compiler looks for every word. */
export const CLOSED_CASES: Way[] = [
  {
    name: 'never',
    ts: `const never = (value: never): never => {\n  throw new Error(value);\n};\nswitch ($V) { //! case $W\n  case '$A':\n    break;\n  case '$B':\n    break;\n  default:\n    never($V);\n}`,
    js: false,
  },
  {
    name: 'every way returns',
    ts: `const sign = (): number => {\n  switch ($V) { //! case $W\n    case '$A':\n      return 1;\n    case '$B':\n      return -1;\n  }\n};\nconsole.log(sign());`,
    js: false,
  },
  {
    name: 'every way sets',
    ts: `let sign: number;\nswitch ($V) { //! case $W\n  case '$A':\n    sign = 1;\n    break;\n  case '$B':\n    sign = -1;\n    break;\n}\nconsole.log(sign);`,
    js: false,
  },
  {
    name: 'own words',
    ts: `const show = (value: '$A' | '$B') => value;\nconsole.log(show($V)); //! case $W`,
    js: `/** @param {'$A' | '$B'} value */\nconst show = (value) => value;\nconsole.log(show($V)); //! case $W`,
  },
  { name: 'variable of own words', ts: `const value: '$A' | '$B' = $V; //! case $W\nconsole.log(value);`, js: false },
  {
    name: 'satisfies never',
    ts: `switch ($V) { //! case $W\n  case '$A':\n  case '$B':\n    break;\n  default:\n    $V satisfies never;\n}`,
    js: false,
  },
  { name: 'table by word', ts: `const signs = { $A: 1, $B: -1 };\nconsole.log(signs[$V]); //! case $W` },
];

/** What is sent, what is called, what is of another type. */
export const BREAKS: Way[] = [
  { name: 'removed call', ts: `await client.trade.cancelAll({ symbol: 'A' }); //! break cancelAll` },
  {
    name: 'removed call taken apart',
    ts: `const { cancelAll } = client.trade; //! break cancelAll\nawait cancelAll({ symbol: 'A' });`,
  },
  { name: 'removed call by text', ts: `await client.trade['cancelAll']({ symbol: 'A' }); //! break cancelAll` },
  {
    name: 'removed call passed on',
    ts: `const run = (work: (request: { symbol: string }) => unknown) => work;\nconsole.log(run(client.trade.cancelAll)); //! break cancelAll`,
    js: `console.log([client.trade.cancelAll]); //! break cancelAll`,
  },
  {
    name: 'type of a removed call',
    ts: `import type { TradeCancelAllRequest } from '@bitget-spec/v3'; //! break TradeCancelAllRequest\nexport const request: TradeCancelAllRequest[] = [];`,
    js: false,
  },
  { name: 'removed field sent', ts: `await client.trade.placeOrder({ ...REQUIRED, tag: 'x' }); //! field tag` },
  {
    name: 'removed field of a typed request',
    ts: `import type { TradePlaceOrderRequest } from '@bitget-spec/v3';\nconst request: TradePlaceOrderRequest = { ...REQUIRED, tag: 'x' }; //! field tag\nconsole.log(request);`,
    js: false,
  },
  {
    name: 'removed field of a variable',
    ts: `const request = { ...REQUIRED, tag: 'x' };\nawait client.trade.placeOrder(request); //! field tag`,
  },
  {
    name: 'removed field set',
    ts: `import type { TradePlaceOrderRequest } from '@bitget-spec/v3';\nconst request: TradePlaceOrderRequest = { ...REQUIRED };\nrequest.tag = 'x'; //! field tag`,
    js: false,
  },
  {
    name: 'removed field by shorthand',
    ts: `const tag = 'x';\nawait client.trade.placeOrder({ ...REQUIRED, tag }); //! field tag`,
  },
  { name: 'renamed field sent', ts: `await client.trade.placeOrder({ ...REQUIRED, tif: 'gtc' }); //! rename tif` },
  {
    name: 'renamed field by shorthand',
    ts: `const tif = 'gtc';\nawait client.trade.placeOrder({ ...REQUIRED, tif }); //! rename tif`,
  },
  { name: 'renamed field by text', ts: `await client.trade.placeOrder({ ...REQUIRED, 'tif': 'gtc' }); //! rename tif` },
  {
    name: 'renamed field of a variable',
    ts: `const request = { ...REQUIRED, tif: 'gtc' };\nawait client.trade.placeOrder(request); //! rename tif`,
  },
  {
    name: 'renamed field in a wrapper',
    ts: `const place = (request: Parameters<typeof client.trade.placeOrder>[0]) => client.trade.placeOrder(request);\nawait place({ ...REQUIRED, tif: 'gtc' }); //! rename tif`,
    js: false,
  },
  {
    name: 'required field',
    ts: `await client.trade.placeOrder({ symbol: 'A', side: 'buy', qty: '1' }); //! break marginMode`,
  },
  {
    name: 'required field of a variable',
    ts: `const request = { symbol: 'A', side: 'buy', qty: '1' } as const;\nawait client.trade.placeOrder(request); //! break marginMode`,
    js: `/** @type {{ symbol: string, side: 'buy', qty: string }} */\nconst request = { symbol: 'A', side: 'buy', qty: '1' };\nawait client.trade.placeOrder(request); //! break marginMode`,
  },
  {
    name: 'required field of a typed request',
    ts: `import type { TradePlaceOrderRequest } from '@bitget-spec/v3';\nconst request: TradePlaceOrderRequest = { symbol: 'A', side: 'buy', qty: '1' }; //! break marginMode\nconsole.log(request);`,
    js: `/** @type {import('@bitget-spec/v3').TradePlaceOrderRequest} */\nconst request = { symbol: 'A', side: 'buy', qty: '1' }; //! break marginMode\nconsole.log(request);`,
  },
  {
    name: 'required field under an assertion',
    ts: `import type { TradePlaceOrderRequest } from '@bitget-spec/v3';\nconst request = { symbol: 'A', side: 'buy', qty: '1' } as TradePlaceOrderRequest; //! break marginMode\nconsole.log(request);`,
    js: `const request = /** @type {import('@bitget-spec/v3').TradePlaceOrderRequest} */ ({ symbol: 'A', side: 'buy', qty: '1' }); //! break marginMode\nconsole.log(request);`,
  },
  {
    name: 'required field of a result',
    ts: `import type { TradePlaceOrderRequest } from '@bitget-spec/v3';\nconst make = (): TradePlaceOrderRequest => ({ symbol: 'A', side: 'buy', qty: '1' }); //! break marginMode\nconsole.log(make);`,
    js: false,
  },
  {
    name: 'required field of each',
    ts: `await Promise.all(['A', 'B'].map((symbol) => client.trade.placeOrder({ symbol, side: 'sell', qty: '1' }))); //! break marginMode`,
  },
  {
    name: 'removed word sent',
    ts: `await client.trade.placeOrder({ ...REQUIRED, stpMode: 'cancel_both' }); //! break cancel_both`,
  },
  {
    name: 'removed word of a type',
    ts: `const mode: StpMode = 'cancel_both'; //! break cancel_both\nconsole.log(mode);`,
    js: `/** @type {import('@bitget-spec/v3').StpMode} */\nconst mode = 'cancel_both'; //! break cancel_both\nconsole.log(mode);`,
  },
  {
    name: 'removed word of a list',
    ts: `const modes: StpMode[] = ['none', 'cancel_both']; //! break cancel_both\nconsole.log(modes);`,
    js: false,
  },
  {
    name: 'removed word passed on',
    ts: `const use = (mode: StpMode) => mode;\nconsole.log(use('cancel_both')); //! break cancel_both`,
    js: false,
  },
  {
    name: 'respelt word compared with',
    ts: `if (order.category === 'usdt-futures') console.log('futures'); //! rename usdt-futures`,
  },
  {
    name: 'respelt word of a case',
    ts: `switch (order.category) {\n  case 'usdt-futures': //! rename usdt-futures\n    console.log('futures');\n    break;\n  default:\n}`,
  },
  {
    name: 'respelt word of a filter',
    ts: `console.log(orders.filter(({ category }) => category !== 'usdt-futures')); //! rename usdt-futures`,
  },
  {
    name: 'respelt word sent',
    ts: `await client.trade.placeOrder({ ...REQUIRED, category: 'usdt-futures' }); //! rename usdt-futures`,
  },
  { name: 'another type, member', ts: `console.log(order.size.length); //! break size` },
  {
    name: 'another type, variable',
    ts: `const size: string = order.size; //! break size\nconsole.log(size);`,
    js: `/** @type {string} */\nconst size = order.size; //! break size\nconsole.log(size);`,
  },
  { name: 'another type, argument', ts: `console.log(Number.parseFloat(order.size)); //! break size` },
  { name: 'another type, sum', ts: `console.log(order.size + order.size); //! break size` },
  {
    name: 'another type, in an object with other differences',
    ts: `const mine: Order = { //! break createdTime\n  orderId: '1',\n  symbol: 'A',\n  side: 'buy',\n  category: 'spot',\n  fees: [],\n  clientOid: '1', //! field clientOid\n  cTime: '1', //! rename cTime\n  price: '1',\n  fee: '0',\n  size: '1', //! break size\n};\nconsole.log(mine);`,
    js: false,
  },
  { name: 'another type, text', ts: `console.log(\`\${order.size}\`); //! break size` },
  { name: 'another type, comparison', ts: `if (order.size === '0') console.log('none'); //! break size` },
  {
    name: 'another type, whole',
    ts: `const take = (one: { size: string }) => one;\nconsole.log(take(order)); //! break size`,
    js: `/** @param {{ size: string }} one */\nconst take = (one) => one;\nconsole.log(take(order)); //! break size`,
  },
  { name: 'renamed call', ts: `console.log(await pets.pet.getPet({ petId: '1' })); //! rename getPet` },
  { name: 'renamed call by text', ts: `console.log(await pets.pet['getPet']({ petId: '1' })); //! rename getPet` },
  {
    name: 'renamed call taken apart',
    ts: `const { getPet } = pets.pet; //! rename getPet\nconsole.log(await getPet({ petId: '1' }));`,
  },
  {
    name: 'renamed call passed on',
    ts: `console.log(['1'].map((petId) => ({ petId })).map((request) => pets.pet.getPet(request))); //! rename getPet`,
  },
  {
    name: 'type of a renamed call',
    ts: `import type { GetPetRequest } from 'pets'; //! rename GetPetRequest\nconst request: GetPetRequest = { petId: '1' };\nconsole.log(request);`,
    js: false,
  },
  { name: 'field of a renamed call', ts: `console.log(pet.owner_name); //! rename owner_name` },
];

/** Words that are spelt otherwise (`usdt-futures`) or gone (`cancel_both`), where they stand behind a name or in a table. */
export const RESPELT: Way[] = [
  {
    name: 'constant',
    ts: `const FUTURES = 'usdt-futures';\nif (order.category === FUTURES) console.log('futures'); //! rename usdt-futures`,
  },
  {
    name: 'constant of its type',
    ts: `const FUTURES: Category = 'usdt-futures'; //! rename usdt-futures\nif (order.category === FUTURES) console.log('futures');\nawait client.trade.placeOrder({ ...REQUIRED, category: FUTURES });`,
    js: `/** @type {Category} */\nconst FUTURES = 'usdt-futures'; //! rename usdt-futures\nconsole.log(FUTURES);`,
  },
  {
    name: 'enum',
    ts: `enum Mine { Spot = 'spot', Futures = 'usdt-futures' }\nconst category: string = order.category;\nif (category === Mine.Futures) console.log('futures'); //! rename usdt-futures`,
    js: false,
  },
  {
    name: 'object as const',
    ts: `const MINE = { futures: 'usdt-futures' } as const;\nif (MINE.futures !== order.category) console.log('spot'); //! rename usdt-futures`,
    js: `const MINE = { futures: 'usdt-futures' };\nif (MINE.futures !== order.category) console.log('spot'); //! rename usdt-futures`,
  },
  {
    name: 'case by a constant',
    ts: `const FUTURES = 'usdt-futures';\nswitch (order.category) {\n  case FUTURES: //! rename usdt-futures\n    console.log('futures');\n}`,
  },
  {
    name: 'list in place',
    ts: `console.log(orders.filter(({ category }) => ['usdt-futures', 'coin'].includes(category))); //! rename usdt-futures`,
  },
  {
    name: 'list',
    ts: `const futures: readonly string[] = ['usdt-futures', 'coin'];\nconsole.log(futures.includes(order.category)); //! rename usdt-futures`,
    js: `const futures = ['usdt-futures', 'coin'];\nconsole.log(futures.indexOf(order.category) >= 0); //! rename usdt-futures`,
  },
  {
    name: 'set',
    ts: `const futures = new Set<string>(['usdt-futures']);\nconsole.log(orders.filter((one) => futures.has(one.category))); //! rename usdt-futures`,
    js: `const futures = new Set(['usdt-futures']);\nconsole.log(orders.filter((one) => futures.has(one.category))); //! rename usdt-futures`,
  },
  {
    name: 'set of its type',
    ts: `const futures = new Set<Category>(['usdt-futures']); //! rename usdt-futures\nconsole.log(futures.has('spot'));`,
    js: false,
  },
  {
    name: 'map',
    ts: `const names = new Map<string, string>([['usdt-futures', 'F']]);\nconsole.log(names.get(order.category)); //! rename usdt-futures`,
    js: `const names = new Map([['usdt-futures', 'F']]);\nconsole.log(names.get(order.category)); //! rename usdt-futures`,
  },
  {
    name: 'table',
    ts: `const names: Record<string, string> = { 'usdt-futures': 'F' };\nconsole.log(names[order.category], order.category in names); //! rename usdt-futures`,
    js: `/** @type {Record<string, string>} */\nconst names = { 'usdt-futures': 'F' };\nconsole.log(names[order.category]); //! rename usdt-futures`,
  },
  {
    name: 'record',
    ts: `const names: Record<Category, string> = {\n  spot: 'S',\n  'usdt-futures': 'F', //! rename usdt-futures\n};\nconsole.log(names.spot);`,
    js: `/** @type {Record<Category, string>} */\nconst names = {\n  spot: 'S',\n  'usdt-futures': 'F', //! rename usdt-futures\n};\nconsole.log(names);`,
  },
  {
    name: 'partial record',
    ts: `const names: Partial<Record<Category, string>> = { 'usdt-futures': 'F' }; //! rename usdt-futures\nconsole.log(names);`,
    js: false,
  },
  {
    name: 'constant sent',
    ts: `const FUTURES = 'usdt-futures';\nawait client.trade.placeOrder({ ...REQUIRED, category: FUTURES }); //! rename usdt-futures`,
  },
  {
    name: 'constant that is gone',
    ts: `const BOTH = 'cancel_both';\nawait client.trade.placeOrder({ ...REQUIRED, stpMode: BOTH }); //! break cancel_both`,
  },
  {
    name: 'constants of a list',
    ts: `const MODES = { none: 'none', both: 'cancel_both' } as const;\nconst modes: StpMode[] = [MODES.none, MODES.both]; //! break cancel_both\nconsole.log(modes);`,
    js: false,
  },
  {
    name: 'keys of a table',
    ts: `const names = { 'usdt-futures': 'F' };\nconsole.log(Object.keys(names).includes(order.category)); //! rename usdt-futures`,
  },
  {
    name: 'shared constant',
    ts: `import { WORDS } from '../shared/words.js';\nconsole.log(orders.filter((one) => one.category === WORDS.futures)); //! rename usdt-futures`,
  },
  {
    name: 'default of a parameter',
    ts: `const use = (category: Category = 'usdt-futures') => category; //! rename usdt-futures\nconsole.log(use());`,
    js: false,
  },
  {
    name: 'result of its type',
    ts: `const make = (): Category => 'usdt-futures'; //! rename usdt-futures\nconsole.log(make());`,
    js: `/** @returns {Category} */\nconst make = () => 'usdt-futures'; //! rename usdt-futures\nconsole.log(make());`,
  },
  {
    name: 'one of two, sent',
    ts: `const FUTURES = 'usdt-futures';\nawait client.trade.placeOrder({ ...REQUIRED, category: Math.random() > 2 ? FUTURES : 'spot' }); //! rename usdt-futures`,
  },
  {
    name: 'word that is another one in another list',
    ts: `if (fill.product === 'usdt-futures') console.log('futures'); //! break usdt-futures`,
    js: `if (fill?.product === 'usdt-futures') console.log('futures'); //! break usdt-futures`,
  },
];

/** What is called as something is that has another name now, and what has the new name already. */
export const NAMESAKES: Way[] = [
  {
    name: 'field of another schema',
    ts: `console.log(fill.cTime); //! field cTime`,
    js: `console.log(fill?.cTime); //! field cTime`,
  },
  {
    name: 'field of either schema',
    ts: `const timeOf = (one: Fill | Order) => one.cTime; //! field cTime\nconsole.log(timeOf);`,
    js: false,
  },
  {
    name: 'own field of the new name',
    ts: `const row = { ...order, createdTime: 'mine' }; //! field clientOid, rename cTime\nconsole.log(row.cTime); //! field cTime`,
  },
  {
    name: 'own field of the new name, taken apart',
    ts: `const row = { ...order, createdTime: 'mine' }; //! field clientOid, rename cTime\nconst { cTime } = row; //! field cTime\nconsole.log(cTime);`,
  },
  {
    name: 'own type with the new name',
    ts: `type Mine = Order & { createdTime: string };\nconst read = (mine: Mine) => mine['cTime']; //! field cTime\nconsole.log(read);`,
    js: false,
  },
  {
    name: 'own field of the new name, sent',
    ts: `const more = { timeInForce: 'own' };\nawait client.trade.placeOrder({ ...REQUIRED, ...more, tif: 'gtc' }); //! field tif`,
  },
];
