import { dirname, join, relative } from 'node:path';
import { yamlBelow } from '../../load/disk.js';
import { isObject, objectOf } from '../../load/json.js';
import { isRef } from '../../load/source.js';
import { fileOf, type Rule, report } from '../rule.js';

/** Every YAML file beside the document is one that the document names, and every one of `channels/` is one of the sockets'. */
export const noOrphanFile: Rule = () => ({
  Root(root, context) {
    const { paths, channels } = objectOf(root);
    const sockets = isObject(channels);
    const folder = dirname(fileOf(context));
    const named = new Set<string>();
    for (const item of Object.values(objectOf(sockets ? channels : paths))) {
      if (isRef(item)) named.add(join(folder, item.$ref.split('#')[0] ?? ''));
    }
    for (const file of yamlBelow(sockets ? join(folder, 'channels') : folder)) {
      if (file === fileOf(context) || named.has(file)) continue;
      const path = relative(folder, file).replaceAll('\\', '/');
      if (!sockets && (path === 'asyncapi.yaml' || path.startsWith('channels/'))) continue;
      const what = sockets ? 'channel' : 'path';
      report(context, [`${what}s`], `no ${what} refers to ${path}`, `add the ${what} or delete the file`, true);
    }
  },
});
