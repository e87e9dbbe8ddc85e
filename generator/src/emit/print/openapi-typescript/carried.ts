/**
 * openapi-typescript takes the name of a field for a part of a reference: `%` for the beginning of an escape, which ends
 * the run where it is none, and `#/` for another document. Both travel as characters that no text interchanges.
 */
export const carried = (name: string): string => name.replaceAll('%', '\uFDD0').replaceAll('#', '\uFDD1');

/** What {@link carried} was given. */
export const uncarried = (text: string): string => text.replaceAll('\uFDD0', '%').replaceAll('\uFDD1', '#');
