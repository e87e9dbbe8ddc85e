import { signableParts, signedQuery, stringToSign, wireQuery } from '@bitget-spec/auth';
import { loadDiagnose } from '#later';
import type { CallContext, Runtime, Stage } from '../call/stage.js';
import { AuthenticationError } from './errors.js';

/** When the exchange refuses a signature (40009), the error says what was signed and what may be wrong with it. */
export function signatureReports(): Stage {
  return {
    name: 'signature',
    wrap: (next, runtime) => async (context) => {
      try {
        return await next(context);
      } catch (error) {
        context.scope.check();
        if (error instanceof AuthenticationError && error.code === '40009' && !error.signature)
          await explain(error, context, runtime);
        throw error;
      }
    },
  };
}

async function explain(
  error: AuthenticationError,
  { request, requestTime }: CallContext,
  { signer, clock, redact }: Runtime,
) {
  const timestamp = request?.headers.get('ACCESS-TIMESTAMP');
  if (!signer || !request || !timestamp) return;
  const parts = await signableParts(request).catch(() => undefined);
  if (!parts) return;
  // Loaded when it is needed, which is once, while a key is set up.
  const { diagnose } = await loadDiagnose();
  const signature = request.headers.get('ACCESS-SIGN') ?? undefined;
  const signed = { ...parts, timestamp, signature, serverTime: error.requestTime ?? requestTime };
  const report = {
    ...(await diagnose(signed, { signer, signedQuery, wireQuery, stringToSign, redact })),
    clockOffset: clock.offset,
  };
  const { signedString, causes } = report;
  error.message += ` What was signed: "${signedString}". Likely cause: ${causes[0]}.`;
  Object.assign(error, { signature: report });
}
