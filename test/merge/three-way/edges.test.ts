import { describe, expect, test } from 'vitest';
import { mergeThreeWay } from '../../../src/merge/three-way/merge-three-way.js';

function merge(base: string, ours: string, theirs: string) {
  const file = (name: string, bytes: string) => ({ name, bytes });
  return mergeThreeWay({
    base: file('base', base),
    ours: file('ours', ours),
    theirs: file('theirs', theirs),
  });
}

const entry = (name: string, ...body: string[]) => {
  return `{\n   ${name}\n   Memcheck:Cond\n${body.map((line) => `   ${line}\n`).join('')}}\n`;
};
const [a, b, c] = [entry('a', 'fun:fa'), entry('b', 'fun:fb'), entry('c', 'fun:fc')];
const crlf = (bytes: string) => bytes.replaceAll('\n', '\r\n');
const quoted = (bytes: string) => bytes.replace(/^(?=.)/gm, '# ');

describe('line ends', () => {
  test('of a file with carriage returns are those of new lines as well', () => {
    const [was, our, their] = [entry('a', 'fun:x'), entry('a', 'fun:y'), entry('a', 'fun:z')].map(crlf);
    const merged = merge(was!, our!, their!);
    const block = `# <<<<<<< ours\n${quoted(entry('a', 'fun:y'))}# ||||||| base\n${quoted(entry('a', 'fun:x'))}# =======\n${quoted(entry('a', 'fun:z'))}# >>>>>>> theirs\n`;
    expect(merged).toMatchObject({ bytes: crlf(block), conflicts: [{ name: 'a', line: 1 }] });
  });

  test('of an entry are those of the side that changed them', () => {
    const [was, their] = [entry('a', 'fun:x'), entry('a', 'fun:x', 'fun:y')];
    expect(merge(was, crlf(was), their)).toMatchObject({ bytes: crlf(their), conflicts: [] });
    expect(merge(was, their, crlf(was))).toMatchObject({ bytes: crlf(their), conflicts: [] });
  });

  test.each([
    ['theirs added behind the last line', a.trimEnd(), a.trimEnd(), `${a}\n${b}`, `${a}\n${b}`],
    [
      'ours added behind the last line',
      a.trimEnd(),
      `${a}\n${b.trimEnd()}`,
      a.trimEnd(),
      `${a}\n${b.trimEnd()}`,
    ],
    ['both added behind it', a.trimEnd(), `${a}\n${b}`, `${a}\n${c.trimEnd()}`, `${a}\n${b}\n${c}`],
    ['theirs took the newline away', a, `${a}\n${b}`, a.trimEnd(), `${a}\n${b.trimEnd()}`],
    ['ours took it away, theirs ends in a comment', a, a.trimEnd(), `${a}\n# end\n`, `${a}\n# end\n`],
  ])('at the end of the file: %s', (_, base, ours, theirs, bytes) => {
    expect(merge(base, ours, theirs)).toMatchObject({ bytes, conflicts: [] });
  });
});

describe('what an earlier merge left open', () => {
  const sides = ['fun:f', 'fun:fa*', 'fun:f*'].map((body) => entry('a', body));
  const open = merge(a, sides[1]!, sides[2]!);
  const left = open.type === 'merged' ? open.bytes : '';

  test('is two versions and the base in force', () => {
    expect(left).toBe(
      `# <<<<<<< ours\n${quoted(sides[1]!)}# ||||||| base\n${quoted(a)}# =======\n${quoted(sides[2]!)}# >>>>>>> theirs\n${a}`,
    );
  });

  test('stays open where nobody decided', () => {
    expect(merge(a, left, `${a}\n${b}`)).toMatchObject({ bytes: `${left}\n${b}`, conflicts: [] });
    expect(merge(left, `${left}\n${b}`, `${c}\n${left}`)).toMatchObject({ bytes: `${c}\n${left}\n${b}` });
  });

  test('is decided where one side decided', () => {
    expect(merge(left, `${left}\n${b}`, sides[2]!)).toMatchObject({
      bytes: `${sides[2]!}\n${b}`,
      conflicts: [],
    });
    expect(merge(left, sides[1]!, `${left}\n${b}`)).toMatchObject({
      bytes: `${sides[1]!}\n${b}`,
      conflicts: [],
    });
    expect(merge(left, b, left)).toMatchObject({ bytes: b, conflicts: [] });
  });

  test('is a conflict with a change of the other side, and can be read again', () => {
    const changed = entry('a', 'fun:other');
    const again = merge(a, left, changed);
    const block = `# <<<<<<< ours\n${quoted(left)}# ||||||| base\n${quoted(a)}# =======\n${quoted(changed)}# >>>>>>> theirs\n`;
    expect(again).toMatchObject({
      bytes: block,
      conflicts: [{ name: 'a', reason: 'changed', isLive: false }],
    });
    expect(merge(block, block, changed)).toMatchObject({ bytes: changed, conflicts: [] });
    expect(merge(block, `${b}\n${block}`, `${block}\n${c}`)).toMatchObject({ bytes: `${b}\n${block}\n${c}` });
  });

  test('is told, where it stands then, and not where it is decided or open anew', () => {
    const openIn = (merged: ReturnType<typeof merge>) =>
      merged.type === 'merged' ? merged.stillOpen : undefined;
    expect(openIn(open)).toEqual([]);
    expect(openIn(merge(a, `${b}\n${left}`, a))).toEqual([{ name: 'a', line: b.split('\n').length + 1 }]);
    expect(openIn(merge(left, `${left}\n${b}`, sides[2]!))).toEqual([]);
    expect(openIn(merge(a, left, entry('a', 'fun:other')))).toEqual([]);
    const damaged = '# <<<<<<< ours\n# =======\n# >>>>>>> theirs\n';
    expect(openIn(merge(b, `${damaged}\n${b}`, b))).toEqual([{ name: undefined, line: 1 }]);
  });

  test('is no comment of the entry that somebody put right below it', () => {
    const block = left.slice(0, left.length - a.length);
    expect(merge(block, `${block}${b}`, `${block}\n${c}`)).toMatchObject({
      bytes: `${block}${b}\n${c}`,
      conflicts: [],
    });
  });
});

describe('what Valgrind refuses', () => {
  const broken = entry('x', 'fun:f').replace('Cond', 'Kond');

  test.each([
    ['base', [broken, a, b]],
    ['ours', [a, `${a}${broken}`, b]],
    ['theirs', [a, b, `\n\n${broken}`]],
  ])('is told of %s', (side, files) => {
    const merged = merge(files[0]!, files[1]!, files[2]!);
    const message = expect.stringContaining('Kond') as string;
    expect(merged).toEqual({
      type: 'refused',
      refusals: [{ file: side, line: expect.any(Number) as number, message }],
    });
  });
});

test('of two entries that say the same each is merged with its own', () => {
  const [first, second] = [entry('a', 'fun:f'), entry('b', 'fun:f')];
  expect(merge(first + second, first + `# two\n${second}`, `# one\n${first}${second}`)).toMatchObject({
    bytes: `# one\n${first}# two\n${second}`,
    conflicts: [],
  });
});

test('comments that chaff wrote about an entry do not outlive a change of it', () => {
  const hides = (count: number) => `# hides ${count} findings (${count} error records) of 3 runs\n`;
  const [was, now] = [entry('a', 'fun:f'), entry('a', 'fun:f*')];
  expect(merge(hides(2) + was, hides(3) + was, hides(7) + now)).toMatchObject({
    bytes: hides(7) + now,
    conflicts: [],
  });
});

test('a name that two entries had before stays with both', () => {
  const [one, other] = [entry('same', 'fun:f'), entry('same', 'fun:g')];
  expect(merge(`${one}\n${other}`, `${one}\n${other}\n${b}`, `${c}\n${one}\n${other}`)).toMatchObject({
    bytes: `${c}\n${one}\n${other}\n${b}`,
    renamings: [],
  });
});

test('a comment that both sides wrote, at different places, stands once', () => {
  const was = entry('a', 'fun:f');
  const [our, their] = [`# owner: us\n# why\n# when\n${was}`, `# why\n# when\n# owner: us\n${was}`];
  expect(merge(`# why\n# when\n${was}`, our, their)).toMatchObject({ bytes: our, conflicts: [] });
});

test('a comment that only theirs laid out anew is laid out so', () => {
  const [was, now] = [entry('a', 'fun:f'), entry('a', 'fun:f', 'fun:g')];
  expect(merge(`  # why\n${was}`, `  # why\n${now}`, `# why\n${was}`)).toMatchObject({
    bytes: `# why\n${now}`,
  });
});

test('what is left open does not run into the next entry of a file without blank lines', () => {
  const [was, our, their] = [entry('a', 'fun:f*'), entry('a', 'fun:f'), entry('a', 'fun:fa')];
  const block = `# <<<<<<< ours\n${quoted(our)}# ||||||| base\n${quoted(was)}# =======\n${quoted(their)}# >>>>>>> theirs\n`;
  expect(merge(was + b, our + b, their + b)).toMatchObject({ bytes: `${block}\n${b}` });
});
