const CHUNK = 512;

/**
 * A map whose keys are numbers kept in order: what price levels live in. Chunks of sorted keys, so that an
 * insertion among 100,000 keys moves a few hundred of them and not half.
 */
export class SortedMap<Value> {
  private chunks: { keys: number[]; values: Value[] }[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  get(key: number): Value | undefined {
    const chunk = this.chunks[this.chunkFor(key)];
    if (!chunk) return undefined;
    const index = lowerBound(chunk.keys, key);
    return chunk.keys[index] === key ? chunk.values[index] : undefined;
  }

  /** The value of a key, made if there is none. */
  at(key: number, make: () => Value): Value {
    if (this.chunks.length === 0) this.chunks.push({ keys: [], values: [] });
    const place = this.chunkFor(key);
    const chunk = this.chunks[place];
    if (!chunk) throw new Error('[mock] a sorted map lost its chunk');
    const index = lowerBound(chunk.keys, key);
    const found = chunk.values[index];
    if (chunk.keys[index] === key && found !== undefined) return found;
    const value = make();
    chunk.keys.splice(index, 0, key);
    chunk.values.splice(index, 0, value);
    this.count++;
    if (chunk.keys.length > CHUNK) {
      const half = CHUNK >> 1;
      this.chunks.splice(place + 1, 0, { keys: chunk.keys.splice(half), values: chunk.values.splice(half) });
    }
    return value;
  }

  delete(key: number): boolean {
    const place = this.chunkFor(key);
    const chunk = this.chunks[place];
    if (!chunk) return false;
    const index = lowerBound(chunk.keys, key);
    if (chunk.keys[index] !== key) return false;
    chunk.keys.splice(index, 1);
    chunk.values.splice(index, 1);
    this.count--;
    if (chunk.keys.length === 0) this.chunks.splice(place, 1);
    return true;
  }

  /** The entry of the lowest key. */
  first(): { key: number; value: Value } | undefined {
    const chunk = this.chunks[0];
    const key = chunk?.keys[0];
    const value = chunk?.values[0];
    return key === undefined || value === undefined ? undefined : { key, value };
  }

  /** Entries from the lowest key up. Nothing may be added or removed meanwhile. */
  *entries(): Generator<[number, Value]> {
    for (const { keys, values } of this.chunks) {
      for (let index = 0; index < keys.length; index++) {
        const key = keys[index];
        const value = values[index];
        if (key !== undefined && value !== undefined) yield [key, value];
      }
    }
  }

  /** The first chunk whose last key is not below. */
  private chunkFor(key: number): number {
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const last = this.chunks[middle]?.keys.at(-1) ?? Number.NEGATIVE_INFINITY;
      if (last < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function lowerBound(keys: readonly number[], key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? Number.POSITIVE_INFINITY) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
