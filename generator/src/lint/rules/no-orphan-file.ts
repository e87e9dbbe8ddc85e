import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isObject } from '../../load/json.js';
import { fileOf, type Rule, report } from '../rule.js';

/** Every YAML file beside the document is one that the document names. Socket descriptions have a document of their own. */
export const noOrphanFile: Rule = () => ({
  Root(root, context) {
    const folder = dirname(fileOf(context));
    const named = new Set<string>();
    for (const item of Object.values(isObject(root.paths) ? root.paths : {})) {
      if (isObject(item) && typeof item.$ref === 'string') named.add(join(folder, item.$ref.split('#')[0] ?? ''));
    }
    for (const file of yamlBelow(folder)) {
      if (file === fileOf(context) || named.has(file)) continue;
      const path = relative(folder, file).replaceAll('\\', '/');
      if (path === 'asyncapi.yaml' || path.startsWith('channels/')) continue;
      report(context, ['paths'], `no path refers to ${path}`, 'add the path or delete the file', true);
    }
  },
});

function yamlBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return yamlBelow(path);
    return entry.name.endsWith('.yaml') ? [path] : [];
  });
}
