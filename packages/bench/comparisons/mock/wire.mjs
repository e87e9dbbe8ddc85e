import { connect } from 'node:net';

/** @param {import('./requests.mjs').Request} request the text of a request as it goes over the wire */
export function wireText({ method, url, headers, body }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body ? `content-length: ${Buffer.byteLength(body)}\r\n` : '';
  return `${method} ${url} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}${length}\r\n${body}`;
}

/**
 * A kept connection that sends requests one after another. Bare, so that the load costs less than what it is for:
 * responses are read as far as status and length.
 * @param {number} port
 */
export function wire(port) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let received = '';
  /** @type {{ resolve: (body: string) => void, reject: (error: Error) => void } | undefined} */
  let waiting;
  const fail = (/** @type {Error} */ error) => waiting?.reject(error);
  socket.setEncoding('latin1');
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  socket.on('data', (chunk) => {
    received += chunk;
    const head = received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, head + 2))?.[1];
    if (length === undefined) return fail(new Error(`a response without length: ${received.slice(0, head)}`));
    if (received.length < head + 4 + Number(length)) return;
    const response = received;
    received = '';
    if (response.startsWith('HTTP/1.1 200')) waiting?.resolve(response.slice(head + 4));
    else fail(new Error(`refused: ${response.slice(0, 400)}`));
  });
  return {
    /** @param {string} text @returns {Promise<string>} the body of a 200; rejects for any other response */
    send: (text) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(text, 'latin1');
      }),
    close: () => {
      waiting = undefined;
      socket.destroy();
    },
  };
}
