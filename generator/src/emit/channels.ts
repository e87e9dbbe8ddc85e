import type { ChannelMetadata } from '@bitget-spec/contract';
import type { Channel, Sockets } from '../model/sockets/types.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';
import { data } from './print/quote/index.js';

/** `channels.ts`: all that the description says of each channel but its fields, as data. */
export function emitChannels({ channels, source }: Sockets): EmittedFile {
  const rows = channels.map((channel) => `  ${data(rowOf(channel))},`);
  const text = `${header(source)}import type { ChannelMetadata } from '@bitget-spec/contract';

export type * from './channel-types.js';
export type { ChannelMetadata };

/** Every channel, in the order of the description. */
export const channels: readonly ChannelMetadata[] = [
${rows.join('\n')}
];
`;
  return { path: 'src/channels.ts', text };
}

function rowOf(channel: Channel): ChannelMetadata {
  const { title, description, typeName, location, file, evidence, messages, ...metadata } = channel;
  return metadata;
}
