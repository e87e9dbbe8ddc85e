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

/** The functions of a program, by name. */
export type Program = Record<string, () => Promise<unknown>>;

let count = 0;

/** Loads a program of a project, which reads `fetch` of its clients from `globalThis.mockFetch`. */
export async function programOf(folder: string, text: string): Promise<Program> {
  const file = join(folder, `run-${count++}.mjs`);
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  writeFileSync(file, outputText);
  return import(/* @vite-ignore */ pathToFileURL(file).href);
}

/** What programs send to an exchange meanwhile. */
export async function sentBy(exchange: MockExchange, work: () => Promise<unknown>): Promise<Sent[]> {
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
  await work();
  return sent;
}

/** Runs a program of a project against a mock exchange: `work` says which of its functions. */
export async function run(
  folder: string,
  text: string,
  work: (program: Program) => Promise<unknown>,
  exchange = createMockExchange(),
): Promise<Sent[]> {
  const program = await programOf(folder, text);
  return sentBy(exchange, () => work(program));
}
