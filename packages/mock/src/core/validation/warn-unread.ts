/** Says, for the requests of an API, which keyword is not checked. */
export const warnUnread = (api: string) => (keyword: string) =>
  console.warn(
    `[mock] ${keyword} is not checked, requests of ${api}: the mock does not know this keyword, and takes what it refuses`,
  );
