/**
 * A piece of a C++ declaration as it is printed around a name: `int (*` and `)[3]`. Names have no right part.
 */
export interface Piece {
  readonly left: string;
  readonly right: string;
  /** What a pointer to it needs parentheses for, and a reference to a reference collapses with. */
  readonly is?: 'function' | 'array' | '&' | '&&';
}

/**
 * A part of a symbol that was read. It is printed later: what a template parameter stands for may come behind it, and is
 * another thing where a substitution repeats it in another scope.
 */
export interface Node {
  readonly print: (context: Context) => Piece;
  /** The last identifier of a name, which constructors repeat. */
  readonly last?: string;
  /** The arguments of a parameter pack. */
  readonly pack?: readonly Node[];
}

/** What printing depends on. */
export interface Context {
  /** How much more may be printed: substitutions let a short symbol stand for an endless name. */
  readonly budget: { left: number };
  /** What template parameters stand for here; a name within another symbol has its own. */
  readonly scope?: Scope | undefined;
  /** Within the parameters of a lambda, where template parameters are its own. */
  readonly inLambda?: boolean;
  /** Within a pack expansion: which element of packs is printed, and how many there are, once that is known. */
  readonly expansion?: { readonly element: number; elements?: number };
}

export interface Scope {
  readonly arguments: readonly Node[];
  readonly outer: Scope | undefined;
}

/** Thrown for symbols that are broken, or use what is not understood here. */
export class NotUnderstood extends Error {}

export function giveUp(): never {
  throw new NotUnderstood();
}

export function plain(left: string): Piece {
  return { left, right: '' };
}

/** A node that is always printed alike. */
export function fixed(text: string, last?: string): Node {
  return last === undefined ? { print: () => plain(text) } : { print: () => plain(text), last };
}

/** Prints a node and those below it. */
export function print(node: Node, context: Context): Piece {
  const { budget } = context;
  budget.left -= 1;
  if (budget.left < 0) giveUp();
  const piece = node.print(context);
  // What is long is also costly: each level above copies it.
  budget.left -= (piece.left.length + piece.right.length) >>> 5;
  return piece;
}

/** The whole of a node that declares no name. */
export function text(node: Node, context: Context): string {
  const { left, right } = print(node, context);
  return left + right;
}

/** A list of parameters or arguments; an empty pack leaves none. */
export function list(nodes: readonly Node[], context: Context): string {
  return nodes
    .map((node) => text(node, context))
    .filter((each) => each !== '')
    .join(', ');
}
