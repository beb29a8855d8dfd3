import { handlesBytes } from '../../finding/roles.js';
import { demangledShape } from '../../match/demangled.js';
import { operatorGlob, operatorSymbol } from '../../match/operators.js';
import { quote, quoteWhole } from '../../suppression/explain.js';
import { atLine, replacing } from '../place.js';
import type { FramePattern } from '../../suppression/suppression.js';
import { judged } from '../judged.js';
import type { LintEntry, Rule } from '../rule.js';
import { symbolGlob } from '../symbol-glob.js';

export const demangledName: Rule = {
  id: 'demangled-name',
  level: 'error',
  description: 'A location with "fun:" names a function by its symbol, as the linker does.',
  why:
    'Valgrind prints C++, Rust, D and Ada names demangled, but compares "fun:" with the mangled symbol, whatever ' +
    '--demangle says. A name that is copied from a log as it is never matches. Only calls that were inlined have their ' +
    'plain name, without namespaces and parameters.',
  example: {
    wrong:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:operator new(unsigned long)\n   fun:json::Parser::open(char const*)\n}\n',
    right:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:_Znwm\n   fun:_ZN4json6Parser4openEPKc\n}\n',
  },
  *check({ files }) {
    for (const file of files)
      for (const { entry, location, at, verdict } of judged(file, asDemangled)) {
        const found = isAllocation(entry, at) ? verdict.allocating : verdict.other;
        if (!found) continue;
        const { message, severity, instead } = found;
        const { line } = location;
        yield {
          ...atLine(file.name, line, 'fun:'.length),
          ...(severity && { severity }),
          message,
          tools: entry.tools,
          suggestions: instead.map((symbol) => ({
            description: `write "fun:${symbol}"`,
            edits: [replacing(line, symbol, 'fun:'.length)],
          })),
        };
      }
  },
};

interface Found {
  readonly message: string;
  readonly severity?: 'warning';
  /** Patterns for what may be meant, the likeliest first. */
  readonly instead: readonly string[];
}

/** What is to be said of the name where it is the function that allocates, and elsewhere. */
function asDemangled(line: FramePattern): { allocating?: Found; other?: Found } | undefined {
  if (line.type !== 'fun') return undefined;
  const [allocating, other] = [demangledIn(line.pattern, true), demangledIn(line.pattern, false)];
  return allocating || other ? { allocating, other } : undefined;
}

/** The functions that allocate are Valgrind's own, and never inlined. */
function isAllocation({ suppression }: LintEntry, at: number): boolean {
  return at === 0 && suppression.kind === 'Memcheck:Leak';
}

function demangledIn(pattern: string, isAllocation: boolean): Found | undefined {
  const operator = symbolOfOperator(pattern, isAllocation);
  if (operator !== undefined) return certain(pattern, [operator]);
  if (pattern === 'D main') return certain(pattern, ['_Dmain']);
  const shape = demangledShape(pattern);
  if (!shape) return undefined;
  const { parts, hasParameters } = shape;
  const [first] = parts;
  // A function of C may have been given brackets.
  const plain = parts.length === 1 && /^\w+$/.test(first!) ? first : undefined;
  const glob = plain !== undefined && isSymbol(plain) ? undefined : symbolGlob(shape);
  const instead = [glob, plain].filter((each) => each !== undefined);
  if (hasParameters && !isOpen(pattern)) return certain(pattern, instead);
  const isInlined = hasParameters
    ? ''
    : ' Inlined calls have no namespaces either, unless clang compiled them with -gline-tables-only.';
  const message = `${quote(pattern)} looks like a demangled name, and Valgrind compares with the mangled symbol.${isInlined} ${advice(instead)}`;
  return { severity: 'warning', message, instead };
}

/** Is it a symbol as it is: mangled already, or a function of C that every program has? */
function isSymbol(name: string): boolean {
  return /^_[ZRD]/.test(name) || handlesBytes(name) || ofC.test(name);
}

/** Those that stand on most stacks, besides functions for strings. Wrappers of other names may well be C++. */
const ofC =
  /^(?:main|start_thread|pthread_create|(?:[cmv]|re|pv|aligned_)alloc|reallocarray|(?:posix_)?memalign|free|strn?dup|v?asprintf)$/;

function certain(pattern: string, instead: readonly string[]): Found {
  const message = `${quote(pattern)} is a demangled name: Valgrind compares with the symbol, so this line never matches. ${advice(instead)}`;
  return { message, instead };
}

function advice(instead: readonly string[]): string {
  if (instead.length === 0) return 'Write the mangled symbol.';
  return `Write ${instead.map((symbol) => quoteWhole(`fun:${symbol}`)).join(' or ')}.`;
}

/** A wildcard in front could stand for anything, an angle bracket for example. */
function isOpen(pattern: string): boolean {
  return /^[^(<]*[*?]/.test(pattern);
}

/** Of an operator that allocates or frees; without parameters they are good names of inlined ones. */
function symbolOfOperator(pattern: string, isAllocation: boolean): string | undefined {
  const exact = operatorSymbol(pattern);
  if (exact !== undefined) return exact;
  const isMeant = pattern.startsWith('operator') && (isAllocation || pattern.endsWith(')'));
  return isMeant ? operatorGlob(pattern) : undefined;
}
