import { h } from 'vue';
import type { Assembled } from '../../src/site/assemble.js';
import { ChannelView } from './ChannelView.js';
import { ErrorCatalogue } from './ErrorList.js';
import { OperationView } from './OperationView.js';
import type { DataPage } from './render.js';
import { SharedNames } from './SharedNames.js';

/** The pages that are rendered from data. */
export const dataPages = ({ pages, generated: { errors, scalars } }: Assembled): DataPage[] => [
  ...pages.flatMap(({ file, operation, channel }): DataPage[] => {
    if (operation) return [{ file, view: () => <OperationView page={operation} /> }];
    return channel ? [{ file, view: () => <ChannelView page={channel} /> }] : [];
  }),
  ...(errors ? [{ file: 'errors.md', view: () => <ErrorCatalogue page={errors} /> }] : []),
  ...(scalars ? [{ file: 'scalars.md', view: () => <SharedNames page={scalars} /> }] : []),
];
