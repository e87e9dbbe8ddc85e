// What a client loads when it is used, all of it: a bundle that is built with the condition `bitget-lean` has `later.lean.ts`
// in place of this.

export const loadWrite = () => import('./outcomes/write.js');
export const loadWalk = () => import('./pages/walk-ranges.js');
export const loadOpenapi = () => import('./http/openapi.js');
export const loadDiagnose = () => import('@bitget-spec/auth/diagnose');
export const loadDebugLines = () => import('./call/debug-lines.js');
export const loadRules = () => import('./rules/index.js');
export const loadFit = () => import('./drift/fit.js');
