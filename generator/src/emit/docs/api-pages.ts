import { nameOf } from '../../model/names.js';
import type { Channel } from '../../model/sockets/types.js';
import type { Api, Operation } from '../../model/types.js';
import { inAddress, inline, prose } from '../print/quote/index.js';

/** Where each page stands, and how one page refers to another. */
export class ApiPages {
  private readonly pages = new Map<Operation, string>();
  private readonly byUrl = new Map<string, string>();

  constructor(readonly api: Api) {
    const taken = new Set<string>(
      api.sockets?.channels.map((channel) => this.channel(channel).replace(/\.md$/, '').toLowerCase()),
    );
    for (const operation of api.operations) {
      const page = free(taken, wanted(api, operation));
      this.pages.set(operation, `${page}.md`);
      this.byUrl.set(`${operation.method.toUpperCase()} ${operation.path}`, `${page}.md`);
      this.byUrl.set(operation.path, `${page}.md`);
    }
  }

  /** `channels/public/books.md`, laid out as the description is. */
  channel({ id }: Channel): string {
    return `${CHANNELS}/${id.split('.').map(slug).join('/')}.md`;
  }

  /** `trade/place-order.md`. */
  page(operation: Operation): string {
    return this.pages.get(operation) ?? '';
  }

  /** Prose of a page, the operations it names as `GET /api/…` or `/api/…` turned into links. */
  prose(text: string, from: string): string {
    return this.linked(prose(text), from);
  }

  /** The same on one line. */
  inline(text: string, from: string): string {
    return this.linked(inline(text), from);
  }

  private linked(safe: string, from: string): string {
    if (!safe.includes('/')) return safe;
    return safe.replaceAll(/(?<![`[\\])`((?:[A-Z]+ )?\/[^\s`]+)`(?!`)/g, (span, url: string) => {
      const to = this.byUrl.get(url);
      return to && to !== from ? `[${span}](${relativeLink(from, to)})` : span;
    });
  }
}

/** The folder of the pages of channels. */
export const CHANNELS = 'channels';

/** Ours are laid out as the URL, others by their first tag and operationId. */
function wanted(api: Api, operation: Operation): string {
  const url = api.profile.names === 'url' ? nameOf(operation.path) : undefined;
  if (url) return url.file.slice(url.api.length + 1, -'.yaml'.length);
  const tag = operation.tags[0];
  return [...(tag ? [slug(tag)] : []), slug(operation.id)].join('/');
}

/** Names of files end at 255 bytes, and a site makes one of folder, name and a few words of its own. */
const LONGEST = 80;

const slug = (text: string): string =>
  text
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '') || 'other';

/** Index pages need their name, and file systems that ignore case would let one page hide another. */
function free(taken: Set<string>, name: string): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}-${count}`;
    const lower = candidate.toLowerCase();
    if (taken.has(lower) || lower === 'index' || lower.endsWith('/index')) continue;
    taken.add(lower);
    return candidate;
  }
}

/** From page to page, with the ending, so that it works on GitHub too: `../order/detail.md`. */
export function relativeLink(from: string, to: string): string {
  const start = from.split('/').slice(0, -1);
  const target = to.split('/');
  let same = 0;
  while (same < start.length && same < target.length - 1 && start[same] === target[same]) same++;
  const up = '../'.repeat(start.length - same);
  return `${up || './'}${target.slice(same).map(inAddress).join('/')}`;
}
