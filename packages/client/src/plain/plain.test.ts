import { describe, expect, it } from 'vitest';
import { type CallOptions, connectPlain, HttpError, type PlainOptions, type PlainRoute } from './plain.js';

const row = (name: string, method: string, path: string, rest: Partial<PlainRoute> = {}): PlainRoute => ({
  name,
  method,
  path,
  flat: true,
  ...rest,
});
const routes = [
  row('getPetById', 'GET', '/pet/{petId}', { pathParams: ['petId'], query: ['tags', 'q'], header: ['X-Trace'] }),
  row('pets.add', 'POST', '/pet', { query: ['dry'], body: 'json' }),
  row('setNames', 'PUT', '/names', { body: 'json', flat: false }),
  row('form', 'POST', '/form', { body: 'form' }),
  row('upload', 'POST', '/upload/{id}', { pathParams: ['id'], body: 'multipart' }),
  row('note', 'POST', '/note', { body: 'text', flat: false }),
  row('bytes', 'PATCH', '/bytes', { body: 'binary', flat: false, contentType: 'image/png' }),
  row('drop', 'DELETE', '/pet/{petId}', { pathParams: ['petId'] }),
];
type Call = (request?: object, options?: CallOptions) => Promise<unknown>;
interface Client extends Record<'getPetById' | 'setNames' | 'form' | 'upload' | 'note' | 'bytes' | 'drop', Call> {
  pets: { add: Call };
}

function make(response: () => Response | Promise<Response>, options: PlainOptions = {}) {
  const sent: Request[] = [];
  const fetch = async (request: Request) => {
    sent.push(request.clone());
    return response();
  };
  return { client: connectPlain<Client>(routes, { baseUrl: 'https://pets.example/v1', fetch, ...options }), sent };
}
const json = (value: unknown, init?: ResponseInit) => () => Response.json(value, init);

describe('connectPlain', () => {
  it('puts path, query and header parameters in their places', async () => {
    const { client, sent } = make(json({ id: 1 }), { headers: { Authorization: 'Bearer x' } });
    expect(await client.getPetById({ petId: 'a b/c', tags: ['x', 'y'], q: undefined, 'X-Trace': 't' })).toEqual({
      id: 1,
    });
    expect(sent[0]?.url).toBe('https://pets.example/v1/pet/a%20b%2Fc?tags=x&tags=y');
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({ authorization: 'Bearer x', 'x-trace': 't' });
  });

  it('takes a body flat or apart', async () => {
    const { client, sent } = make(json(null));
    await client.pets.add({ dry: true, name: 'Rex', tags: [1] });
    await client.setNames({ body: ['a'] });
    await client.pets.add();
    expect(sent.map(({ method, url }) => `${method} ${url.slice(23)}`)).toEqual([
      'POST /pet?dry=true',
      'PUT /names',
      'POST /pet',
    ]);
    expect(await Promise.all(sent.map((request) => request.text()))).toEqual([
      '{"name":"Rex","tags":[1]}',
      '["a"]',
      '',
    ]);
    expect(sent[0]?.headers.get('content-type')).toBe('application/json');
  });

  it('writes forms, text and bytes', async () => {
    const { client, sent } = make(json(null));
    await client.form({ a: 'x y', list: [1, 2], none: undefined, deep: { b: 1 } });
    await client.upload({ id: 1, file: new Blob(['data'], { type: 'text/plain' }), name: 'n' });
    await client.note({ body: 'hello' });
    await client.bytes({ body: new Uint8Array([1, 2]) });
    const [form, upload, note, bytes] = sent;
    expect(await form?.text()).toBe('a=x+y&list=1&list=2&deep=%7B%22b%22%3A1%7D');
    expect(form?.headers.get('content-type')).toBe('application/x-www-form-urlencoded');
    const parts = await upload?.formData();
    expect([...(parts?.keys() ?? [])]).toEqual(['file', 'name']);
    expect(upload?.headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/);
    expect([await note?.text(), note?.headers.get('content-type')]).toEqual(['hello', 'text/plain']);
    expect([(await bytes?.arrayBuffer())?.byteLength, bytes?.headers.get('content-type')]).toEqual([2, 'image/png']);
  });

  it('reads JSON, text, bytes and nothing', async () => {
    const read = (body: BodyInit | null, type: string, status = 200) =>
      make(() => new Response(body, { status, headers: type ? { 'content-type': type } : {} })).client.drop({
        petId: 1,
      });
    expect(await read('[1]', 'application/problem+json')).toEqual([1]);
    expect(await read('plain', 'text/plain')).toBe('plain');
    expect(await read(null, '', 204)).toBe(undefined);
    expect(await read('x', 'image/png')).toBeInstanceOf(Blob);
    await expect(read('<', 'application/json')).rejects.toMatchObject({ name: 'HttpError', status: 200, body: '<' });
  });

  it('throws HttpError', async () => {
    const { client } = make(json({ reason: 'gone' }, { status: 404 }));
    const error = await client.drop({ petId: 1 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({ operation: 'drop', status: 404, body: { reason: 'gone' } });
    expect(String(error)).toBe(
      "HttpError: [@bitget-spec/client] HTTP 404, drop: see the error's body for what the server says.",
    );
  });

  it('runs middleware; ends with signal and time', async () => {
    const { client, sent } = make(() => new Promise(() => {}), {
      middleware: [{ onRequest: ({ request }) => void request.headers.set('x-mw', '1') }],
    });
    await expect(client.drop({ petId: 1 }, { timeoutMs: 5 })).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(client.drop({ petId: 1 }, { signal: AbortSignal.timeout(5) })).rejects.toThrow();
    await expect(client.drop({ petId: 1 }, { signal: AbortSignal.abort('why') })).rejects.toBe('why');
    expect(sent.map(({ headers }) => headers.get('x-mw'))).toEqual(['1', '1']);
  });

  describe('server variables', () => {
    const server = {
      url: 'https://{region}.example/{base}',
      variables: { region: { default: 'eu', enum: ['eu', 'us'] } },
    };
    const own = row('own', 'GET', '/own', {
      server: { url: 'https://{shard}.example', variables: { shard: { default: 'a' } } },
    });
    const connect = (serverVariables: Record<string, string>, options: PlainOptions = {}) =>
      connectPlain([...routes, own], { serverVariables, ...options }, server);

    it('of any server are taken', () => {
      expect(() => connect({ region: 'us', base: 'v2', shard: 'b' })).not.toThrow();
    });

    it('that no server has are refused, and values that one does not allow', () => {
      expect(() => connect({ regoin: 'eu' })).toThrow(
        new RangeError('[@bitget-spec/client] no server has serverVariables.regoin: use region, base, shard.'),
      );
      expect(() => connect({ constructor: 'eu' })).toThrow(RangeError);
      expect(() => connect({ region: 'mars' }, { baseUrl: 'https://here.example' })).toThrow(RangeError);
      expect(() => connectPlain(routes, { serverVariables: { region: 'eu' } })).toThrow(
        'the servers have no variables',
      );
    });
  });

  it('sends cookie parameters beside the cookies of the client or of the call', async () => {
    const sent: (string | null)[] = [];
    const fetch = async ({ headers }: Request) => {
      sent.push(headers.get('cookie'));
      return Response.json(null);
    };
    const route = row('look', 'GET', '/look', { cookie: ['theme'] });
    const client = connectPlain<{ look: Call }>([route], {
      baseUrl: 'https://a.example',
      fetch,
      headers: { Cookie: 'sid=1' },
    });
    await client.look({ theme: 'dark' });
    await client.look({ theme: 'dark' }, { headers: { cookie: 'sid=2; a=b' } });
    await client.look({});
    expect(sent).toEqual(['sid=1; theme=dark', 'sid=2; a=b; theme=dark', 'sid=1']);
  });

  it('takes parameters and fields that are called like what every object inherits', async () => {
    const sent: string[] = [];
    const fetch = async (request: Request) => {
      sent.push(`${new URL(request.url).search} ${await request.text()}`);
      return Response.json(null);
    };
    const names = ['constructor', 'toString'];
    const written = { size: { name: 'Size' } };
    const route = row('find', 'POST', '/find', {
      query: names,
      written,
      header: ['valueOf'],
      body: 'form',
      fields: {},
    });
    const client = connectPlain<{ find: Call }>([route], { baseUrl: 'https://a.example', fetch });
    await client.find({});
    await client.find({ constructor: 'Acme', hasOwnProperty: [1] });
    expect(sent).toEqual([' ', '?constructor=Acme hasOwnProperty=1']);
  });

  it('writes a list in an urlencoded form as one JSON value where its encoding says so; takes no bytes', async () => {
    const sent: string[] = [];
    const fetch = async (request: Request) => {
      sent.push(await request.text());
      return Response.json(null);
    };
    const fields = { ids: { contentType: 'application/json' }, note: { contentType: 'application/json' } };
    const client = connectPlain<{ form: Call }>([row('form', 'POST', '/form', { body: 'form', fields })], {
      baseUrl: 'https://a.example',
      fetch,
    });
    await client.form({ ids: [1, 2], note: { a: 1 }, tags: ['x', 'y'] });
    expect(sent).toEqual(['ids=%5B1%2C2%5D&note=%7B%22a%22%3A1%7D&tags=x&tags=y']);
    for (const photo of [new Blob(['x']), [new Blob(['x'])], new Uint8Array([1])])
      await expect(client.form({ photo })).rejects.toThrow('photo holds bytes, and the body is an urlencoded form');
  });
});
