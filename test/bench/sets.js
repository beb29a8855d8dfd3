import { chooser } from './random.js';

/**
 * A suppression file of so many distinct entries that are for the records: most as `--gen-suppressions` prints them, the
 * others as people write them, with gaps and wildcards. Larger ones begin with the smaller ones.
 */
export function setFor(records, count, seed = 1) {
  const choose = chooser(seed);
  const entries = new Map();
  while (entries.size < count) {
    const { frames, lost } = choose.of(records);
    const lines = choose.percent(75) ? frames.map(exact) : asPeopleWrite(choose, frames);
    const head = lost ? ['Memcheck:Leak', `match-leak-kinds: ${leakKinds[lost]}`] : ['Memcheck:Cond'];
    const body = [...head, ...lines].map((line) => `   ${line}\n`).join('');
    if (!entries.has(body)) entries.set(body, `{\n   entry ${entries.size + 1}\n${body}}\n`);
  }
  return [...entries.values()].join('');
}

/** The suppressions that Valgrind would generate for the real ones among the records. */
export function realSet(records) {
  const entries = records
    .filter(({ isReal }) => isReal)
    .map(({ frames, lost, kind }, k) => {
      const plain = kind === 'UninitValue' ? ['Memcheck:Value8'] : ['Memcheck:Cond'];
      const head = lost ? ['Memcheck:Leak', `match-leak-kinds: ${leakKinds[lost]}`] : plain;
      return `{\n   real ${k + 1}\n${[...head, ...frames.map(exact)].map((line) => `   ${line}\n`).join('')}}\n`;
    });
  return entries.join('');
}

const leakKinds = {
  'definitely lost': 'definite',
  'possibly lost': 'possible',
  'still reachable': 'reachable',
  'indirectly lost': 'indirect',
};

function asPeopleWrite(choose, frames) {
  const at = 1 + choose.below(Math.max(1, frames.length - 3));
  const [first, caller = first, next = caller] = frames.slice(at);
  return choose.of([
    [exact(frames[0]), '...', exact(first), exact(caller)],
    [exact(frames[0]), '...', inLibrary(first), exact(caller), exact(next)],
    ['...', exact(first), exact(caller), exact(next)],
    ['...', `fun:${(first.fun ?? 'unknown').slice(0, 14)}*`, '...', exact(next)],
    [...frames.slice(0, at + 2).map(exact)],
  ]);
}

function exact({ fun, obj }) {
  return fun ? `fun:${fun}` : `obj:${obj}`;
}

function inLibrary({ obj }) {
  return `obj:*${obj.slice(obj.lastIndexOf('/')).replace(/\.so.*/, '.so*')}`;
}
