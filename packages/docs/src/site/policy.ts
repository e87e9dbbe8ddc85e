import { createHash } from 'node:crypto';

/**
 * What a page may load and where it may send, said in the page itself, since static hosts send no headers. Only scripts
 * of the site run, and the inline ones that are named here; nothing is sent anywhere but to the site, so that a secret that
 * somebody types stays in the page. Nothing needs `unsafe-eval`, the mock included.
 */
export function withPolicy(html: string, inline: string[], further: Record<string, string> = {}): string {
  const hashes = inline.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  const rules = {
    'default-src': "'none'",
    'script-src': ["'self'", ...hashes].join(' '),
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'worker-src': "'self'",
    'form-action': "'none'",
    'base-uri': "'none'",
    ...further,
  };
  const text = Object.entries(rules).map(([name, value]) => `${name} ${value}`);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${text.join('; ')}">`;
  return html.replace('<meta charset="utf-8">', (charset) => `${charset}\n${meta}`);
}

/** The inline scripts of VitePress, each where it stands first: in the head, before any text of a description. */
export function ownScripts(html: string): string[] {
  const head = html.slice(0, html.indexOf('<body'));
  return ['check-dark-mode', 'check-mac-os'].map((id) => {
    const script = new RegExp(`<script id="${id}">([^]*?)</script>`).exec(head)?.[1];
    if (script === undefined) throw new Error(`[docs] the page has no script ${id}: see what VitePress calls it now`);
    return script;
  });
}

/** Data of a page in whose texts no tag and no comment begins: an invisible joiner stands behind the `<`. */
export function withoutTags<T>(data: T): T {
  const text = JSON.stringify(data).replaceAll(/<(?=[a-z/!?])/gi, '<\u2060');
  return JSON.parse(text);
}
