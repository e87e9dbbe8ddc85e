import type { ChannelPage } from '@bitget-spec/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadOwn } from '../../load-own.js';
import type { Api } from '../../model/types.js';
import type { EmittedFile } from '../files.js';
import { emitDocs } from './docs.js';

let apis: Api[];
let files: Map<string, EmittedFile>;
beforeAll(async () => {
  apis = (await loadOwn()).map(({ api }) => api);
  files = new Map(
    apis.flatMap((api) => emitDocs(api).map((file): [string, EmittedFile] => [`${api.name}/${file.path}`, file])),
  );
});
const pageOf = (path: string): ChannelPage => JSON.parse(files.get(path)?.text ?? '{}');

describe('the pages of channels', () => {
  it('are as many as there are channels, each in the index', () => {
    for (const { name, sockets } of apis) {
      const index = files.get(`${name}/channels/index.md`)?.text ?? '';
      for (const { id, summary } of sockets?.channels ?? []) {
        const path = `channels/${id.replaceAll('.', '/')}.md`;
        expect(files.has(`${name}/${path}`), path).toBe(true);
        expect(index).toContain(`[${summary}](./${path.slice('channels/'.length)})`);
      }
      expect(index.match(/\(\.\/(?:public|private|session)\//g)?.length ?? 0).toBe(sockets?.channels.length ?? 0);
    }
  });

  it('say how to subscribe, what comes, and what shows a gap', () => {
    const { topics, call, facts, messages } = pageOf('v3/channels/public/books.json');
    expect(topics).toEqual(['books', 'books1', 'books5', 'books50']);
    expect(call).toBe('socket.public.books()');
    expect(facts).toContainEqual({ name: 'Gaps', value: '`pseq` of a push is `seq` of the one before it' });
    expect(messages.map(({ name, sent }) => [name, sent])).toEqual([
      ['subscribe', true],
      ['subscribed', false],
      ['refused', false],
      ['push', false],
    ]);
    const [subscribe] = messages;
    expect(subscribe?.fields.fields.map(({ name, required }) => [name, required])).toContainEqual([
      'args[].symbol',
      true,
    ]);
    expect(JSON.parse(subscribe?.samples[0]?.code ?? '')).toMatchObject({ op: 'subscribe' });
  });

  it('of orders name the number and the call that find an attempt', () => {
    const { facts } = pageOf('v3/channels/private/place-order.json');
    expect(facts).toContainEqual({ name: 'Lookup', value: '`v3:trade.orderInfo` by `clientOid`' });
  });

  it('show text frames as they are', () => {
    const { messages, call } = pageOf('v2/channels/session/ping.json');
    expect(call).toBeUndefined();
    expect(messages[0]?.samples).toEqual([{ language: 'text', code: 'ping' }]);
  });
});
