/** Anchor of a field: `request-orderList-clientOid` for `orderList[].clientOid` of a request. */
export const fieldId = (prefix: string, name: string): string =>
  `${prefix}-${
    name
      .replaceAll('[]', '')
      .replaceAll(/[^\w-]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'data'
  }`;
