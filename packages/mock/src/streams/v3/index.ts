import type { Streams } from '@bitget-spec/v3/channels';
import type { SourcesOf } from '../source.js';
import { privateSources } from './private.js';
import { publicSources } from './public.js';

/** Every stream of v3. */
export const sources: SourcesOf<Streams> = { ...publicSources, ...privateSources };
