// What `later.ts` is where a bundle is built with the condition `bitget-lean`: one file loads nothing later, so that what is
// handed in is there at once. Bundlers wrap whatever `import()` names, and all that this imports.

import { diagnose } from '@bitget-spec/auth/diagnose';
import { logged } from './call/debug-lines.js';
import { misfits } from './drift/fit.js';
import { createHttp, roundTripThrough, sendRaw } from './http/openapi.js';
import { resumeAll, write } from './outcomes/write.js';
import { walkRanges } from './pages/walk-ranges.js';
import { checkOrder, instrumentOf, roundOrder } from './rules/index.js';

export const loadWrite = async () => ({ write, resumeAll });
export const loadWalk = async () => ({ walkRanges });
export const loadOpenapi = async () => ({ createHttp, sendRaw, roundTripThrough });
export const loadDiagnose = async () => ({ diagnose });
export const loadDebugLines = async () => ({ logged });
export const loadRules = async () => ({ checkOrder, roundOrder, instrumentOf });
export const loadFit = async () => ({ misfits });
