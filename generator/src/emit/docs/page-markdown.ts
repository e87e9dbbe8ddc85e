/** What prints the Markdown of a page from its data, for who makes a site of the pages: `bitget-spec/pages`. */
export { channelMarkdown } from './channel-markdown.js';
export { operationMarkdown, sampleMarkdown, samplesMarkdown } from './operation-markdown.js';
