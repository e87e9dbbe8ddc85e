import type { Requests } from '@bitget-spec/v2/channels';
import { isRecord } from '../../core/schema.js';
import { type Frame, type TradeRequest, textsOf } from '../trade-request.js';

type Channel = Requests[keyof Requests]['request']['args'][number]['channel'];

const URLS: Readonly<Record<Channel, Readonly<Record<'spot' | 'mix', string>>>> = {
  'place-order': { spot: '/api/v2/spot/trade/place-order', mix: '/api/v2/mix/order/place-order' },
  'cancel-order': { spot: '/api/v2/spot/trade/cancel-order', mix: '/api/v2/mix/order/cancel-order' },
};

/** The order request in a frame; `undefined` if it is none. */
export function requestOf({ args }: Frame): TradeRequest | undefined {
  const [asked] = Array.isArray(args) && args.length === 1 ? args : [];
  if (!isRecord(asked)) return undefined;
  const { id, instType, instId, channel, params } = asked;
  if (typeof id !== 'string' || id === '' || !isRecord(params) || !isChannel(channel)) return undefined;
  const family = instType === 'SPOT' ? 'spot' : 'mix';
  return {
    channel: `private.${family}.${channel}`,
    url: URLS[channel][family],
    body: { ...params, symbol: instId, ...(family === 'mix' ? { productType: instType } : {}) },
    done: (data) => ({
      event: 'trade',
      arg: [{ ...textsOf({ id, instType, instId, channel }), params: data }],
      code: 0,
      msg: 'Success',
    }),
    refused: (code, msg) => ({ event: 'error', id, code: Number(code), msg }),
  };
}

function isChannel(channel: unknown): channel is Channel {
  return typeof channel === 'string' && Object.hasOwn(URLS, channel);
}
