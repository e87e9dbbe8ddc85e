export type { ErrorCatalogue, ErrorEntry } from './catalogue.js';
export type { ChannelArg, ChannelMetadata, Push, PushInterval, Sequence } from './channel.js';
export { CODE_CLASSES, type CodeClass, type Codes, classesOf, writeCodes } from './codes.js';
export { isOf } from './is-of.js';
export type { JsonSchema, MockAlias, MockData, MockOperation } from './mock.js';
export { apiOf, callPath, isVersion, keyOf } from './names.js';
export type { Limit, Lookup, OperationMetadata, Paging } from './operation.js';
export * from './routes/index.js';
export * from './words.js';
