export { parseStream, streamLines } from './read.js';
export type { SocketTable, StreamLine, StreamPart } from './types.js';
export { streamLine } from './write.js';
