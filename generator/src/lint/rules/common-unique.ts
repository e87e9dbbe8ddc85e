import { escapeKey, isObject, textOf } from '../../load/json.js';
import { redocly } from '../../redocly.js';
import { commonFile } from '../common.js';
import { type Rule, reportAt } from '../rule.js';

interface Entry {
  name: string;
  of: string;
}

const { Source } = redocly<'Source'>('resolve.js');

/** Two names for one thing drift apart: entries of spec/common differ in name, and in what they say. */
export const commonUnique: Rule = () => ({
  Root(_root, context) {
    const byName = new Map<string, Entry>();
    const byWords = new Map<string, Entry>();
    for (const of of ['scalars', 'enums', 'schemas']) {
      const file = commonFile(context, of);
      if (!file) continue;
      const place = { source: new Source(file.path, file.text), pointer: '' };
      for (const [name, schema] of Object.entries(file.entries)) {
        const at = { ...context.location, ...place, pointer: `#/${escapeKey(name)}` } as typeof context.location;
        const namesake = byName.get(name);
        if (namesake) reportAt(context, at, `${name} stands in ${namesake.of}.yaml too`, 'keep one of them', true);
        else byName.set(name, { name, of });
        const words = of === 'schemas' ? undefined : wordsOf(schema);
        const twin = words === undefined ? undefined : byWords.get(words);
        if (twin) {
          const fix = `refer to ${twin.name} everywhere, or say in which way ${name} differs`;
          reportAt(context, at, `${name} says the same as ${twin.name} of ${twin.of}.yaml`, fix, true);
        } else if (words !== undefined) byWords.set(words, { name, of });
      }
    }
  },
});

/** What an entry says: its description, an enum's together with its words in their order. */
function wordsOf(schema: unknown): string | undefined {
  if (!isObject(schema)) return undefined;
  const description = textOf(schema.description)?.trim().replace(/\s+/g, ' ');
  return description && JSON.stringify([description, schema.enum ?? null]);
}
