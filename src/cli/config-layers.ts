import { parsePlatform, platformWords } from '../bundle/platform.js';
import { parseNamedRange, type Asked, type Layer, type When } from '../bundle/when.js';
import { tools } from '../suppression/tools.js';
import { parseVersionRange } from '../suppression/version-range.js';
import { suggestion } from './suggest.js';
import { UsageError } from './usage-error.js';

/** Reads the value of `layers` in a configuration. Throws `UsageError` with the file and the key that is at fault. */
export function readLayers(value: unknown, file: string): readonly Layer[] {
  if (!Array.isArray(value)) throw new UsageError(`${file}: “layers” must be a list of layers`);
  return value.map((layer, index) => readLayer(layer, index + 1, `${file}: “layers[${index}]`));
}

const layerKeys = ['sets', 'when'];

function readLayer(value: unknown, number: number, place: string): Layer {
  if (!isObject(value))
    throw new UsageError(`${place}” must be an object with “sets” and, optionally, “when”`);
  refuseOtherKeys(value, layerKeys, place);
  const { sets, when } = value;
  if (sets === undefined) throw new UsageError(`${place}” has no “sets”: name the files of the layer`);
  const files = texts(sets, `${place}.sets”`);
  if (when === undefined) return { number, sets: files };
  if (!isObject(when)) throw new UsageError(`${place}.when” must be an object`);
  refuseOtherKeys(when, Object.keys(readers), `${place}.when`);
  const conditions = Object.entries(when).map(([key, asked]) => {
    const words = texts(asked, `${place}.when.${key}”`);
    return [key, readers[key as keyof When](words, `${place}.when.${key}”`)];
  });
  return { number, sets: files, when: Object.fromEntries(conditions) as When };
}

type Read<Value> = (words: readonly string[], place: string) => Value;

const readers: { readonly [Key in keyof Required<When>]: Read<When[Key]> } = {
  platform: each(parsePlatform, (word) => {
    const unknown = word.split('-').find((part) => !parsePlatform(part));
    return `takes a system, a processor or both, like linux-x86_64, not “${word}”${suggestion(unknown ?? word, platformWords)}`;
  }),
  distribution: each(parseNamedRange, (word) => `takes a name like debian, or debian >=12, not “${word}”`),
  valgrind: (words, place) =>
    each(parseVersionRange, (word) => `takes versions like >=3.19 or >=3.19, <3.22, not “${word}”`)(
      words.length === 1 ? words : [words.join(', ')],
      place,
    )[0]!,
  tool: each(
    (word) => tools.find(({ tool }) => tool === word)?.tool,
    (word) => {
      const names = tools.map(({ tool }) => tool);
      return `takes a tool of Valgrind, not “${word}”${suggestion(word, names)}; known are ${names.join(', ')}`;
    },
  ),
  library: each(
    parseNamedRange,
    (word) => `takes a name of pkg-config and versions, like glib-2.0 >=2.70, not “${word}”`,
  ),
};

/** Reads every word; the first that has no meaning is told. */
function each<Value>(
  parse: (word: string) => Value | undefined,
  fault: (word: string) => string,
): Read<readonly Asked<Value>[]> {
  return (words, place) =>
    words.map((text) => {
      const value = parse(text);
      if (value === undefined) throw new UsageError(`${place} ${fault(text)}`);
      return { text, value };
    });
}

function texts(value: unknown, place: string): readonly string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (values.length === 0) throw new UsageError(`${place} is an empty list`);
  return values.map((text) => {
    if (typeof text !== 'string' || text.trim() === '')
      throw new UsageError(`${place} must be a text or a list of texts`);
    return text;
  });
}

function refuseOtherKeys(value: object, known: readonly string[], place: string): void {
  const other = Object.keys(value).find((key) => !known.includes(key));
  if (other !== undefined)
    throw new UsageError(
      `${place}.${other}”: unknown key${suggestion(other, known)}; known are ${known.join(', ')}`,
    );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
