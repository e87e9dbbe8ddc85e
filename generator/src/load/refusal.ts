/** Why a document is not read. No message holds what it says. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}
