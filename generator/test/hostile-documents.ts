import fc from 'fast-check';

/** What means something to one of the readers of what is generated: TypeScript, Markdown, Vue, HTML, YAML, a shell. */
const PIECES = [
  ...[
    '*/',
    '/*',
    '//',
    '`',
    '```',
    '``',
    '~~~',
    '${',
    '}',
    "'",
    '"',
    '\\',
    '\n',
    '\n\n',
    '\r',
    '\t',
    '\u2028',
    '\u0000',
    '\ud800',
    '\u202e',
  ],
  ...[
    '<i :id="pwned()"></i>',
    '<script>pwned()</script>',
    '<img src=x onerror=pwned() alt="<b>">',
    '<Pwned />',
    '</div>',
    '<!--',
    '-->',
  ],
  ...[
    '{{',
    '{\\{',
    '{',
    '}}',
    '&#123;',
    '&lbrace;',
    '{#a .b}',
    '[',
    ']',
    '](',
    ')',
    '](javascript:pwned())',
    '![a](x.png)',
    ':::',
    '::: v-pre\n',
  ],
  ...[
    '|',
    '\n|a|\n|-|\n|',
    '- ',
    '\n- ',
    '\n  ',
    '\n    ',
    '> [!NOTE] ',
    '# ',
    '\n---\n',
    '```js-vue [<b>]\n',
    '<!-- @include: /etc/passwd -->',
    '<<< /etc/passwd',
  ],
  ...[
    '$(pwned)',
    '; pwned',
    '`pwned`',
    '!',
    '#',
    '@ts-ignore',
    '@description ',
    '@enum {',
    'components["schemas"]["A"]',
    '__proto__',
    'constructor',
  ],
  ...['../', '/', 'pwned()', ' ', 'a', ':', ',', '=', '%', '&', '\u001b[201~', 'import x from "y"', '</script>'],
];

/** A hostile text; a number makes it unlike any other. */
const text = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 7 }).map((parts) => parts.join(''));

/** As many texts as a document has places for. */
export const texts = fc.array(text, { minLength: 60, maxLength: 60 });

/** A document with a text at every place that takes one, keys too; `own` for one that follows our conventions. */
export function documentOf(words: string[], own: boolean): { document: string; errors: string } {
  let used = 0;
  const next = () => {
    const at = used++;
    return `${words[at % words.length]}q${at}`;
  };
  const noBrace = () => next().replaceAll(/[{}]/g, '');
  const property = (): [string, unknown] => [
    next(),
    {
      type: 'string',
      title: next(),
      description: next(),
      default: next(),
      example: next(),
      format: next(),
      pattern: next(),
    },
  ];
  const field = next();
  const named = next().replaceAll(/[~/#%\ud800]/g, '');
  const schema = {
    type: 'object',
    description: next(),
    required: [field],
    properties: Object.fromEntries([
      [field, { type: 'string', enum: [next(), next()], description: next() }],
      property(),
      property(),
      [next(), { const: next() }],
      [next(), { type: 'array', items: { enum: [next()], description: next(), deprecated: true } }],
    ]),
    additionalProperties: { type: 'integer', description: next() },
  };
  const path = own ? '/api/v2/spot/word' : `/${noBrace()}`;
  const tag = next();
  const operation = {
    operationId: next(),
    summary: next(),
    description: next(),
    tags: [tag],
    externalDocs: { url: next() },
    parameters: [
      {
        name: next(),
        in: 'query',
        required: true,
        description: next(),
        schema: { type: 'string', enum: [next()] },
        example: next(),
      },
      { name: next(), in: 'header', description: next(), schema: { type: 'string', example: next() }, required: true },
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { $ref: `#/components/schemas/${encodeURIComponent(named)}` },
          example: { [field]: next() },
        },
      },
    },
    responses: {
      200: {
        description: next(),
        content: { 'application/json': { schema, example: { [field]: next(), [next()]: next() } } },
      },
      [`x${next()}`]: { description: next(), content: { [`text/${next()}`]: { schema: { type: 'string' } } } },
    },
    ...(own && {
      'x-errors': [next(), '1'],
      'x-source': [next()],
      'x-permission': next(),
      'x-account': next(),
      'x-rate-limit': [{ count: 1, seconds: 2, by: 'uid', when: next() }],
    }),
    security: own ? [{ key: [] }] : [],
  };
  const document = {
    openapi: '3.1.0',
    info: { title: next(), description: next(), version: next() },
    ...(own && { 'x-bitget-spec': { names: 'url', envelope: 'data', responses: 'open', errors: 'errors.yaml' } }),
    servers: [{ url: `https://${next()}` }],
    tags: [{ name: tag, description: next() }],
    paths: {
      [path]: {
        post: operation,
        ...(own ? {} : { get: { ...operation, operationId: next(), requestBody: undefined } }),
      },
    },
    components: { schemas: { [named]: schema } },
  };
  const errors = {
    1: { message: next(), meaning: next(), hint: next(), kind: next(), also: [next()] },
    [next()]: { message: next(), hint: next() },
  };
  return { document: JSON.stringify(document), errors: JSON.stringify(errors) };
}

/** As many texts that mean nothing to anybody. */
export const plainWords = (): string[] => ['word'];
