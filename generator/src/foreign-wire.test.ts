import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AnyClient, clientOf, recorder } from '../test/sent-by.js';

let server: Awaited<ReturnType<typeof recorder>>;
beforeAll(async () => {
  server = await recorder();
});
afterAll(() => server.close());
beforeEach(() => void server.received.splice(0));

const OK = "responses: { '200': { description: Fine., content: { application/json: { schema: {} } } } }";
const HEAD = `openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: https://pets.example }]
`;
const operation = (path: string, method: string, rest: string) =>
  `${HEAD}paths: { '${path}': { ${method}: { operationId: call, ${OK}, ${rest} } } }\n`;
const parameter = (rest: string, path = '/a') => operation(path, 'get', `parameters: [{ ${rest} }]`);
const body = (mediaType: string, schema: string, rest = '', method = 'post') =>
  operation('/a', method, `requestBody: { required: true, content: { ${mediaType}: { schema: ${schema}${rest} } } }`);

async function sent(document: string, args?: unknown) {
  const client: AnyClient = await clientOf(document, { baseUrl: server.url });
  await client.call?.(args);
  const [request] = server.received;
  if (!request) throw new Error('nothing was sent');
  return request;
}

describe('a body goes out as it is described:', () => {
  const users = [{ id: 1, username: 'theUser' }];

  test('a list, as in createUsersWithListInput of Petstore', async () => {
    const document = body('application/json', '{ type: array, items: { type: object } }');
    expect((await sent(document, users)).body).toBe(JSON.stringify(users));
  });

  test.each([
    ['{ type: string }', 'a "text"', '"a \\"text\\""'],
    ['{ type: integer }', 0, '0'],
    ['{ type: object }', {}, '{}'],
    ['{ type: object, additionalProperties: { type: integer } }', { a: 1 }, '{"a":1}'],
  ])('JSON of %s', async (schema, value, text) => {
    expect((await sent(body('application/json', schema), value)).body).toBe(text);
  });

  test('no body, where none is given', async () => {
    expect(await sent(body('application/json', '{ type: object }'))).toMatchObject({ body: '' });
  });

  test('text, bytes and XML with their media types', async () => {
    for (const [type, value] of [
      ['text/plain', 'a note'],
      ['application/xml', '<a/>'],
      ['application/octet-stream', new Uint8Array([97, 98])],
      ['image/png', new Blob(['png'])],
    ] as const) {
      server.received.splice(0);
      const { headers, body: text } = await sent(body(type, '{ type: string }'), { body: value });
      expect([headers['content-type'], text]).toEqual([
        type,
        value instanceof Blob ? 'png' : typeof value === 'string' ? value : 'ab',
      ]);
    }
  });

  test('multipart that is no form, as the caller has written it', async () => {
    const parts = '--b\r\n\r\n{}\r\n--b--';
    for (const type of ['multipart/related', 'multipart/mixed']) {
      server.received.splice(0);
      const { headers, body: text } = await sent(body(type, '{ type: object }'), {
        body: new Blob([parts], { type: `${type}; boundary=b` }),
      });
      expect([headers['content-type'], text]).toEqual([`${type}; boundary=b`, parts]);
    }
  });

  test('of a DELETE', async () => {
    const { method, body: text } = await sent(
      body('application/json', '{ type: array, items: { type: string } }', '', 'delete'),
      ['a'],
    );
    expect([method, text]).toEqual(['DELETE', '["a"]']);
  });

  test('an urlencoded form, each field in its style', async () => {
    const encoding = `, encoding: { expand: { style: deepObject, explode: true }, ids: { style: pipeDelimited, explode: false } }`;
    const document = body('application/x-www-form-urlencoded', '{ type: object }', encoding);
    const { headers, body: text } = await sent(document, {
      body: { name: 'a b&c', tags: ['x', 'y'], expand: { a: { b: 1 } }, ids: [1, 2], object: { c: 2 }, none: null },
    });
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(text).toBe('name=a+b%26c&tags=x&tags=y&expand%5Ba%5D%5Bb%5D=1&ids=1%7C2&object=%7B%22c%22%3A2%7D');
  });

  test('a multipart form, parts typed as described', async () => {
    const document = body(
      'multipart/form-data',
      '{ type: object }',
      ', encoding: { meta: { contentType: application/json }, link: { style: deepObject } }',
    );
    const { headers, body: text } = await sent(document, {
      body: {
        file: new Blob(['data'], { type: 'image/png' }),
        meta: { a: 1 },
        tags: ['x', 'y'],
        raw: new Uint8Array([1]),
        link: { create: true },
      },
    });
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(text).toMatch(/name="file"; filename="blob"\r\ncontent-type: image\/png\r\n\r\ndata/i);
    expect(text).toMatch(/name="meta"; filename="blob"\r\ncontent-type: application\/json\r\n\r\n\{"a":1\}/i);
    expect(text).toMatch(/name="link\[create\]"\r\n\r\ntrue/);
    expect([...text.matchAll(/name="tags"\r\n\r\n(\w)/g)].map(([, item]) => item)).toEqual(['x', 'y']);
  });
});

describe('a parameter is written in its style:', () => {
  const list = ['blue', 'bl ack'];
  const object = { R: 100, G: 'a&b' };

  test.each([
    ['name: c, in: query, schema: {}', list, 'c=blue&c=bl%20ack'],
    ['name: c, in: query, schema: {}, explode: false', list, 'c=blue,bl%20ack'],
    ['name: c, in: query, schema: {}, style: spaceDelimited', list, 'c=blue%20bl%20ack'],
    ['name: c, in: query, schema: {}, style: pipeDelimited', list, 'c=blue%7Cbl%20ack'],
    ['name: c, in: query, schema: {}', object, 'R=100&G=a%26b'],
    ['name: c, in: query, schema: {}, explode: false', object, 'c=R,100,G,a%26b'],
    ['name: c, in: query, schema: {}, style: deepObject', object, 'c%5BR%5D=100&c%5BG%5D=a%26b'],
    ['name: c, in: query, schema: {}, style: deepObject', { a: { b: [1] } }, 'c%5Ba%5D%5Bb%5D%5B0%5D=1'],
    ['name: c, in: query, schema: {}, allowReserved: true', 'a/b?c=d&e', 'c=a/b?c=d%26e'],
    [
      'name: c, in: query, content: { application/json: { schema: {} } }',
      object,
      'c=%7B%22R%22%3A100%2C%22G%22%3A%22a%26b%22%7D',
    ],
    ['name: "c[]", in: query, schema: {}', list, 'c%5B%5D=blue&c%5B%5D=bl%20ack'],
    ['name: c, in: query, schema: {}', "it's (1)*!", 'c=it%27s%20%281%29%2A%21'],
    ['name: c, in: query, schema: {}', false, 'c=false'],
    ['name: c, in: query, schema: {}', '', 'c='],
    ['name: c, in: query, schema: {}', null, ''],
  ])('query, %s', async (rest, value, query) => {
    const { url } = await sent(parameter(rest), { c: value, 'c[]': value });
    expect(url).toBe(query ? `/a?${query}` : '/a');
  });

  test.each([
    ['', 'a/b ?#%', 'a%2Fb%20%3F%23%25'],
    ['', list, 'blue,bl%20ack'],
    ['', object, 'R,100,G,a%26b'],
    [', explode: true', object, 'R=100,G=a%26b'],
    [', style: label', 'x', '.x'],
    [', style: label', list, '.blue.bl%20ack'],
    [', style: label, explode: true', object, '.R=100.G=a%26b'],
    [', style: matrix', 'x', ';c=x'],
    [', style: matrix', list, ';c=blue,bl%20ack'],
    [', style: matrix, explode: true', list, ';c=blue;c=bl%20ack'],
    [', style: matrix', object, ';c=R,100,G,a%26b'],
    [', style: matrix, explode: true', object, ';R=100;G=a%26b'],
  ])('path%s, %j', async (rest, value, part) => {
    const { url } = await sent(parameter(`name: c, in: path, required: true, schema: {}${rest}`, '/a/{c}/b'), {
      c: value,
    });
    expect(url).toBe(`/a/${part}/b`);
  });

  test.each(['', '.', '..', undefined, null])(
    'a path parameter cannot be %j: another resource would be asked for',
    async (c) => {
      const call = sent(parameter('name: c, in: path, required: true, schema: {}', '/a/{c}'), { c });
      await expect(call).rejects.toThrow(/^\[@bitget-spec\/client\] .*, call: /);
      expect(server.received).toEqual([]);
    },
  );

  test('headers and cookies are sent', async () => {
    const parameters = `parameters: [
      { name: X-List, in: header, schema: {} }, { name: X-Map, in: header, explode: true, schema: {} },
      { name: session, in: cookie, schema: {} }, { name: theme, in: cookie, schema: {} }]`;
    const { headers } = await sent(operation('/a', 'get', parameters), {
      'X-List': [1, 'b c'],
      'X-Map': object,
      session: 'a;b',
      theme: 'dark',
    });
    expect(headers).toMatchObject({ 'x-list': '1,b c', 'x-map': 'R=100,G=a&b', cookie: 'session=a%3Bb; theme=dark' });
  });

  test('beside a query that stands in the path', async () => {
    const parameters =
      'parameters: [{ name: c, in: path, required: true, schema: {} }, { name: q, in: query, schema: {} }]';
    const { url } = await sent(operation('/a/{c}?beta=true#mark', 'get', parameters), { c: '?', q: 1 });
    expect(url).toBe('/a/%3F?beta=true&q=1');
  });

  test('one called `body` stays apart from the body, as do two of a name', async () => {
    const rest = `parameters: [{ name: body, in: query, schema: {} }, { name: id, in: query, schema: {} }, { name: id, in: header, schema: {} }],
      requestBody: { content: { text/plain: { schema: { type: string } } } }`;
    const {
      url,
      headers,
      body: text,
    } = await sent(operation('/a', 'post', rest), {
      queryBody: 'q',
      id: 1,
      headerId: 2,
      body: 'b',
    });
    expect([url, headers.id, text]).toEqual(['/a?body=q&id=1', '2', 'b']);
  });
});

describe('a response is read as it is described:', () => {
  const read = async (described: string, type: string, reply: string) => {
    const server = await recorder({ type, body: reply });
    const responses = `responses: { '200': { description: Fine., content: { ${described}: { schema: { type: string, format: binary } } } } }`;
    const client = await clientOf(`${HEAD}paths: { /a: { get: { operationId: call, ${responses} } } }\n`, {
      baseUrl: server.url,
    });
    const value = await client.call?.();
    server.close();
    return { value, accept: server.received[0]?.headers.accept };
  };

  test('text and XML as text, also where it looks like JSON', async () => {
    expect(await read('text/plain', 'text/plain', '1')).toEqual({ value: '1', accept: 'text/plain' });
    expect(await read('application/xml', 'application/xml', '<a/>')).toMatchObject({ value: '<a/>' });
    expect(await read('text/csv', 'application/json', '[1]')).toMatchObject({ value: '[1]' });
  });

  test('bytes as a Blob, whatever the server calls them', async () => {
    for (const type of ['image/png', 'application/octet-stream', 'text/plain']) {
      const { value } = await read('application/octet-stream', type, 'a');
      expect(value).toBeInstanceOf(Blob);
    }
  });
});

describe('the server is that of the description:', () => {
  const requests = async (servers: string, options: object, path = '{ get: { operationId: call, RESPONSES } }') => {
    const urls: string[] = [];
    const fetch = async ({ url }: Request) => {
      urls.push(url);
      return Response.json(null);
    };
    const document = `openapi: 3.0.3\ninfo: { title: Pets, version: '1' }\nservers: ${servers}\npaths: { /a: ${path.replace('RESPONSES', OK)} }\n`;
    const client = await clientOf(document, { fetch, ...options });
    await client.call?.();
    return urls[0];
  };
  const VARIABLES =
    "[{ url: 'https://{region}.example/{base}', variables: { region: { default: eu, enum: [eu, us] }, base: { default: v1 } } }]";

  test('its base path, its variables', async () => {
    expect(await requests('[{ url: https://pets.example/v1/ }]', {})).toBe('https://pets.example/v1/a');
    expect(await requests(VARIABLES, {})).toBe('https://eu.example/v1/a');
    expect(await requests(VARIABLES, { serverVariables: { region: 'us', base: 'v2' } })).toBe(
      'https://us.example/v2/a',
    );
    await expect(requests(VARIABLES, { serverVariables: { region: 'mars' } })).rejects.toThrow(
      '[@bitget-spec/client] serverVariables.region cannot be "mars": use one of eu, us.',
    );
  });

  test('one of a path or an operation comes before; what the caller says before all', async () => {
    const path = '{ servers: [{ url: https://up.example }], get: { operationId: call, RESPONSES } }';
    expect(await requests('[{ url: https://pets.example }]', {}, path)).toBe('https://up.example/a');
    expect(await requests('[{ url: https://pets.example }]', { baseUrl: 'http://here:1/x' }, path)).toBe(
      'http://here:1/x/a',
    );
  });

  test('a path alone names no server: the caller is told', async () => {
    await expect(requests('[{ url: /api/v3 }]', {})).rejects.toThrow(
      '[@bitget-spec/client] no server is known, call: give createClient a baseUrl with a host.',
    );
  });
});

test('an operation may be a reference', async () => {
  const document = `${HEAD}paths: { /a: { get: { $ref: '#/components/x-operations/call' } } }
components: { x-operations: { call: { operationId: call, parameters: [{ name: q, in: query, schema: {} }], ${OK} } } }\n`;
  expect((await sent(document, { q: 1 })).url).toBe('/a?q=1');
});
