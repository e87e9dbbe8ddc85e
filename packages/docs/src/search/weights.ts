/**
 * How much sooner a page is wanted than others that fit as well: most readers come for orders, prices and balances of
 * spot and futures; what brokers and copy traders call bears the same names and would stand among them. v3 stands before
 * v2: accounts opened since May 2026 have nothing else.
 */
export function weightOf(url: string): number {
  const path = url.slice(url.indexOf('/'));
  if (/\/(copy|broker|ins-loan|p2p|tax|reality|convert)\//.test(path)) return 0.72;
  if (/\/(earn|loan)\//.test(path)) return 0.82;
  if (/\/margin\//.test(path)) return 0.9;
  if (/\/v1\//.test(path)) return 0.5;
  if (/\/v2\/(public|spot\/(trade|market|account|public)|mix\/(order|market|position|account))\//.test(path))
    return 1.05;
  if (/\/v3\/(trade|market|account|position)\//.test(path)) return 1.12;
  return 0.95;
}
