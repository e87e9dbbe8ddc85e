import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMockExchange, type MockExchange } from '@bitget-spec/mock';
import ts from 'typescript';

/** A request as it left, and what the mock exchange said. */
export interface Sent {
  /** `POST /api/v3/trade/place-order` */
  url: string;
  /** Query and body together. */
  fields: unknown;
  code: string;
}

type Program = Record<string, () => Promise<unknown>>;

let count = 0;

/**
 * Runs a program of a project against a mock exchange of its own: `program` says which of its functions. The program reads
 * `fetch` of its clients from `globalThis.mockFetch`.
 */
export async function run(
  folder: string,
  text: string,
  program: (exported: Program, sent: readonly Sent[]) => Promise<unknown>,
  exchange = createMockExchange(),
): Promise<Sent[]> {
  const file = join(folder, `run-${count++}.mjs`);
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  writeFileSync(file, outputText);
  const sent: Sent[] = [];
  const mockFetch: MockExchange['fetch'] = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, searchParams } = new URL(request.url);
    const body = await request.clone().text();
    const response = await exchange.fetch(request);
    const { code } = JSON.parse(await response.clone().text());
    sent.push({
      url: `${request.method} ${pathname}`,
      fields: body ? JSON.parse(body) : Object.fromEntries(searchParams),
      code,
    });
    return response;
  };
  Object.assign(globalThis, { mockFetch, use: () => undefined });
  const exported: Program = await import(/* @vite-ignore */ pathToFileURL(file).href);
  await program(exported, sent);
  return sent;
}
