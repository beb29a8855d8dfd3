import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFollowed } from '../../../src/log/text/followed.js';

it('what is followed is what an ordered list of so many would hold', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const steps = fc.array(fc.tuple(fc.constantFrom('use', 'put'), key), { maxLength: 40 });
  fc.assert(
    fc.property(steps, (all) => {
      const followed = createFollowed<string>(3);
      let list: string[] = [];
      const valueOf = (name: string) => list.find((each) => each.startsWith(name));
      all.forEach(([what, name], i) => {
        const known = valueOf(name);
        if (what === 'use') {
          expect(followed.use(name)).toBe(known);
          if (known) list = [...list.filter((each) => each !== known), known];
        } else {
          const value = `${name}${i}`;
          if (known) list = list.map((each) => (each === known ? value : each));
          else {
            expect(followed.takeOldest()).toBe(list.length < 3 ? undefined : list[0]);
            list = [...list.slice(list.length < 3 ? 0 : 1), value];
          }
          followed.put(name, value);
        }
        expect(followed.all()).toEqual(list);
        expect(followed.has(name)).toBe(valueOf(name) !== undefined);
      });
    }),
  );
});
