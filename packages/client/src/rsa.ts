// For a bundle that is built with the condition `bitget-lean`, which has no RSA unless it is handed in.

export { rsaSign } from '@bitget-spec/auth/rsa';
