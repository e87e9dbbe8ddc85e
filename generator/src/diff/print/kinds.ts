import { GENERAL_KINDS, KINDS, PARTICULAR_KINDS } from '../kinds/index.js';

/** Every kind of change: its effect where it is sent, where it is received, and on code; what happened, and what to do. */
export function printKinds(): string {
  const rows = Object.entries(KINDS).map(([id, { request, response, code, message, hint }]) =>
    [
      id.padEnd(38),
      request.padEnd(10),
      response.padEnd(10),
      (code ?? '').padEnd(8),
      hint ? `${message}; ${hint}` : message,
    ].join(' '),
  );
  const head = [
    'kind'.padEnd(38),
    'sent'.padEnd(10),
    'received'.padEnd(10),
    'code'.padEnd(8),
    'what happened; what to do',
  ];
  const counts = `${rows.length} kinds: ${GENERAL_KINDS.length} of any description, ${PARTICULAR_KINDS.length} of what others do not look at`;
  return [head.join(' '), ...rows, counts].join('\n');
}
