import type { Api, Body, Operation, OperationResponse, Parameter, Server } from '../model/types.js';
import { data } from './print/quote/index.js';

/** The calls of an API as rows, and where it is, for the client without an envelope. */
export function plainRoutes(api: Api): string {
  const lines = api.operations.map((operation) => `  ${data(rowOf(operation))},`);
  const server = api.server && serverOf(api.server);
  return `import type { ${server ? 'PlainRoute, PlainServer' : 'PlainRoute'} } from '@bitget-spec/client/plain';

/** What the client has to know of each call. */
export const routes: PlainRoute[] = [
${lines.join('\n')}
];
${server ? `\n/** Where the API is, unless \`baseUrl\` says otherwise. */\nexport const server: PlainServer = ${data(server)};\n` : ''}`;
}

function rowOf({ call, method, path, server, request, response }: Operation) {
  const { parameters, body, flat } = request;
  const names = (place: Parameter['in']) => {
    const here = parameters.filter((parameter) => parameter.in === place).map(({ argument }) => argument);
    return here.length ? here : undefined;
  };
  return {
    name: call.join('.'),
    method: method.toUpperCase(),
    path,
    server: server && serverOf(server),
    pathParams: names('path'),
    query: names('query'),
    header: names('header'),
    cookie: names('cookie'),
    written: writtenOf(parameters),
    ...(body && { body: body.kind, ...contentTypeOf(body), fields: body.fields }),
    flat,
    ...(response.mediaType && acceptOf(response, response.mediaType)),
  };
}

/** How parameters are written, where that is not as usual. */
function writtenOf(parameters: Parameter[]) {
  const unusual = parameters.flatMap(({ name, argument, mediaType, style }) => {
    const how = {
      ...(argument !== name && { name }),
      ...style,
      ...(mediaType && /json/.test(mediaType) && { json: true }),
    };
    return Object.keys(how).length ? [[argument, how] as const] : [];
  });
  return unusual.length ? Object.fromEntries(unusual) : undefined;
}

const serverOf = ({ url, variables }: Server) => ({
  url,
  ...(Object.keys(variables).length && { variables }),
});

const acceptOf = ({ returns }: OperationResponse, mediaType: string) => ({
  accept: mediaType,
  returns,
});

/** What the client writes where nothing is said. */
const USUAL: Record<Body['kind'], string> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
  text: 'text/plain',
  binary: 'application/octet-stream',
};

const contentTypeOf = ({ kind, mediaType }: Body): { contentType?: string } =>
  mediaType === USUAL[kind] || mediaType.includes('*') ? {} : { contentType: mediaType };
