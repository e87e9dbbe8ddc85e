export { type BookItem, type BookOptions, createBook, type OrderBook } from './book.js';
export type { BookFrame } from './frame.js';
export type { BookRow, BookSide, Rows } from './levels.js';
export { parseBookFrame } from './parse.js';
export type { BookResult, Broken, Followed } from './result.js';
export type { Sequence } from './sequence.js';
