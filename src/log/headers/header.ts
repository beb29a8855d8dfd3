import type { LeakKind } from '../../suppression/suppression.js';

/** What the text of an error says about it: all that a suppression is compared with, except the stack. */
export interface ErrorHeader {
  /** Tool and kind as a suppression spells them, aliases resolved (see `canonicalKind`). */
  readonly kind: string;
  /** Parameter of `Param`, `function(argument)` of `FishyValue`. */
  readonly extra?: string;
  readonly leakKind?: LeakKind;
  /**
   * Leaks: the number of bytes that stands first in the text, which is direct plus indirect bytes. The sizes of
   * the `indirect` records of a log are therefore counted again in the record that they hang on.
   */
  readonly bytes?: number;
  readonly blocks?: number;
}

/**
 * Reads the first line of an error: trimmed on the right, thousands commas as printed. Undefined when the text is
 * not one of the tool's errors. `valgrind` is the version (`3.19.0`), where known: a few texts changed meaning.
 */
export type HeaderReader = (text: string, valgrind?: string) => ErrorHeader | undefined;
