/** Signs a text, base64. */
export type Sign = (text: string) => string | Promise<string>;
