/** The search index as it is sent: short keys and numbers, since a reader waits for it. */
export interface SearchIndex {
  /** Names of fields with their place in the call, `orderList[].clientOid`. */
  fields: string[];
  calls: CallEntry[];
  /** Code, message of the exchange, page with anchor. */
  errors: [code: string, message: string][];
  /** Page that holds the codes, anchors are `#code`. */
  errorPage: string;
  /** Guides, their headings, reference pages, groups of calls. */
  texts: TextEntry[];
  /** Paths that people look for and what stands in their place, an index of `calls`. */
  aliases: [path: string, call: number][];
}

export type CallEntry = [
  title: string,
  /** `POST /api/v2/…` */
  url: string,
  page: string,
  /** First letter of read, write, order, funds. */
  effect: string,
  request: number[],
  response: number[],
];

export type TextEntry = [title: string, page: string, kind: 'guide' | 'reference' | 'group' | 'type', about: string];

/** A result. */
export interface Hit {
  title: string;
  /** Page with anchor, `v2/mix/order/place-order.html#request-clientOid`. */
  page: string;
  kind: 'call' | 'field' | 'error' | TextEntry[2];
  /** The line below the title: a URL, a message, a guide. */
  detail: string;
  score: number;
}
