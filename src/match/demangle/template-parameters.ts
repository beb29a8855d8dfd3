import { giveUp, plain, print, text, type Context, type Node } from './node.js';
import { expect, sequence, type Symbol } from './symbol.js';

/** Reads `T_`, `T0_`, … */
export function readTemplateParameter(symbol: Symbol): Node {
  expect(symbol, 'T');
  const index = sequence(symbol, 10);
  return {
    print: ({ budget, scope, inLambda = false, expansion }) => {
      if (inLambda) return plain(`auto:${index + 1}`);
      const argument = scope?.arguments[index] ?? giveUp();
      const context = { budget, scope: scope?.outer };
      if (!argument.pack || !expansion) return print(argument, context);
      expansion.elements = argument.pack.length;
      const element = argument.pack[expansion.element];
      return element ? print(element, context) : plain('');
    },
  };
}

/** A pattern, once for each element of the packs in it. */
export function expansion(pattern: Node): Node {
  return {
    print: (context) => {
      const first: Context['expansion'] = { element: 0 };
      const pieces = [text(pattern, { ...context, expansion: first })];
      const count = first.elements ?? giveUp();
      for (let element = 1; element < count; element += 1)
        pieces.push(text(pattern, { ...context, expansion: { element } }));
      return plain(count === 0 ? '' : pieces.join(', '));
    },
  };
}
