/** Where pages stand. A page is named by its file, `v2/mix/order/place-order.md`, everywhere but in the browser. */

/** `v2/mix/order/place-order.md` → `v2/mix/order/place-order.html`; `v2/index.md` → `v2/`. */
export const htmlOf = (page: string): string => page.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '.html');

/**
 * The page of a URL of the exchange: the version segment stands first, wherever the URL has it.
 * `/api/v2/mix/order/place-order` → `v2/mix/order/place-order.md`, `/api/mix/v1/account/accounts` → `v1/mix/…`.
 */
export function pageOfPath(path: string): string {
  const segments = path.replace(/^\/api\//, '').split('/');
  const version = segments.findIndex((segment) => /^v\d+$/.test(segment));
  const rest = segments.filter((_, index) => index !== version);
  return `${[segments[version] ?? '', ...rest].filter(Boolean).join('/')}.md`;
}

/** As VitePress makes anchors of headings. */
export const slugOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .replaceAll(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .replace(/^(\d)/, '_$1')
    .toLowerCase();
