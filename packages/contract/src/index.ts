export type { ErrorCatalogue, ErrorEntry } from './catalogue.js';
export { type CodeClass, type Codes, isOf, writeCodes } from './codes.js';
export type { JsonSchema, MockAlias, MockData, MockOperation } from './mock.js';
export { apiOf, callPath, isVersion, keyOf } from './names.js';
export type { Limit, Lookup, OperationMetadata, Paging } from './operation.js';
export * from './routes/index.js';
export * from './words.js';
