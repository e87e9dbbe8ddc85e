// openapi-typescript ships no declarations for its parts.
declare module 'openapi-typescript/dist/lib/ts.mjs' {
  export { astToString } from 'openapi-typescript';
}
declare module 'openapi-typescript/dist/lib/utils.mjs' {
  export { scanDiscriminators } from 'openapi-typescript';
}
declare module 'openapi-typescript/dist/transform/schema-object.mjs' {
  import { transformSchemaObject } from 'openapi-typescript';
  export default transformSchemaObject;
}
