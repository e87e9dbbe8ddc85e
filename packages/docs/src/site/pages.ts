import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A page as the site knows it before anything is rendered. */
export interface Page {
  /** File below the source folder, `v2/mix/order/place-order.md`. */
  file: string;
  title: string;
  description: string;
  /** Key of the call that the page describes. */
  operation?: string;
  method?: string;
  /** URL of the exchange. */
  url?: string;
  /** Whole text, front matter included. */
  text: string;
}

/** Every Markdown file below a folder, in the order of their names. */
export function pagesIn(folder: string): Page[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => pageOf(file, readFileSync(join(folder, file), 'utf8')));
}

export function pageOf(file: string, text: string): Page {
  const head = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '';
  const value = (key: string): string => {
    const raw = new RegExp(`^${key}: (.*)$`, 'm').exec(head)?.[1]?.trim() ?? '';
    return raw.startsWith('"') ? String(JSON.parse(raw)) : raw;
  };
  const operation = value('operation');
  const endpoint = operation ? /^`([A-Z]+) (\/[^`]*)`/m.exec(text) : null;
  return {
    file,
    title: value('title') || (/^# (.*)$/m.exec(text)?.[1] ?? file),
    description: value('description'),
    ...(operation && { operation }),
    ...(endpoint?.[1] && endpoint[2] && { method: endpoint[1], url: endpoint[2] }),
    text,
  };
}

/** The text without its front matter. */
export const bodyOf = ({ text }: Page): string => text.replace(/^---\n[\s\S]*?\n---\n+/, '');
