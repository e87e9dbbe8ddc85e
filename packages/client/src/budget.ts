/**
 * Retries a client may spend: each takes one, each answer gives back a tenth, up to the size. When an exchange
 * fails as a whole, its clients then add a tenth to its load, not a multiple. After gRPC's retry throttling
 * (proposal A6).
 */
export class Budget {
  #left: number;

  constructor(readonly size: number) {
    this.#left = size;
  }

  /** @returns whether there was one left */
  take(): boolean {
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }

  give(): void {
    this.#left = Math.min(this.size, this.#left + 0.1);
  }
}
