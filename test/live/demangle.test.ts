import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { demangle } from '../../src/match/demangle/demangle.js';
import { versionOf } from './valgrind.js';

/** Of so many symbols each is tried: all of them would take long. */
const step = 5;

/** How many of those tried c++filt may understand and we not: those with expressions in them. */
const leftAlone = 0.005;

/** How many c++filt gets wrong itself: it takes some template parameters of nested lambdas for those around them. */
const theirMistakes = 0.0005;

/** C++ symbols of a large program that is always there: Node itself. */
function symbolsOfNode(): string[] {
  const table = execFileSync('nm', ['-D', '--defined-only', process.execPath], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const symbols = [...table.matchAll(/ (_Z\S+)$/gm)].map(([, symbol]) => symbol!);
  return [...new Set(symbols)].sort().filter((_, index) => index % step === 0);
}

function cxxfilt(symbols: readonly string[]): string[] {
  const input = `${symbols.join('\n')}\n`;
  return execFileSync('c++filt', ['-i'], { input, encoding: 'utf8', maxBuffer: 1 << 28 }).split('\n');
}

/** GNU's tool leaves out a blank, or writes an empty argument, where a pack is empty. */
function plain(name: string): string {
  return name.replaceAll(/ (?=>)/g, '').replaceAll(/<, |, (?=,)/g, (found) => (found === '<, ' ? '<' : ''));
}

const missing = ['nm', 'c++filt'].find((tool) => versionOf(tool) === undefined);
const symbols = missing ? [] : symbolsOfNode();
const why = missing ? ` (${missing} is missing)` : symbols.length === 0 ? ' (no symbols in this Node)' : '';

describe.skipIf(why !== '')(`c++filt${why}`, () => {
  it('names the symbols of a large program as we do', () => {
    const expected = cxxfilt(symbols);
    const understood = symbols
      .map((symbol, index) => ({ symbol, name: demangle(symbol), theirs: expected[index]! }))
      .filter(({ name }) => name !== undefined);
    const wrong = understood.filter(({ name, theirs }) => plain(name!) !== plain(theirs));
    expect(wrong.length, JSON.stringify(wrong.slice(0, 3))).toBeLessThanOrEqual(
      symbols.length * theirMistakes,
    );
    expect(symbols.length - understood.length).toBeLessThan(symbols.length * leftAlone);
  });
});
