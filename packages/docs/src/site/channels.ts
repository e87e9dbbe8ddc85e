import { channelMarkdown } from 'bitget-spec/pages';
import type { Generated } from './generated.js';
import type { Page } from './pages.js';
import { relativeTo } from './relative.js';

/** The pages of channels, with a link to the spec file, which only the site has. */
export const channelPages = ({ channels }: Pick<Generated, 'channels'>): Page[] =>
  [...channels].map(([file, page]) => {
    const spec = `[\`${page.spec}\`](${relativeTo(file, page.spec)})`;
    return {
      file,
      title: page.title,
      description: page.description,
      channel: { ...page, facts: [...page.facts, { name: 'Spec file', value: spec }] },
      text: channelMarkdown(page, spec),
    };
  });
