/// <reference types="node" />
import type { Agent } from 'node:http';
import type { OpenWebSocket } from './platform.js';

/** The platform's own, where there is one; it takes no agent. Else the package `ws`, loaded on demand. */
export const openWebSocket: OpenWebSocket = async (url, agent) => {
  if (typeof WebSocket === 'function' && !agent) return new WebSocket(url);
  const ws = await import('ws');
  // compression costs more time than it saves on small frames
  return new ws.WebSocket(url, { perMessageDeflate: false, ...(agent && { agent: agent as Agent }) });
};
