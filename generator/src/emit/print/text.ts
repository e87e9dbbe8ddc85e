import { typeName } from '../../model/names.js';
import type { Api } from '../../model/types.js';
import { OPEN_TEXT } from './type-printer.js';

/** The type import that a text needs, by the names of `types.ts` that occur in it. */
export function importTypes(text: string, api: Api): string {
  const known = new Set([OPEN_TEXT]);
  for (const { name } of api.readings.values()) known.add(typeName(name));
  for (const { request, response } of api.operations) {
    if (request.typeName) known.add(request.typeName);
    if (response.typeName) known.add(response.typeName);
    for (const record of response.records) if (record.typeName) known.add(record.typeName);
  }
  const code = text.replaceAll(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\*[\s\S]*?\*\//g, '');
  const used = [...new Set(code.match(/[A-Za-z_$][\w$]*/g) ?? [])].filter((word) => known.has(word)).sort();
  return used.length ? `import type {\n${used.map((name) => `  ${name},`).join('\n')}\n} from './types.js';\n` : '';
}
