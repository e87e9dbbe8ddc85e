/** What `bitget-spec find` searches; `generated/docs/find.json`, and `data/find.json` in the package. */
export interface FindData {
  calls: FindCall[];
  /** Wrong and old URLs, and the keys of the calls that are meant. */
  aliases: FindAlias[];
  /** By code. */
  errors: Record<string, FindError>;
}

export interface FindCall {
  /** `v2:mix.order.placeOrder` */
  key: string;
  /** operationId, `mixOrderPlaceOrder`. */
  id: string;
  /** `POST` */
  method: string;
  path: string;
  title: string;
  /** `spec/v2/mix/order/place-order.yaml` */
  spec: string;
  /** Page below `generated/docs`, `v2/mix/order/place-order.md`. */
  page: string;
  /** Names of the fields that it takes and gives, once each, with spaces between. */
  fields: string;
  /** Codes to expect. */
  errors?: string[];
  deprecated?: true;
}

export interface FindAlias {
  /** `GET /api/v2/spot/market/ticker` */
  path: string;
  /** Keys of the calls that are meant; empty where nothing takes its place. */
  use: string[];
  why: string;
  /** True where it did exist once. */
  gone?: true;
}

export interface FindError {
  message: string;
  meaning?: string;
  hint?: string;
}
