import { giveUp, type Node } from './node.js';

/** A symbol while it is read. */
export interface Symbol {
  readonly text: string;
  at: number;
  /** How deep the parts are nested that are being read. */
  depth: number;
  /** What `S_`, `S0_`, … stand for. */
  readonly substitutions: Node[];
}

export function symbolOf(text: string, at: number): Symbol {
  return { text, at, depth: 0, substitutions: [] };
}

/** Steps over a text if it comes next. */
export function take(symbol: Symbol, expected: string): boolean {
  if (!symbol.text.startsWith(expected, symbol.at)) return false;
  symbol.at += expected.length;
  return true;
}

export function expect(symbol: Symbol, expected: string): void {
  if (!take(symbol, expected)) giveUp();
}

/** The next characters, fewer at the end. */
export function peek({ text, at }: Symbol, count = 1): string {
  return text.slice(at, at + count);
}

/** Steps over a decimal number and returns its digits; empty if none comes. */
export function digits(symbol: Symbol): string {
  let end = symbol.at;
  while (/\d/.test(symbol.text[end] ?? '')) end += 1;
  const found = symbol.text.slice(symbol.at, end);
  symbol.at = end;
  return found;
}

/** `_`, `0_`, `1_`, … in a base, counted from 0. */
export function sequence(symbol: Symbol, base: 10 | 36): number {
  let value = -1;
  for (; !take(symbol, '_'); symbol.at += 1) {
    const digit = /[0-9A-Z]/.test(peek(symbol)) ? Number.parseInt(peek(symbol), base) : NaN;
    if (Number.isNaN(digit) || value > 1e6) giveUp();
    value = (value < 0 ? 0 : value * base) + digit;
  }
  return value + 1;
}

/** Reads until an `E`, and steps over it. */
export function untilEnd<T>(symbol: Symbol, read: (symbol: Symbol) => T): T[] {
  const items: T[] = [];
  while (!take(symbol, 'E')) items.push(read(symbol));
  return items;
}

/** Reads something that may hold more of its own kind. */
export function nested<T>(symbol: Symbol, read: () => T): T {
  symbol.depth += 1;
  if (symbol.depth > 200) giveUp();
  const result = read();
  symbol.depth -= 1;
  return result;
}
