/**
 * Functions of a program and a hundred libraries. Each has some callers, which come before it; the first is main.
 *
 * @param library spells the path of a library
 */
export function program(choose, count, library) {
  const functions = [{ name: 'main', object: '/usr/bin/program', hasSymbol: true, callers: [] }];
  const libraries = Array.from({ length: 100 }, () => {
    const name = word(choose, 2);
    const version = `${choose.below(4)}.${choose.below(30)}.0`;
    const path = library(`/usr/lib/x86_64-linux-gnu/lib${name}.so.${version}`);
    return { name, isCxx: choose.percent(40), path };
  });
  while (functions.length < count) {
    const { name, isCxx, path } = choose.of(libraries);
    const callers = times(1 + choose.below(3), () => choose.of(functions));
    functions.push({
      name: isCxx ? mangled(choose, name) : `${name}_${word(choose, 2)}_${word(choose, 2)}`,
      object: path,
      hasSymbol: choose.percent(85),
      callers,
    });
  }
  return functions;
}

function mangled(choose, namespace) {
  const parts = [namespace, word(choose, 2), word(choose, 2 + choose.below(2))];
  const parameters = choose.of(['v', 'i', 'PKc', 'RKNS_3KeyE', 'mm']);
  return `_ZN${parts.map((part) => part.length + part).join('')}E${parameters}`;
}

export function word(choose, syllables) {
  return times(syllables, () => choose.of(consonants) + choose.of(vowels)).join('');
}

const consonants = 'b c d f g k l m n p r s t v tr st ch sh'.split(' ');
const vowels = 'a e i o u ea er on'.split(' ');

function times(count, make) {
  return Array.from({ length: count }, make);
}
