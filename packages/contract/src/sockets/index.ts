export { parseRequest, parseStream, requestLines, streamLines } from './read.js';
export type { RequestFacts, RequestLine, RequestShape, SocketTable, StreamLine, StreamPart } from './types.js';
export { requestLine, streamLine } from './write.js';
