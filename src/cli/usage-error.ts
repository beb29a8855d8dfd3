/** A mistake in what the user asked for; the message is all there is to say. Nothing was read or written. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
