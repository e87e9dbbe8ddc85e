const key = 'check credentials.apiKey';
const passphrase = 'check credentials.passphrase';
const clock = 'set the clock: it is more than 30 s off';
const address = 'add this IP address to the list of the key';

/**
 * Codes that no second attempt mends, with the setting to look at. What to do about all others belongs to the
 * error catalogue of the spec.
 */
const BY_CODE = {
  40001: key,
  40005: clock,
  40006: key,
  40008: clock,
  40009: 'check credentials.secretKey',
  40011: passphrase,
  40012: passphrase,
  40014: 'give the key permission',
  40018: address,
  40036: passphrase,
  40037: key,
  40038: address,
  40041: key,
  40084: 'a classic account: use @bitget-spec/v2',
  40085: 'a unified account: use @bitget-spec/v3',
  40099: 'set demo: true for a demo key only',
  22010: address,
};

export type SettingCode = `${keyof typeof BY_CODE}`;

export const SETTINGS: Readonly<Record<string, string>> = BY_CODE;
