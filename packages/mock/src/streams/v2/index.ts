import type { Streams } from '@bitget-spec/v2/channels';
import type { SourcesOf } from '../source.js';
import { marginSources } from './margin.js';
import { mixSources } from './mix.js';
import { publicSources } from './public.js';
import { spotSources } from './spot.js';

/** Every stream of v2. */
export const sources: SourcesOf<Streams> = { ...publicSources, ...spotSources, ...mixSources, ...marginSources };
