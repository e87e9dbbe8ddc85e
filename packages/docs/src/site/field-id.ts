/** Anchor of a field: `request-orderList-clientOid` for `orderList[].clientOid`. */
export const fieldId = (direction: 'request' | 'response', name: string): string =>
  `${direction}-${
    name
      .replaceAll('[]', '')
      .replaceAll(/[^\w-]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'data'
  }`;
