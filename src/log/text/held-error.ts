import type { SuppressionBlock } from '../suppression-block.js';
import type { Facts } from './facts.js';
import { belongsTo } from './join.js';
import { stackOf, type PrintedError } from './printed-error.js';
import type { Stacks } from './stacks.js';

export interface HeldContext {
  readonly facts: Facts;
  readonly stacks: Stacks;
  /** Takes a complete error, with the suppression that was generated for it if there is one. */
  readonly deliver: (error: PrintedError, block?: SuppressionBlock) => void;
}

/** The last complete error of a process, which waits for the suppression that may have been generated for it. */
export class HeldError {
  /** Undefined when there is none. */
  error: PrintedError | undefined;

  constructor(private readonly context: HeldContext) {}

  /** Delivers the one before. */
  hold(error: PrintedError): void {
    this.flush();
    this.error = error;
  }

  /** No suppression follows. */
  flush(): void {
    if (this.error) this.context.deliver(this.take());
  }

  /** Delivers it with the suppression, if that was generated for it; false if it was not. */
  join(block: SuppressionBlock): boolean {
    if (!this.error) return false;
    const { stacks, deliver } = this.context;
    const fits = this.fits(block, this.error);
    if (!fits && this.error.suppressedBy === undefined) return false;
    const error = this.take();
    if (fits) stacks.see(stackOf(error, stacks), block);
    deliver(error, fits ? block : undefined);
    return true;
  }

  /** Was the suppression generated for this error? */
  fits(block: SuppressionBlock, error: PrintedError): boolean {
    const { facts, stacks } = this.context;
    return belongsTo(block, error, facts.valgrind, stacks);
  }

  private take(): PrintedError {
    const error = this.error!;
    this.error = undefined;
    return error;
  }
}
