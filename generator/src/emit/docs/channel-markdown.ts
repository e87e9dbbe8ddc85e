import type { ChannelMessage, ChannelPage, Markdown } from '@bitget-spec/contract';
import { code } from '../print/quote/index.js';
import { frontMatter, page } from './markdown.js';
import { factTable, fieldTable, sampleMarkdown, samplesMarkdown } from './operation-markdown.js';

/** The page of a channel as Markdown. @param spec what stands for the spec file in the table of facts */
export function channelMarkdown(data: ChannelPage, spec: Markdown = code(data.spec)): string {
  const { title, description, key, topics, call, heading, about, facts, messages } = data;
  return page(
    frontMatter({ title, description, channel: key, spec: data.spec }, data.spec),
    `# ${heading}`,
    [...topics, ...(call ? [call] : [])].map(code).join(' · '),
    about,
    factTable([...facts, { name: 'Spec file', value: spec }]),
    ...messages.map(messageMarkdown),
  );
}

const messageMarkdown = ({ heading, sent, fields, samples }: ChannelMessage): Markdown =>
  [
    `## ${sent ? 'You send' : 'You receive'}: ${heading}`,
    fieldTable(fields, sent ? ['Type', 'Required'] : ['Type', 'May be']),
    samples.length > 1 ? samplesMarkdown(samples) : samples.map(sampleMarkdown).join(''),
  ]
    .filter(Boolean)
    .join('\n\n');
