/** The stages of a call in its order: the first is next to the caller, the last next to the transport. */
const STAGES = [
  'pages', // makes a call for each page
  'drift', // checks the data against its schema
  'hints', // adds the catalogue's hints to errors
  'outcomes', // finds out what became of a write
  'retries', // sends again what is safe to send again
  'clock', // sets the clock before the first signed request
  'signature', // explains why the exchange refuses a signature
  'limits', // waits for its turn, and is signed after that
  'debug', // writes a line before and after each request
  'http', // passes the request through the middleware of client.http
] as const;

export type StageName = (typeof STAGES)[number];

/** Stages in the order in which they are wrapped around the transport, the innermost first. */
export const innermostFirst = <Stage extends { readonly name: StageName }>(
  stages: readonly (Stage | undefined)[],
): Stage[] =>
  stages
    .filter((stage) => stage !== undefined)
    .sort((one, other) => STAGES.indexOf(other.name) - STAGES.indexOf(one.name));
