import { coreKinds, type Kind } from '../suppression/kinds.js';
import { coreName, tools } from '../suppression/tools.js';
import { existsIn } from '../suppression/version.js';

/** A name that may stand in front of the colon of `Tool:Kind`, with the kinds that go with it. */
export interface Owner {
  readonly name: string;
  readonly kinds: readonly Kind[];
}

/** The tools, and the core, that have kinds in a version, as suppressions spell them, with the kinds it reads. */
export function ownersIn(version: string): Owner[] {
  const all = [
    ...tools
      .filter((tool) => existsIn(tool, version))
      .map(({ displayName: name, kinds }) => ({ name, kinds })),
    { name: coreName(version), kinds: coreKinds },
  ];
  return all
    .map(({ name, kinds }) => ({ name, kinds: kinds.filter((kind) => existsIn(kind, version)) }))
    .filter(({ kinds }) => kinds.length > 0);
}

/** The line `Tool:Kind` taken apart at its first colon, as Valgrind does it. Offsets are in its text. */
export interface Head {
  readonly tools: readonly { readonly name: string; readonly from: number }[];
  /** Undefined without a colon. */
  readonly kind: { readonly name: string; readonly from: number } | undefined;
}

export function headOf(text: string): Head {
  const colon = text.indexOf(':');
  const list = colon < 0 ? text : text.slice(0, colon);
  let from = 0;
  const names = list.split(',').map((name) => {
    const tool = { name, from };
    from += name.length + 1;
    return tool;
  });
  return { tools: names, kind: colon < 0 ? undefined : { name: text.slice(colon + 1), from: colon + 1 } };
}

/** The kinds that a line `Tool:Kind` means in a version, each with the name that it goes with. */
export function kindsMeant(text: string, version: string): { readonly owner: string; readonly kind: Kind }[] {
  const { tools: listed, kind } = headOf(text);
  return ownersIn(version)
    .filter(({ name }) => listed.some((tool) => tool.name === name))
    .flatMap((owner) =>
      owner.kinds
        .filter(({ name }) => name === kind?.name)
        .map((each) => ({ owner: owner.name, kind: each })),
    );
}
