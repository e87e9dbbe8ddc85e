import type { Signer } from '@bitget-spec/auth';

/** Names whose key signs, without revealing the key. */
export const accountOf = (signer: Signer | undefined): string => (signer ? hash(signer.identity().apiKey) : 'nobody');

/** FNV-1a, twice. */
const hash = (text: string) =>
  [0x811c9dc5, 0x1b873593]
    .map((seed) => {
      let value = seed;
      for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
      return (value >>> 0).toString(36);
    })
    .join('');
