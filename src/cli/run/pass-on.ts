/** What is to be known of an option of chaff. */
export interface KnownOption {
  readonly short?: string | undefined;
  readonly long?: string | undefined;
  /** A value follows, as the next argument where none stands after “=”. */
  readonly required: boolean;
}

/**
 * Makes options of Valgrind, which stand before the program as `--NAME=VALUE` and are none of `known`, values of the
 * option `as`, so that a command line with Valgrind in front can be written with chaff in its place.
 */
export function passOn(args: readonly string[], known: readonly KnownOption[], as: string): string[] {
  const result: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    if (arg === '--' || !arg.startsWith('-') || arg === '-') return [...result, ...args.slice(at)];
    const equals = arg.indexOf('=');
    const name = equals < 0 ? arg : arg.slice(0, equals);
    const option = known.find(({ short, long }) => long === name || short === name);
    if (!option && equals > 0 && arg.startsWith('--')) result.push(`${as}=${arg}`);
    else result.push(arg);
    if (option?.required && equals < 0 && at + 1 < args.length) result.push(args[++at]!);
  }
  return result;
}
