import type { PlainMockData, PlainSecurityScheme } from '@bitget-spec/contract';

type Schemes = PlainMockData['securitySchemes'];

/** What a request lacks of the credentials that it needs, in words; whether they are right nobody knows here. */
export function missingCredentials(
  request: Request,
  url: URL,
  security: readonly (readonly string[])[],
  schemes: Schemes,
): string | undefined {
  const shown = (name: string) => isShown(request, url, schemes[name] ?? { type: 'other' });
  if (!security.length || security.some((names) => names.every(shown))) return undefined;
  const ways = security.map((names) => names.map((name) => wordsOf(schemes[name])).join(' and '));
  return ways.join(', or ');
}

/** Whether a cookie of that name is sent. */
export const hasCookie = (headers: Headers, name: string): boolean =>
  (headers.get('cookie') ?? '').split(/;\s*/).some((cookie) => cookie.startsWith(`${name}=`));

function isShown({ headers }: Request, { searchParams }: URL, scheme: PlainSecurityScheme): boolean {
  switch (scheme.type) {
    case 'apiKey':
      if (scheme.in === 'query') return searchParams.has(scheme.name);
      if (scheme.in === 'header') return headers.has(scheme.name);
      return hasCookie(headers, scheme.name);
    case 'http':
      return (headers.get('authorization') ?? '').toLowerCase().startsWith(`${scheme.scheme.toLowerCase()} `);
    case 'bearer':
      return /^bearer ./i.test(headers.get('authorization') ?? '');
    default:
      return true;
  }
}

function wordsOf(scheme: PlainSecurityScheme | undefined): string {
  if (scheme?.type === 'apiKey') return `the ${scheme.in} ${scheme.name}`;
  if (scheme?.type === 'http') return `Authorization: ${scheme.scheme}`;
  return 'Authorization: Bearer';
}
