import { brief, frontMatter, page, prose, titleText } from '../docs/markdown.js';
import type { EmittedFile } from '../files.js';

/** A page of the whole site. */
export function sitePage(path: string, title: string, about: string, ...parts: string[]): EmittedFile {
  const head = frontMatter({ title: titleText(title), description: brief(about) }, 'spec/');
  return { path, text: page(head, `# ${prose(title)}`, about, ...parts) };
}
