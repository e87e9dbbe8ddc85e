/** What came where text or a number belongs, whatever it is: an object of another's need not have a `toString` that works. */
export const textOf = (value: unknown): string => (Object(value) === value ? '{}' : `${value ?? ''}`);

/** The same as a number, 0 where it is none. */
export const numberOf = (value: unknown): number => Number(textOf(value)) || 0;
