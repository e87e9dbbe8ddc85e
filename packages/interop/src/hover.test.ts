import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const file = join(import.meta.dirname, 'hover-sample.ts');
const code = `import { createClient, isBitgetError } from '@bitget-spec/v3';
import { createClient as createV2 } from '@bitget-spec/v2';
const bitget = createClient();
const v2 = createV2();
await bitget.trade.placeOrder({} as never);
bitget.trade.historyOrders.pages({} as never);
v2.spot.trade.fills.pages({} as never);
const order = await bitget.trade.orderInfo({ orderId: '1' });
order.side;
const failed = {} as unknown;
if (isBitgetError(failed, 'v3:trade.placeOrder')) failed.code;
`;
const service = ts.createLanguageService({
  getCompilationSettings: () => ({
    strict: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: [],
  }),
  getScriptFileNames: () => [file],
  getScriptVersion: () => '1',
  getScriptSnapshot: (name) => {
    const text = name === file ? code : ts.sys.readFile(name);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => import.meta.dirname,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (name) => name === file || ts.sys.fileExists(name),
  readFile: ts.sys.readFile,
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
  ...(ts.sys.realpath && { realpath: ts.sys.realpath }),
});

/** What an editor shows over the last word of a text of the sample. */
function hover(over: string): string {
  const info = service.getQuickInfoAtPosition(file, code.indexOf(over) + over.length - 1);
  return ts.displayPartsToString(info?.displayParts);
}

test.each([
  [
    'bitget.trade.placeOrder',
    '(method) TradeCalls.placeOrder<"no">(request: TradePlaceOrderRequest<"no">, options?: CallOptions): Promise<TradePlaceOrderResponse<"no">>',
  ],
  [
    'historyOrders.pages',
    '(method) TradeHistoryOrdersCall.pages(request: TradeHistoryOrdersRequest, options?: PagesOptions): AsyncGenerator<UnifiedOrder, void, undefined>',
  ],
  [
    'fills.pages',
    '(method) SpotTradeFillsCall.pages(request?: SpotTradeFillsRequest, options?: PagesOptions): AsyncGenerator<SpotTradeFillsItem, void, undefined>',
  ],
  ['order.side', '(property) UnifiedOrder.side: Side | OpenText'],
])('%s', (over, expected) => {
  expect(hover(over)).toBe(expected);
});

test('the code of an error is one of those of the call', () => {
  expect(hover('failed.code')).toContain('.code: "40762" | "40774" | "25212" | "43012" | ');
});

test('the doc comment of a call is prose', () => {
  const info = service.getQuickInfoAtPosition(file, code.indexOf('placeOrder') + 1);
  expect(ts.displayPartsToString(info?.documentation)).toMatch(/^Place an? .+\n/);
});
