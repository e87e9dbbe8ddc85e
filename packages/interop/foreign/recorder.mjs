import { once } from 'node:events';
import { createServer } from 'node:http';

/** A server that gives out each request that it received, in a form that two senders can be compared by. */
export async function recorder() {
  let last;
  const server = createServer({ maxHeaderSize: 1024 * 1024 }, async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    last = await comparable(request, Buffer.concat(chunks));
    response.setHeader('content-type', 'application/json').end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async received(send) {
      last = undefined;
      await send();
      if (!last) throw new Error('nothing arrived');
      return last;
    },
    close: () => void server.close().closeAllConnections(),
  };
}

async function comparable({ method, url, headers }, bytes) {
  const type = headers['content-type'] ?? '';
  const [kind = ''] = type.split(';');
  // A bar may stand in a URL as it is for the parsers of browsers, and must be escaped by RFC 3986.
  const line = url.replaceAll('|', '%7C');
  const plain = { method, url: line, headers, body: bytes.toString('latin1') };
  // Undici says a charset of text that it has made, and none of what it was given.
  const typed = { ...headers, 'content-type': type.replace(/;\s*charset=utf-8$/i, '') };
  if (kind === 'multipart/form-data') {
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    const parts = [];
    for (const [name, value] of form)
      parts.push([
        name,
        typeof value === 'string' ? value : { type: value.type, name: value.name, text: await value.text() },
      ]);
    return { ...plain, headers: { ...headers, 'content-type': kind }, body: JSON.stringify(parts) };
  }
  if (kind !== 'application/x-www-form-urlencoded') return { ...plain, headers: typed };
  // A space is a plus or %20, both of which every server reads.
  return { ...plain, headers: typed, body: JSON.stringify([...new URLSearchParams(plain.body)]) };
}
