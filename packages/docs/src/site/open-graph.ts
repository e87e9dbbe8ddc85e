import type { HeadConfig } from 'vitepress';

/** What a page says of itself where its link is shared. */
export interface Shared {
  title: string;
  description: string;
  /** Its address, where it is known. */
  url?: string;
}

/** Open Graph and Twitter tags; their values are text, which VitePress quotes. */
export const openGraph = ({ title, description, url }: Shared): HeadConfig[] =>
  Object.entries({
    'og:type': 'article',
    'og:site_name': 'bitget-spec',
    'og:title': title,
    'og:description': description,
    ...(url && { 'og:url': url }),
  })
    .map(([property, content]): HeadConfig => ['meta', { property, content }])
    .concat([['meta', { name: 'twitter:card', content: 'summary' }]]);
