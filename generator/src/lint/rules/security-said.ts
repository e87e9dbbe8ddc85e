import { type Rule, report } from '../rule.js';

/** Whether a call is signed stands at the call: silence could mean either. */
export const securitySaid: Rule = () => ({
  Operation(operation, context) {
    if (operation.security !== undefined) return;
    report(
      context,
      [],
      'the operation does not say whether it is signed',
      'write `security: []` for a public one, or name the schemes',
      true,
    );
  },
});
