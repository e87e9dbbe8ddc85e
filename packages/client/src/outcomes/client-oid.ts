import type { System } from '@bitget-spec/auth';

/**
 * An order number that nobody else has: 128 random bits in 32 hexadecimal digits. Every family takes it: v3 wants
 * 1 to 32 of `.A-Z:/a-z0-9_-`, v2 fewer than 50 letters, digits and `-_+#`, transfers at most 64 characters.
 */
export const newClientOid = (system: System): string =>
  Array.from(system.randomBytes(16), (byte) => byte.toString(16).padStart(2, '0')).join('');
