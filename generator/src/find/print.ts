import type { FindCall } from './data.js';
import type { Hits } from './search.js';

/** What was found, for a terminal. `pages` is where the pages are, empty where they are not. */
export function printHits({ aliases, errors, calls, meant }: Hits, pages: string): string {
  const blocks = [
    ...(meant === undefined ? [] : [`Nothing is called that. Did you mean "${meant}"?`]),
    ...aliases.map(({ alias, use }) =>
      [
        `${alias.path} ${alias.gone ? 'is gone' : 'does not exist'}: ${alias.why}`,
        ...(use.length ? ['Use:', ...use.map((call) => callText(call, pages))] : ['Nothing takes its place.']),
      ].join('\n'),
    ),
    ...calls.map(({ call, why }) => callText(call, pages, why)),
    ...errors.map(({ code, error, calls: expecting }) =>
      [
        `${code}: ${error.message}`,
        ...(error.meaning ? [`  meaning  ${error.meaning}`] : []),
        ...(error.hint ? [`  hint     ${error.hint}`] : []),
        ...(expecting.length ? [`  calls    ${shorten(expecting.map(({ key }) => key))}`] : []),
      ].join('\n'),
    ),
  ];
  return blocks.join('\n\n');
}

function callText({ key, method, path, title, spec, page, deprecated }: FindCall, pages: string, why?: string): string {
  const [api = '', call = ''] = key.split(':');
  const notes = [deprecated ? 'deprecated' : '', why ?? ''].filter(Boolean).join(', ');
  return [
    `${method} ${path}${notes && `  (${notes})`}`,
    `  ${title}`,
    `  call     bitget.${call}()   from @bitget-spec/${api}`,
    `  spec     ${spec}`,
    `  page     ${pages}${page}`,
  ].join('\n');
}

const shorten = (keys: string[]): string =>
  keys.length > 8 ? `${keys.slice(0, 8).join(', ')} and ${keys.length - 8} more` : keys.join(', ');
