import { credentialsError } from './credentials.js';
import { importRsaKey } from './rsa.js';
import type { Sign } from './sign.js';
import { signWith } from './web-crypto.js';

/** RSASSA-PKCS1-v1_5 with SHA-256 through Web Crypto, for `credentials.sign`: with the first signature nothing is loaded. */
export const rsaSign = (pem: string): Sign => signWith(() => importRsaKey(pem, credentialsError));
