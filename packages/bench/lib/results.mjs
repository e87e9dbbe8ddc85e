import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const HEAD = `# Results

Written by \`npm run bench\`. Each comparison rewrites its own section and leaves the others alone:
\`npm run bench -- generate\` repeats one. Ratios are what counts; the times are those of one machine.
`;

/** @typedef {{ name: string, order: number, title: string, text: string }} Part one comparison's section; `order` is its place in the file */

/**
 * Replaces (or adds) one comparison's section in the text of RESULTS.md.
 * @param {string} before
 * @param {Part} part
 */
export function withSection(before, part) {
  const sections = [...before.matchAll(/<!-- bench (\S+) (\d+) -->\n[\s\S]*?<!-- \/bench \1 -->/g)].map((match) => ({
    name: match[1],
    order: Number(match[2]),
    text: match[0],
  }));
  const text = `<!-- bench ${part.name} ${part.order} -->\n## ${part.title}\n\n${part.text.trim()}\n<!-- /bench ${part.name} -->`;
  const all = [...sections.filter(({ name }) => name !== part.name), { name: part.name, order: part.order, text }];
  all.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
  return `${[HEAD.trim(), ...all.map((section) => section.text)].join('\n\n')}\n`;
}

/**
 * @param {string} file
 * @param {Part} part
 */
export function writeSection(file, part) {
  writeFileSync(file, withSection(existsSync(file) ? readFileSync(file, 'utf8') : '', part));
}
