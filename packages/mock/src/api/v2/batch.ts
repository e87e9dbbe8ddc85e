import { type Ask, asRefusal } from '../context.js';

/** Runs a batch entry by entry; what fails is told beside what did not. */
export function batch<Done>(entries: readonly Ask[], work: (entry: Ask) => Done) {
  const successList: Done[] = [];
  const failureList: { orderId: string; clientOid: string; errorMsg: string; errorCode: string }[] = [];
  for (const entry of entries) {
    try {
      successList.push(work(entry));
    } catch (error) {
      const { code, message } = asRefusal(error, entry.family);
      failureList.push({
        orderId: entry.text('orderId') ?? '',
        clientOid: entry.text('clientOid') ?? '',
        errorMsg: message,
        errorCode: code,
      });
    }
  }
  return { successList, failureList };
}
