import { type Change, Recorder } from '../change.js';
import type { SocketSurface, Surface } from '../surface/types.js';
import { compareCompanions } from './companions.js';
import { compareOperations, compareServers, compareWebhooks } from './operations.js';
import { SchemaComparison } from './schema/compare.js';
import { compareSchemes, renamedSchemes } from './security.js';
import { compareSockets } from './sockets.js';
import { Unchanged } from './unchanged.js';

/** Every change from one description of an API to another, in the order of the descriptions. */
export function compareSurfaces(base: Surface, head: Surface): Change[] {
  const place = { api: head.name, subject: head.name, base: base.location, head: head.location };
  const out = new Recorder(place);
  const unchanged = new Unchanged(base, head);
  compareServers(out, base.servers, head.servers);
  if (decreased(base.version, head.version)) out.add('version-decreased', { was: base.version, now: head.version });
  const renamed = renamedSchemes(base.schemes, head.schemes);
  compareSchemes(out.at({ subject: 'security schemes' }), base.schemes, head.schemes, renamed);
  const context = {
    schemas: new SchemaComparison({ base: base.reader, head: head.reader }, unchanged),
    servers: { base: base.servers, head: head.servers },
    renamedSchemes: renamed,
    unchanged,
  };
  const operations = new Recorder({ api: head.name, subject: '' }, out.changes);
  compareOperations(operations, context, base.operations, head.operations);
  compareWebhooks(operations, context, base.webhooks, head.webhooks);
  compareCompanions(out, base.companions, head.companions);
  if (base.sockets || head.sockets)
    compareSockets(operations, base.sockets ?? noSockets(base), head.sockets ?? noSockets(head));
  return out.changes;
}

const noSockets = ({ reader }: Surface): SocketSurface => ({
  ...{ servers: new Map(), channels: new Map(), operations: new Map() },
  ...{ reader, document: {} },
});

/** True where the numbers of a version go down. */
function decreased(was: string, now: string): boolean {
  const [old, fresh] = [was, now].map((version) => version.split(/[.+-]/).slice(0, 3).map(Number));
  for (const [index, part] of (old ?? []).entries()) {
    const other = fresh?.[index] ?? 0;
    if (Number.isNaN(part) || Number.isNaN(other) || part < other) return false;
    if (part > other) return true;
  }
  return false;
}
