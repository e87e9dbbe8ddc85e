import SwaggerClient from 'swagger-client';

/** Sends an operation by swagger-client, from a document that holds it alone, without references. */
export function sendBySwagger(document, operation, { values, body }, base) {
  const { method, path, request } = operation;
  const item = document.paths[path];
  const raw = item[method];
  const parameters = [...(item.parameters ?? []), ...(raw.parameters ?? [])].map((one) => resolved(document, one));
  const requestBody = resolved(document, raw.requestBody);
  const described = request.parameters.map(({ name, in: place }) => {
    // Of two that say the same the operation's own counts, which stands last.
    const parameter = parameters.findLast((one) => one.name === name && one.in === place);
    return { ...(parameter ?? { name, in: place, required: true }), schema: {} };
  });
  // It does not fill a path that has a query; what the path says of it is a parameter like any other.
  const [bare, query = ''] = path.split('?');
  const constant = [...new URLSearchParams(query)];
  const spec = {
    openapi: '3.0.3',
    info: { title: 'one', version: '1' },
    servers: [{ url: base }],
    paths: {
      [bare]: {
        [method]: {
          operationId: 'one',
          parameters: [...constant.map(([name]) => ({ name, in: 'query' })), ...described],
          ...(request.body && { requestBody: { content: contentOf(requestBody, request.body, body) } }),
          responses: {},
        },
      },
    },
  };
  return SwaggerClient.execute({
    spec,
    operationId: 'one',
    parameters: Object.fromEntries([
      ...constant.map(([name, value]) => [`query.${name}`, value]),
      ...[...values].map(([{ name, in: place }, value]) => [`${place}.${name}`, value]),
    ]),
    ...(body !== undefined && {
      requestBody: jsonText(request.body, body),
      requestContentType: request.body.mediaType,
    }),
  });
}

/** It writes objects and lists as JSON, and what is neither as it is. */
const jsonText = ({ kind }, body) => (kind === 'json' && typeof body !== 'object' ? JSON.stringify(body) : body);

/**
 * The one media type that is sent. OpenAPI repeats the name of a list in a form; swagger-client joins it with commas unless
 * the description says so again.
 */
function contentOf({ content }, { mediaType, kind }, body) {
  const { encoding = {} } = content[mediaType] ?? {};
  if (kind === 'json' || kind === 'text' || kind === 'binary') return { [mediaType]: { schema: {} } };
  const lists = Object.entries(body ?? {}).filter(([name, value]) => Array.isArray(value) && !encoding[name]?.style);
  const repeated = Object.fromEntries(
    lists.map(([name]) => [name, { ...encoding[name], style: 'form', explode: true }]),
  );
  return { [mediaType]: { schema: {}, encoding: { ...encoding, ...repeated } } };
}

function resolved(document, value) {
  let here = value;
  while (here?.$ref)
    here = here.$ref
      .slice(2)
      .split('/')
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce((at, key) => at[key], document);
  return here ?? {};
}
