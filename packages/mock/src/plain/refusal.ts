/** A response that says what is wrong. */
export const refusal = (status: number, message: string): Response =>
  Response.json({ error: `[mock] ${message.replace(/^\[mock\] /, '')}` }, { status });
