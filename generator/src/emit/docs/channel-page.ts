import type { ChannelMessage, ChannelPage, Sample } from '@bitget-spec/contract';
import type { Channel, Message } from '../../model/sockets/types.js';
import { once } from '../../once.js';
import { type EmittedFile, keyedFile } from '../files.js';
import { inline, oneLine, visible } from '../print/quote/index.js';
import type { ApiPages } from './api-pages.js';
import { channelFacts } from './channel-facts.js';
import { channelMarkdown } from './channel-markdown.js';
import { messageFields } from './field-tables.js';
import { brief, titleText } from './markdown.js';
import { pageJson } from './page-json.js';
import { JSON_STYLE, literal } from './samples/literal.js';

/** The page of one channel: as Markdown, and as the data that it is printed from. */
export function channelPage(channel: Channel, pages: ApiPages): EmittedFile[] {
  const path = pages.channel(channel);
  const key = pages.api.digests?.sockets;
  const page = once(() => pageOf(channel, pages, path));
  return [
    keyedFile(path, key, () => channelMarkdown(page())),
    keyedFile(path.replace(/\.md$/, '.json'), key, () => pageJson(page())),
  ];
}

function pageOf(channel: Channel, pages: ApiPages, from: string): ChannelPage {
  const { key, kind, topics, summary, description, file } = channel;
  return {
    title: titleText(summary),
    description: brief(`${topics.join(', ')}: ${description || summary}`),
    key,
    spec: file,
    kind,
    topics: [...topics],
    ...(kind !== 'session' && { call: oneLine(`socket.${key.slice(key.indexOf(':') + 1)}()`) }),
    heading: inline(summary),
    about: pages.prose(description, from),
    facts: channelFacts(channel, pages),
    messages: channel.messages.map((message) => messageOf(message, pages, from)),
  };
}

function messageOf(message: Message, pages: ApiPages, from: string): ChannelMessage {
  const { name, sent, title, payload, examples } = message;
  return {
    name,
    sent,
    heading: inline(title ?? name),
    fields: messageFields(payload, sent, pages, from),
    samples: examples.map(({ name: label, payload: frame }): Sample => {
      if (typeof frame === 'string') return { language: 'text', ...(label && { label }), code: visible(frame) };
      return { language: 'json', ...(label && { label }), code: visible(literal(frame, JSON_STYLE)).trimEnd() };
    }),
  };
}
