import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { corpusSink, createLogCorpus } from '../../../src/log/corpus-sink.js';
import { readText } from '../../../src/log/text/index.js';
import { createTextMemory } from '../../../src/log/text/text-memory.js';

const log = (fun: string) =>
  ['Invalid read of size 4', `   at 0x1: ${fun} (a.c:1)`, '   by 0x2: main (a.c:2)', '']
    .map((line) => `==1== ${line}\n`)
    .join('');

async function* chunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

it('what is remembered of logs does not keep what was made of them', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const memory = createTextMemory();
  const read = async (fun: string) => {
    const corpus = createLogCorpus();
    await readText(chunk(log(fun) + log(fun)), 'a.log', corpusSink(corpus), memory);
    expect(corpus.findings.size).toBe(1);
    return new WeakRef(corpus);
  };
  const made = [await read('f'), await read('g'), await read('h')];
  // What is looked at in this turn is kept until the next.
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
  expect(made.map((corpus) => corpus.deref() === undefined)).toEqual([true, true, true]);
});
