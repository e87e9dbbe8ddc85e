import { brief, frontMatter, page, titleText } from '../docs/markdown.js';
import type { EmittedFile } from '../files.js';
import { inline } from '../print/quote/index.js';

/** A page of the whole site. */
export function sitePage(path: string, title: string, about: string, ...parts: string[]): EmittedFile {
  const head = frontMatter({ title: titleText(title), description: brief(about) }, 'spec/');
  return { path, text: page(head, `# ${inline(title)}`, about, ...parts) };
}
