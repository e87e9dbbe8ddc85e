import type { ChannelKind, Effect } from './vocabulary.js';

/**
 * The pages of the docs as data: the site renders them, and the Markdown beside each is printed from them.
 *
 * Text of type `Markdown` is quoted for it by the generator: no HTML, no image, links relative to the page's file. Every
 * other text is plain, and is escaped where it is shown.
 */
export type Markdown = string;

/** The page of one operation; `generated/docs/v3/trade/place-order.json`. */
export interface OperationPage {
  title: string;
  /** At most 160 characters, for lists of pages and search engines. */
  description: string;
  /** `v3:trade.placeOrder` */
  key: string;
  /** `spec/v3/trade/place-order.yaml` */
  spec: string;
  /** In capitals. */
  method: string;
  path: string;
  /** In TypeScript, `bitget.trade.placeOrder()`. */
  call: string;
  effect: Effect;
  deprecated?: true;
  heading: Markdown;
  about: Markdown;
  facts: Fact[];
  request: FieldTable;
  response: FieldTable;
  /** What to expect beside success; absent where nothing is described. */
  errors?: ErrorTable;
  /** Which kinds of source know which fields; absent where nobody has looked. */
  knownFrom?: KnownFromRow[];
  /** The call in several languages. */
  samples: Sample[];
  responseSample?: Sample;
}

/** The page of one channel of a socket; `generated/docs/v3/channels/public/books.json`. */
export interface ChannelPage {
  title: string;
  /** At most 160 characters, for lists of pages and search engines. */
  description: string;
  /** `v3:public.books` */
  key: string;
  /** `spec/v3/channels/public/books.yaml` */
  spec: string;
  kind: ChannelKind;
  /** What it is called on the wire, `books`, `books5`. */
  topics: string[];
  /** In TypeScript, `socket.public.books()`; absent for the parts of a session, which the client sees to. */
  call?: string;
  heading: Markdown;
  about: Markdown;
  facts: Fact[];
  /** What is sent and received, in the order of the description. */
  messages: ChannelMessage[];
}

/** A kind of message of a channel. */
export interface ChannelMessage {
  /** Its name in the description, `push`. */
  name: string;
  /** True of what the client sends. */
  sent: boolean;
  heading: Markdown;
  fields: FieldTable;
  /** As they go over the wire. */
  samples: Sample[];
}

/** What a caller should know before the first call: a limit, a permission, where the facts are known from. */
export interface Fact {
  name: string;
  value: Markdown;
}

export interface FieldTable {
  /** Paragraphs above the table. */
  intro: Markdown[];
  /** Nested fields follow the one that holds them. */
  fields: FieldRow[];
  /** Below the table, where it is cut. */
  note?: string;
}

export interface FieldRow {
  /** From the top, with dots: `orderList[].clientOid`. */
  name: string;
  /** How many fields hold it. @default 0 */
  depth?: number;
  /** What a row of values calls it. */
  title?: Markdown;
  /** `query`, `body`, `path`, `header`; absent where all fields go the same way. */
  in?: string;
  type: Markdown;
  required?: true;
  nullable?: true;
  /** Text that may be empty. */
  empty?: true;
  /** Meaning and constraints. */
  text: Markdown;
}

export interface ErrorTable {
  /** Business codes of the exchange, or HTTP statuses. */
  by: 'code' | 'status';
  intro?: Markdown;
  rows: ErrorRow[];
}

export interface ErrorRow {
  code: string;
  /** The exchange's own words. */
  message?: string;
  meaning?: Markdown;
  /** What to do. */
  hint?: Markdown;
}

/** Fields that the same kinds of source know, as code spans or as their number. */
export interface KnownFromRow {
  kinds: Markdown;
  sent: Markdown;
  received: Markdown;
}

/** Code in a language. */
export interface Sample {
  /** `bash`, as editors call it. */
  language: string;
  /** Name of its tab. */
  label?: string;
  code: string;
}

/** The groups of an API in the order in which a newcomer needs them; `generated/docs/v3/index.json`. */
export interface ApiIndex {
  title: string;
  sections: { title: string; groups: GroupIndex[] }[];
}

/** A folder of operations. */
export interface GroupIndex {
  /** As in the client, `mix.order`. */
  name: string;
  /** In words, `Futures orders`. */
  title: string;
  /** Its index, `v2/mix/order/index.md`. */
  page: string;
  /** Pages of its operations in the order of use: place, change, cancel, look up, history. */
  operations: string[];
}

/** What a release changes for consumers; `generated/docs/changes.json` lists them, the newest first. */
export interface ReleaseNotes {
  /** `0.2.0`, or `unreleased`. */
  name: string;
  title: string;
  /** The day on which it was recorded, `2026-11-26`. */
  date: string;
  /** `changes/0.2.0.md` */
  page: string;
  /** Plain text. */
  summary: string;
  /** How many changes there are of each effect. */
  counts: Record<'breaking' | 'dangerous' | 'compatible' | 'note', number>;
  /** What breaks and what may surprise, in plain text. */
  worst: WorstChange[];
}

export interface WorstChange {
  effect: 'breaking' | 'dangerous';
  /** `POST /api/v3/trade/place-order, request body, side` */
  where: string;
  /** Page of that, where it has one. */
  page?: string;
  /** In how many places it shows besides. */
  others: number;
  /** What happened. */
  message: string;
  /** What to do. */
  hint?: string;
}

/** All business codes; `generated/docs/errors.json`. */
export interface ErrorsPage {
  title: string;
  description: string;
  about: Markdown;
  kinds: { kind: string; rows: CatalogueRow[] }[];
}

export interface CatalogueRow extends ErrorRow {
  /** Products that name the code. */
  where?: string;
}

/** Names that fields share; `generated/docs/scalars.json`. */
export interface ScalarsPage {
  title: string;
  description: string;
  about: Markdown;
  sections: { heading: string; intro?: Markdown; rows: ScalarRow[] }[];
  /** The APIs whose uses are counted. */
  apis: string[];
}

export interface ScalarRow {
  name: string;
  type: Markdown;
  meaning: Markdown;
  /** How many places refer to it, by API. */
  uses: Record<string, number>;
}

/** What takes the place of an operation in another API; `generated/docs/moves.json` lists them. */
export interface PageMove {
  /** Page of the old operation, `v2/mix/order/place-order.md`. */
  from: string;
  /** Name of the other API; absent where several may take its place. */
  api?: string;
  /** Pages of those that take its place; empty where there is none. */
  to: string[];
  /** Page that says what changes. */
  page: string;
  /** Its heading there; absent where the whole page does. */
  heading?: string;
}
