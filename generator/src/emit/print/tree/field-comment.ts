import type { Json } from '../../../load/json.js';
import { comment } from '../quote/index.js';
import { wrap } from '../wrap.js';

/** What a comment says of what is known of a schema. */
interface Said {
  title?: string | undefined;
  description?: string | undefined;
  format?: string | undefined;
  deprecated?: boolean;
  default?: Json;
  examples?: readonly Json[];
}

/** What is said of a field, as a doc comment with a line end; nothing where nothing is said. */
export function fieldComment(
  { title, description, format, deprecated, default: byDefault, examples = [] }: Said,
  constant = false,
): string {
  const tags = [
    ...(byDefault === undefined ? [] : [`@default ${valueText(byDefault)}`]),
    ...examples.map((example) => `@example ${valueText(example)}`),
    ...(constant ? ['@constant'] : []),
  ];
  const said = [title?.trim(), format && `Format: ${format}`, description?.trim()];
  const lines = [...said.filter(Boolean), ...tags].join('\n').split('\n');
  if (deprecated) {
    // Prose below a tag belongs to the tag.
    const first = lines.findIndex((line) => line.startsWith('@'));
    if (first < 0) lines.push('', '@deprecated');
    else lines.splice(first, 0, '@deprecated');
  }
  const text = lines.map((line) => line.trimEnd()).join('\n');
  return comment(wrap(text.trim()));
}

const valueText = (value: Json): string =>
  (typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value)).trim();
