import type { EmittedFile } from '../files.js';
import { aliasesPage } from './aliases-page.js';
import { Atlas } from './atlas.js';
import { changesPages } from './changes-pages.js';
import { errorsPage } from './errors-page.js';
import { findData } from './find-data.js';
import { indexPage } from './index-page.js';
import { limitsPage } from './limits-page.js';
import { movesData } from './moves-data.js';
import { movesPages } from './moves-pages.js';
import { qualityPage } from './quality-page.js';
import { retiredPage } from './retired-page.js';
import { scalarsPage } from './scalars-page.js';
import type { SiteApi } from './site-api.js';

/** What belongs to no single API: pages beside the folders of pages that each API has, and the data of `find`. None reads a schema. */
export function emitSite(apis: SiteApi[]): EmittedFile[] {
  const atlas = new Atlas(apis);
  const pages = [
    qualityPage(apis),
    ...errorsPage(atlas),
    ...scalarsPage(apis),
    limitsPage(atlas),
    ...aliasesPage(atlas),
    ...apis.flatMap((api) => (api.retired ? [retiredPage(api, api.retired, atlas)] : [])),
    ...apis.flatMap((api) => movesPages(api, atlas)),
    ...changesPages(atlas),
  ];
  return [indexPage(atlas, pages), ...pages, movesData(atlas), findData(atlas)];
}
