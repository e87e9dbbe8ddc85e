import { withPolicy } from '../site/policy.js';

const LOGO = 'https://cdn.redoc.ly/redoc/logo-mini.svg';
const NO_LOGO = 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E';

/**
 * Redoc and a description in one file that asks no other host, as `redocly build-docs --inlineBundle` makes it but
 * for the rendering ahead of time, which takes half a minute and 10 MB of markup for a description of this size.
 */
export function redocPage(title: string, bundle: string, document: string): string {
  const inScript = (text: string) => text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const options = JSON.stringify({
    hideDownloadButtons: true,
    sanitize: true,
    theme: { typography: { fontFamily: 'system-ui, sans-serif', headings: { fontFamily: 'system-ui, sans-serif' } } },
  });
  const code = inScript(bundle.replaceAll(LOGO, NO_LOGO).replace(/\n\/\/# sourceMappingURL=\S+\s*$/, ''));
  const start = `Redoc.init(JSON.parse(document.getElementById('description').textContent), ${options}, document.getElementById('redoc'));`;
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>body { margin: 0; }</style>
</head>
<body>
<main id="redoc"></main>
<script>${code}</script>
<script type="application/json" id="description">${document.replaceAll('<', '\\u003c')}</script>
<script>${start}</script>
</body>
</html>
`;
  return withPolicy(page, [code, start], { 'connect-src': "'none'", 'img-src': 'data:', 'worker-src': 'blob:' });
}
