import { loadRedact, redactAtOnce } from '#redact';
import type { Credentials } from './credentials.js';
import { diagnose, type RefusedParts, type SignatureReport } from './diagnose.js';
import { signedQuery, wireQuery } from './query.js';
import { Signer } from './signer.js';
import { stringToSign } from './string-to-sign.js';

/**
 * Says what has to be signed for a request, and why a signature may have been refused (40009). Give the signature
 * that was sent, and it is compared with what the usual mistakes would have made of the same request.
 */
export async function explainSignature(
  parts: RefusedParts,
  credentials?: Credentials | Signer | undefined,
): Promise<SignatureReport> {
  const signer = credentials && !(credentials instanceof Signer) ? new Signer(credentials) : credentials;
  const redactFields = (await loadRedact()) ?? redactAtOnce;
  await signer?.loading;
  const redact = (text: string) => signer?.redact(text) ?? redactFields(text, []);
  return diagnose(parts, { signer, signedQuery, wireQuery, stringToSign, redact });
}
