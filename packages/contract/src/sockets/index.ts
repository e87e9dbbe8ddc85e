export { parseStream, requestLines, streamLines } from './read.js';
export { parseRequest } from './read-request.js';
export type { RequestFacts, RequestLine, RequestShape, SocketTable, StreamLine, StreamPart } from './types.js';
export { requestLine, streamLine } from './write.js';
