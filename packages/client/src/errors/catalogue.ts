import type { ErrorHint } from '@bitget-spec/contract';
import { waitFor } from '../call/scope.js';
import type { Stage } from '../call/stage.js';
import { ExchangeError } from './errors.js';

/** The module `errors` of an API's package, every code with what to do about it; or `@bitget-spec/errors/common`, a few. */
export interface Catalogue {
  readonly errors: Readonly<Record<string, ErrorHint>>;
}

/**
 * Adds the catalogue's words to errors of the exchange, `meaning` and `hint`. It is large, so that it is loaded with
 * the first error: `catalogue: () => import('@bitget-spec/v3/errors')`.
 */
export function catalogueHints(load: () => Promise<Catalogue>): Stage {
  let loaded: Promise<Catalogue | undefined> | undefined;
  return {
    name: 'hints',
    wrap: (next) => async (context) => {
      try {
        return await next(context);
      } catch (error) {
        context.scope.check();
        if (error instanceof ExchangeError) {
          loaded ??= load().catch(() => undefined);
          const entry = (await waitFor(context.scope, loaded))?.errors[error.code];
          if (entry) addHint(error, entry);
        }
        throw error;
      }
    },
  };
}

function addHint(error: ExchangeError, { meaning, hint }: ErrorHint): void {
  const words = hint.replace(/\.$/, '');
  // the last words of a message, unless another catalogue has had a meaning to add
  const before = error.message.slice(0, error.message.lastIndexOf(error.hint));
  error.message = `${before}${words}.${meaning ? ` (${meaning})` : ''}`;
  Object.assign(error, { hint: words, ...(meaning && { meaning }) });
}
