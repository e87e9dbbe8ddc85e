/** Variables by name: Node's `process.env`, or the bindings that a worker is given. */
export type Environment = Readonly<Record<string, unknown>>;

declare const process: { env?: Environment } | undefined;

/** None where the platform has no environment. */
export const processEnv = (): Environment => (typeof process === 'undefined' ? {} : (process.env ?? {}));
