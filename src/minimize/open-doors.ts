import type { Noise } from './candidate.js';
import { doorsOf, type Door } from './doors.js';
import { integers, type Integers } from '../match/integers.js';

/** The doors that lines leave open; valid until the next question. */
export interface OpenDoors {
  /** One of each kind: doors that differ in place and name alone are of one. */
  readonly kinds: () => readonly Door[];
  /** How many there are, by name, through which no noise goes. */
  readonly unused: () => number;
}

/** The doors of findings, by number, so that the question which of them are open takes no more than looking at each. */
export interface NumberedDoors {
  /** @param ends of each of the findings hit, the frame that the last line meets */
  readonly openedBy: (hit: Integers, ends: Integers) => OpenDoors;
}

export function numberedDoors(findings: readonly Noise[]): NumberedDoors {
  const [begins, places, names, kinds] = [integers(), integers(), integers(), integers()];
  const nameNumbers = new Map<string, number>();
  const kindNumbers = new Map<string, number>();
  const examples: Door[] = [];
  for (const finding of findings) {
    begins.push(places.length);
    for (const door of doorsOf(finding)) {
      places.push(door.at);
      names.push(numberIn(nameNumbers, door.name));
      const { near, shallow, depth, borders, used } = door;
      const kind = numberIn(kindNumbers, [near, shallow, depth, borders, used].join());
      examples[kind] ??= door;
      kinds.push(kind);
    }
  }
  begins.push(places.length);

  let question = 0;
  const nameSeen = new Int32Array(nameNumbers.size);
  const kindSeen = new Int32Array(kindNumbers.size);
  return {
    openedBy(hit, ends) {
      const each = (take: (door: number) => void) => {
        question++;
        for (let at = 0; at < hit.length; at++) {
          const [finding, end] = [hit.values[at]!, ends.values[at]!];
          // From the outside: what is further in than the last line is not open.
          for (let door = begins.values[finding + 1]! - 1; door >= begins.values[finding]!; door--) {
            if (places.values[door]! < end) break;
            take(door);
          }
        }
      };
      return {
        kinds() {
          const found: Door[] = [];
          each((door) => {
            const kind = kinds.values[door]!;
            if (kindSeen[kind] === question) return;
            kindSeen[kind] = question;
            found.push(examples[kind]!);
          });
          return found;
        },
        unused() {
          let count = 0;
          each((door) => {
            const name = names.values[door]!;
            if (examples[kinds.values[door]!]!.used || nameSeen[name] === question) return;
            nameSeen[name] = question;
            count++;
          });
          return count;
        },
      };
    },
  };
}

function numberIn(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}
