/** Where the repository can be seen and changed. */
export const REPOSITORY = 'https://github.com/bitget-spec/bitget-spec';

const SOURCES: Record<string, string> = {
  'errors.md': 'spec/common/errors.yaml',
  'scalars.md': 'spec/common/scalars.yaml',
  'aliases.md': 'spec/aliases.yaml',
  'migration/v1.md': 'spec/migration/v1.yaml',
};

/**
 * The file to change when a page is wrong: a generated page names its description, a guide is its own. Undefined where there is
 * none of its own. @param spec what the front matter of the page names
 */
export function sourceOf(page: string, spec: unknown): string | undefined {
  if (typeof spec === 'string') return spec;
  return page.startsWith('guides/') ? `packages/docs/${page}` : SOURCES[page];
}
