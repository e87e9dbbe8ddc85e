/** Values by two words, each found once. What is not there yet is looked for again. */
export class Lookup<Value> {
  private readonly values = new Map<string, Map<string, Value>>();

  get<Found extends Value | undefined>(first: string, second: string, find: () => Found): Found | Value {
    const row = this.values.get(first) ?? new Map<string, Value>();
    const known = row.get(second);
    if (known !== undefined) return known;
    const value = find();
    if (value === undefined) return value;
    this.values.set(first, row.set(second, value));
    return value;
  }
}
