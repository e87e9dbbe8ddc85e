import type { ChannelMessage, ChannelPage } from '@bitget-spec/contract';
import { sampleMarkdown, samplesMarkdown } from 'bitget-spec/pages';
import { type FunctionalComponent, h } from 'vue';
import { FactList, Fields } from './facts.js';
import { Heading } from './Heading.js';
import { Block } from './markdown.js';

/** The page of a channel: what it is, then the frames as they go over the wire and "Watch it" at the side, then fields. */
export const ChannelView: FunctionalComponent<{ page: ChannelPage }> = ({ page }) => (
  <div class="op-grid">
    <div class="op-intro">
      <Block text={`# ${page.heading}`} />
      <div class="endpoint">
        {page.topics.map((topic) => (
          <code class="endpoint-topic">{topic}</code>
        ))}
      </div>
      {page.call && (
        <p class="endpoint-call">
          <code>{page.call}</code>
        </p>
      )}
      <Block text={page.about} />
      <FactList facts={page.facts} />
    </div>
    <div class="op-side">
      <div class="op-sticky">
        {page.kind === 'stream' && <WatchIt channel={page.key} frame={subscription(page)} />}
        <Heading text="Frames" />
        {page.messages.map((message) => (
          <Frames {...message} />
        ))}
      </div>
    </div>
    <div class="op-main">
      {page.messages.map(({ name, heading, sent, fields }) => [
        <Heading text={`${sent ? 'You send' : 'You receive'}: ${heading}`} />,
        <Fields table={fields} direction={sent ? 'request' : 'response'} prefix={name} />,
      ])}
    </div>
  </div>
);

/** A component of the theme, which lives in the page: only its tag is rendered here. */
const WatchIt = 'WatchIt';

/** The first frame that starts the stream. */
const subscription = ({ messages }: ChannelPage): string =>
  JSON.stringify(JSON.parse(messages.find(({ name }) => name === 'subscribe')?.samples[0]?.code ?? '{}'));

const Frames: FunctionalComponent<ChannelMessage> = ({ heading, sent, samples }) =>
  samples.length > 0 && [
    <p class="frame-way">
      {sent ? '→' : '←'} {heading}
    </p>,
    <Block text={samples.length > 1 ? samplesMarkdown(samples) : samples.map(sampleMarkdown).join('')} />,
  ];
