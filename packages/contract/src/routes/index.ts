export { limitsOf } from './limits.js';
export { lookupsOf, provesAbsence, readsAll } from './lookups.js';
export { orderIdOf } from './order-id.js';
export { pagingOf, usualParameter } from './paging.js';
export { parseRoute, parseRoutes, routeLines, valuesOf } from './read.js';
export {
  LOOKUP_KINDS,
  type LookupKind,
  type OrderIdLocation,
  type Route,
  type RouteFacts,
  type RouteLookup,
  type RoutePaging,
  type Routes,
} from './types.js';
export { writeTable } from './write.js';
