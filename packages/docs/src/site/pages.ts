import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChannelPage, OperationPage } from '@bitget-spec/contract';

/** A page as the site knows it before anything is rendered. */
export interface Page {
  /** File below the source folder, `v2/mix/order/place-order.md`. */
  file: string;
  title: string;
  description: string;
  /** What the page of an operation shows. */
  operation?: OperationPage;
  /** What the page of a channel shows. */
  channel?: ChannelPage;
  /** Whole Markdown, front matter included. */
  text: string;
}

/** Every Markdown file below a folder, in the order of their names. */
export const pagesIn = (folder: string): Page[] =>
  filesIn(folder, '.md').map((file) => pageOf(file, readFileSync(join(folder, file), 'utf8')));

/** Files below a folder by their ending, named from it. */
export const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith(ending))
    .sort();

export function pageOf(file: string, text: string): Page {
  const head = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '';
  const value = (key: string): string => {
    const raw = new RegExp(`^${key}: (.*)$`, 'm').exec(head)?.[1]?.trim() ?? '';
    return raw.startsWith('"') ? String(JSON.parse(raw)) : raw;
  };
  return {
    file,
    title: value('title') || (/^# (.*)$/m.exec(text)?.[1] ?? file),
    description: value('description'),
    text,
  };
}

/** The text without its front matter. */
export const bodyOf = ({ text }: Page): string => text.replace(/^---\n[\s\S]*?\n---\n+/, '');
