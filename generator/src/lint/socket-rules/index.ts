import { channelFacts } from './channel-facts.js';
import { channelNames } from './channel-names.js';
import { channelParameters } from './channel-parameters.js';
import { locationsLead } from './locations-lead.js';
import { messageExamples } from './message-examples.js';
import { messagesUsed } from './messages-used.js';
import type { SocketRule } from './socket-rule.js';

/** Our rules over sockets by their code. Each has a page in lint-pages/ and a fixture that it fires on. */
export const socketRules: Record<string, SocketRule> = {
  'channel-facts': channelFacts,
  'channel-names': channelNames,
  'channel-parameters': channelParameters,
  'locations-lead': locationsLead,
  'message-examples': messageExamples,
  'messages-used': messagesUsed,
};
