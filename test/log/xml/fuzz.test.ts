import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding, Frame } from '../../../src/finding/finding.js';
import { findingId } from '../../../src/finding/id.js';
import type { LogCorpus } from '../../../src/log/corpus-sink.js';
import { everything, readXml, recorded } from './read.js';
import { error, footer, header, stack, suppression } from './written.js';

/** One log of every feature, small enough to be mutated thousands of times. */
const written =
  header('memcheck', ['--num-callers=4']) +
  error('f(int)', { after: suppression('Memcheck:Cond', 'fun:_Z1fi', 'fun:main') }) +
  error('g', {
    unique: '0x2',
    kind: 'SyscallParam',
    what: 'Syscall param write(buf) points to uninitialised byte(s)',
    before: '  <threadname>a<b&c></threadname>\n',
    after: `  <auxwhat>Address &lt;1&gt;</auxwhat>\n${stack('malloc', 'main')}`,
  }) +
  '<errorcounts>\n  <pair>\n    <count>3</count>\n    <unique>0x1</unique>\n  </pair>\n</errorcounts>\n' +
  footer;

const logs = [written, recorded('drd'), recorded('memory'), recorded('forked')];
const log = fc.constantFrom(...logs);

const isBytes = (text: string | null | undefined) =>
  text === undefined || text === null || !/[^\0-\xff]/.test(text);
const isCount = (count: number | undefined) => count === undefined || Number.isSafeInteger(count);

function isSoundFrame({ fun, demangled, obj, dir, file, line }: Frame): boolean {
  const known = (fun ?? demangled ?? '') !== '' && (obj ?? '') !== '' && file !== undefined && file !== '';
  return known && [fun, demangled, obj, dir, file].every(isBytes) && isCount(line);
}

function isSound(finding: Finding): boolean {
  const { id, kind, frames, variants, auxiliary, count, records, places } = finding;
  const stacks = [frames, ...variants, ...auxiliary.map((each) => each.frames)];
  return (
    id === findingId(finding) &&
    /^[A-Za-z-]+:[A-Za-z0-9]+$/.test(kind) &&
    (frames.length > 0 || kind.startsWith('CoreError:')) &&
    stacks.flat().every(isSoundFrame) &&
    count >= records &&
    [finding.bytes, finding.blocks, finding.pid].every(isCount) &&
    places.length > 0
  );
}

function check(corpus: LogCorpus): void {
  expect([...corpus.findings.values()].filter((finding) => !isSound(finding))).toEqual([]);
}

describe('any damage', () => {
  test('cut off anywhere: no more findings than before, all of them sound, and it is told', () => {
    const sizes = new Map(logs.map((text) => [text, readXml(text).findings.size]));
    fc.assert(
      fc.property(log, fc.double({ min: 0, max: 1, noNaN: true }), (text, part) => {
        const cut = Math.floor(text.length * part);
        const corpus = readXml(text.slice(0, cut));
        check(corpus);
        expect(corpus.findings.size).toBeLessThanOrEqual(sizes.get(text)!);
        const [begin, end] = ['<valgrindoutput>', '</valgrindoutput>'].map(
          (tag) => text.indexOf(tag) + tag.length,
        );
        if (cut >= begin! && cut < end!) expect(corpus.problems).not.toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  test('bytes changed, removed, doubled', () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat(40),
      insert: fc.oneof(
        fc.string({ unit: 'binary-ascii', maxLength: 3 }),
        fc.constantFrom(
          '<',
          '>',
          '&',
          '"',
          '\0',
          '\xff',
          '<!--',
          ']]>',
          '<![CDATA[',
          '</error>',
          '<error>\n',
          '\n',
        ),
        fc.constantFrom(
          '<stack>',
          '</stack>',
          '<valgrindoutput>',
          '</valgrindoutput>',
          '<?xml ',
          '&#x0;',
          '&#xfffff;',
        ),
      ),
    });
    fc.assert(
      fc.property(log, fc.array(edit, { minLength: 1, maxLength: 5 }), (text, edits) => {
        let damaged = text;
        for (const { at, remove, insert } of edits) {
          const place = Math.floor(damaged.length * at);
          damaged = damaged.slice(0, place) + insert + damaged.slice(place + remove);
        }
        check(readXml(damaged));
      }),
      { numRuns: 4000 },
    );
  });

  test('pieces of logs in any order', () => {
    const pieces = logs.flatMap((text) => text.split(/(?<=\n)(?=<)/));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (some) =>
        check(readXml(some.join(''))),
      ),
      { numRuns: 1500 },
    );
  });

  test('no log at all', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '<',
            '>',
            '/',
            'error',
            'stack',
            '&',
            '"',
            "'",
            '!',
            '-',
            ' ',
            '\n',
            '\xe9',
            '?',
            '=',
            '[CDATA[',
          ),
        }),
        (text) => check(readXml(text)),
      ),
      { numRuns: 3000 },
    );
  });
});

test('where the chunks end does not matter', () => {
  const whole = new Map(logs.map((text) => [text, everything(readXml(text))]));
  fc.assert(
    fc.property(
      log,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }),
      (text, parts) => {
        const cuts = parts.map((part) => Math.floor(text.length * part));
        expect(everything(readXml(text, cuts))).toEqual(whole.get(text));
      },
    ),
    { numRuns: 300 },
  );
  const cuts = Array.from({ length: written.length }, (_, index) => index);
  expect(everything(readXml(written, cuts))).toEqual(whole.get(written));
});

test('one damaged byte costs at most one finding', () => {
  const before = readXml(written).findings.size;
  const first = written.indexOf('<error>');
  for (let at = first; at < written.indexOf('<errorcounts>'); at++) {
    for (const byte of ['x', '<', '>', '"', '&', '\n']) {
      const corpus = readXml(written.slice(0, at) + byte + written.slice(at + 1));
      check(corpus);
      expect(corpus.findings.size, `${byte} at ${at}`).toBeGreaterThanOrEqual(before - 1);
    }
  }
});
