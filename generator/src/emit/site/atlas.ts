import type { Operation } from '../../model/types.js';
import { relativeLink } from '../docs/api-pages.js';
import { code, inline, prose } from '../print/quote/index.js';
import type { SiteApi, SiteOperation } from './site-api.js';

/** A call, and where its page stands below the folder of all pages. */
export interface Entry {
  api: SiteApi;
  operation: SiteOperation;
  /** `v2/mix/order/place-order.md`. */
  page: string;
}

/** All calls of all APIs, and how a page of the whole site refers to them. */
export class Atlas {
  readonly entries: Entry[];
  private readonly byKey: Map<string, Entry>;
  private readonly byUrl: Map<string, Entry>;
  /** Pages of channels, by API and name: `v3 channel public.books`. */
  private readonly channels = new Map<string, string>();

  constructor(readonly apis: SiteApi[]) {
    for (const { name, channels } of apis)
      for (const { id, page } of channels) this.channels.set(`${name} channel ${id}`, `${name}/${page}`);
    this.entries = apis.flatMap((api) =>
      api.operations.map((operation) => ({ api, operation, page: `${api.name}/${operation.page}` })),
    );
    this.byKey = new Map(this.entries.map((entry) => [entry.operation.key, entry]));
    this.byUrl = new Map(this.entries.map((entry) => [urlOf(entry.operation), entry]));
  }

  /** By key, `v2:mix.order.placeOrder`. */
  entry(key: string): Entry | undefined {
    return this.byKey.get(key);
  }

  /** By URL, `POST /api/v2/mix/order/place-order`. */
  at(url: string): Entry | undefined {
    return this.byUrl.get(url);
  }

  /** The page of what a change is about: `POST /api/v3/…`, `channel public.books`, `code 43012`. */
  pageOf(api: string, subject: string): string | undefined {
    if (subject.startsWith('code ')) return this.apis.some(({ errors }) => errors?.length) ? 'errors.md' : undefined;
    return this.byUrl.get(subject)?.page ?? this.channels.get(`${api} ${subject}`);
  }

  /** The URL of a call, linked to its page. */
  link(key: string, from: string): string {
    const entry = this.byKey.get(key);
    return entry ? `[${code(urlOf(entry.operation))}](${relativeLink(from, entry.page)})` : code(key);
  }

  /** Prose whose keys and URLs of calls are links. */
  prose(text: string, from: string): string {
    return this.linked(prose(text), from);
  }

  /** The same on one line. */
  inline(text: string, from: string): string {
    return this.linked(inline(text), from);
  }

  private linked(safe: string, from: string): string {
    return safe.replaceAll(/(?<![`[\\])`([^`\n]+)`(?!`)/g, (span, inner: string) => {
      const entry = this.byKey.get(inner) ?? this.byUrl.get(inner);
      return entry ? `[${code(urlOf(entry.operation))}](${relativeLink(from, entry.page)})` : span;
    });
  }
}

export const urlOf = ({ method, path }: Pick<Operation, 'method' | 'path'>): string =>
  `${method.toUpperCase()} ${path}`;
