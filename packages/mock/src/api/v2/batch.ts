import type { RequestContext } from '../context.js';
import type { OrderNames } from '../shared/references.js';
import { asRefusal } from '../shared/refusals.js';

/** Runs a batch entry by entry; what is refused is listed beside what is done. */
export function batch<Entry extends OrderNames, Done>(
  context: RequestContext,
  entries: readonly Entry[],
  work: (entry: RequestContext<Entry>) => Done,
) {
  const successList: Done[] = [];
  const failureList: { orderId: string; clientOid: string; errorMsg: string; errorCode: string }[] = [];
  for (const entry of entries) {
    try {
      successList.push(work(context.with(entry)));
    } catch (error) {
      const { code, message } = asRefusal(error, context.family);
      const { orderId = '', clientOid = '' } = entry;
      failureList.push({ orderId, clientOid, errorMsg: message, errorCode: code });
    }
  }
  return { successList, failureList };
}

/** The response to cancelling many, which only names what was there to cancel. */
export const allDone = <Reference>(successList: Reference[]) => ({ successList, failureList: [] });
