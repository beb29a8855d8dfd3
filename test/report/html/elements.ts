import { Parser } from 'htmlparser2';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const voids = new Set(['meta', 'input', 'br', 'link', 'img', 'hr']);

/**
 * The elements of HTML in document order, and what a strict reader would complain of: elements that nobody closed, and
 * ends without a beginning.
 */
export function elementsOf(html: string): {
  readonly all: readonly Element[];
  readonly complaints: readonly string[];
} {
  const all: Element[] = [];
  const complaints: string[] = [];
  const open: Element[] = [];
  let ends = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      const element: Element = { name, attributes, children: [], text: '' };
      open.at(-1)?.children.push(element);
      open.push(element);
      all.push(element);
    },
    ontext(text) {
      const element = open.at(-1);
      if (element) element.text += text;
    },
    onclosetag(name, isImplied) {
      if (isImplied && !voids.has(name)) complaints.push(`<${name}> is not closed`);
      if (!isImplied) ends += 1;
      open.pop();
    },
  });
  parser.write(html);
  parser.end();
  const plain = html.replace(/<(script|style)>[^]*?<\/\1>/g, '<$1></$1>');
  const written = plain.match(/<\/[a-z]/g)?.length ?? 0;
  if (written !== ends) complaints.push(`${written} ends, of which ${ends} end something`);
  return { all, complaints };
}
