import { isObject } from '../../load/json.js';
import { nameOf, type UrlName } from '../../model/names.js';
import { METHODS } from '../../model/types.js';
import { type Context, deref, type Placed, type Rule, report, reportAt } from '../rule.js';

/** The URL names the file, the operationId and the tag; see model/names.ts. */
export const namesAgree: Rule = () => ({
  // Not at PathItem: the walk enters a file once, though two paths may name it.
  Paths(paths, context) {
    for (const [path, item] of Object.entries(isObject(paths) ? paths : {})) {
      const name = nameOf(path);
      if (!name) report(context, [path], `${path} names no API`, 'write a path of the form /api/v3/group/call', true);
      else checkPath(path, name, deref({ value: item, location: context.location.child([path]) }, context), context);
    }
  },
});

function checkPath(path: string, name: UrlName, { node, location }: Placed, context: Context): void {
  if (!location.source.absoluteRef.replaceAll('\\', '/').endsWith(`/${name.file}`)) {
    report(context, [path], `${path} is described in another file than its own`, `move it to spec/${name.file}`, true);
    return; // what stands there is another path's
  }
  for (const method of METHODS) {
    const operation = node[method];
    if (!isObject(operation)) continue;
    const at = location.child([method]);
    const id = operation.operationId;
    if (id !== name.operationId) {
      const given = id ? `operationId ${id}` : 'a missing operationId';
      reportAt(
        context,
        id ? at.child(['operationId']) : at,
        `${given} does not fit ${path}`,
        `write ${name.operationId}`,
        !id,
      );
    }
    const tag = name.call.length > 1 ? name.call.slice(0, -1).join('.') : name.call[0];
    if (!Array.isArray(operation.tags) || operation.tags.length !== 1 || operation.tags[0] !== tag) {
      reportAt(
        context,
        operation.tags ? at.child(['tags']) : at,
        `the tag does not fit ${path}`,
        `write tags: [${tag}]`,
        !operation.tags,
      );
    }
  }
}
