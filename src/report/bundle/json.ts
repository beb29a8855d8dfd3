import type { Answer } from '../../match/answer.js';
import type { Reason } from '../../bundle/applies.js';
import type { Bundle } from '../../bundle/bundle.js';
import type { Fact } from '../../bundle/target.js';
import { jsonEntry, toJson, type JsonEntry } from '../json.js';

/** What nobody could tell is null. */
interface JsonFact<Value> {
  readonly value: Value | null;
  readonly from: string;
}

type JsonReason = Omit<Reason, 'is'> & { readonly is: string | null };

/** What `chaff bundle --json` prints. */
export interface BundleJson {
  readonly version: 1;
  readonly target: {
    readonly platform: JsonFact<{ readonly os: string; readonly arch: string }>;
    readonly distribution: JsonFact<{ readonly name: string; readonly version?: string }>;
    readonly valgrind: JsonFact<string>;
    readonly tool: JsonFact<string>;
    /** `absent` is a library that is not there. */
    readonly libraries: readonly (JsonFact<string> & { readonly name: string; readonly absent: boolean })[];
  };
  readonly layers: readonly {
    readonly number: number;
    readonly sets: readonly string[];
    readonly answer: Answer;
    readonly because: readonly JsonReason[];
  }[];
  /** In the order of loading. */
  readonly files: readonly string[];
  readonly entries: number;
  readonly leftOut: readonly (JsonEntry & { readonly because: JsonReason })[];
}

export function bundleJson({ target, layers, files, entries, leftOut }: Bundle): string {
  const json: BundleJson = {
    version: 1,
    target: {
      platform: fact(target.platform),
      distribution: fact(target.distribution),
      valgrind: fact(target.valgrind),
      tool: fact(target.tool),
      libraries: [...target.libraries].map(([name, { value, from }]) => {
        return { name, value: value ?? null, absent: value === null, from };
      }),
    },
    layers: layers.map(({ layer: { number, sets }, answer, because }) => {
      return { number, sets, answer, because: because.map(reason) };
    }),
    files: files.map(({ name }) => name),
    entries,
    leftOut: leftOut.map(({ entry, because }) => {
      return { ...jsonEntry(entry), because: reason(because) };
    }),
  };
  return toJson(json);
}

function fact<Value>({ value, from }: Fact<Value>): JsonFact<Value> {
  return { value: value ?? null, from };
}

function reason({ is, ...rest }: Reason): JsonReason {
  return { ...rest, is: is ?? null };
}
