import type { ChannelKind } from '@bitget-spec/contract';
import type { Channel, Sockets } from '../../model/sockets/types.js';
import type { EmittedFile } from '../files.js';
import { code, inline, pageLink } from '../print/quote/index.js';
import { type ApiPages, CHANNELS, relativeLink } from './api-pages.js';
import { brief, frontMatter, page, table, titleText } from './markdown.js';

const SECTIONS: Record<ChannelKind, string> = {
  stream: 'Streams',
  trade: 'Orders over the socket',
  session: 'The connection itself',
};

/** `channels/index.md`: every channel of the sockets, streams first. */
export function channelIndex({ title, description, servers, channels, source }: Sockets, pages: ApiPages): EmittedFile {
  const from = `${CHANNELS}/index.md`;
  const kinds = ['stream', 'trade', 'session'] as const;
  const sections = kinds.map((kind) => {
    const rows = channels.filter((channel) => channel.kind === kind).map((channel) => rowOf(channel, pages, from));
    return rows.length && `## ${SECTIONS[kind]}\n\n${table(['Channel', 'On the wire', 'Login', 'Effect'], rows)}`;
  });
  const hosts = servers.map(({ url, description: about }) => `- ${code(url)}${about && `: ${inline(about)}`}`);
  const text = page(
    frontMatter({ title: titleText(title), description: brief(description || title), spec: source }, source),
    `# ${inline(title)}`,
    pages.prose(description, from),
    `${channels.length} channels of ${pageLink(pages.api.title, relativeLink(from, 'index.md'))}.`,
    hosts.length ? `Servers:\n\n${hosts.join('\n')}` : '',
    ...sections.map((section) => section || undefined),
  );
  return { path: from, text };
}

function rowOf(channel: Channel, pages: ApiPages, from: string): string[] {
  const { summary, topics, effect } = channel;
  const link = pageLink(summary, relativeLink(from, pages.channel(channel)));
  return [link, topics.map(code).join(', '), channel.private ? 'yes' : 'no', effect];
}
