/** Counts what happened within the last so many milliseconds, exactly: no stretch of that length holds more. */
export class SlidingWindow {
  readonly count: number;
  readonly #length: number;
  #times: number[] = [];
  #head = 0;

  /** At most `count` within any `length` milliseconds. */
  constructor(count: number, length: number) {
    this.count = count;
    this.#length = length;
  }

  /** How many more may happen at `now`. */
  left(now: number): number {
    // A clock that was set back: what is to come can't count.
    if ((this.#times.at(-1) ?? now) > now) this.#forget();
    while (this.#head < this.#times.length && now - (this.#times[this.#head] ?? now) >= this.#length) this.#head++;
    if (this.#head === this.#times.length) this.#forget();
    else if (this.#head >= this.count) this.#compact();
    return this.count - (this.#times.length - this.#head);
  }

  take(now: number): void {
    this.#times.push(now);
  }

  /** Milliseconds until one more may happen; asked when none may. */
  wait(now: number): number {
    return (this.#times[this.#head] ?? now) + this.#length - now;
  }

  #forget(): void {
    this.#times = [];
    this.#head = 0;
  }

  #compact(): void {
    this.#times = this.#times.slice(this.#head);
    this.#head = 0;
  }
}
