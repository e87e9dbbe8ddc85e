/**
 * The middle value; the mean of the two in the middle where the count is even.
 * @param {readonly number[]} values
 */
export function median(values) {
  if (!values.length) throw new Error('no values, no median');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * The value that `share` of the others do not pass (nearest rank): `quantile(latencies, 0.99)`.
 * @param {readonly number[]} values
 * @param {number} share 0 to 1
 */
export function quantile(values, share) {
  if (!values.length) throw new Error('no values, no quantile');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
