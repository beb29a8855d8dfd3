import { applies, type Decision } from './applies.js';
import type { Target } from './target.js';
import type { Layer } from './when.js';

export interface ChosenLayer extends Decision {
  readonly layer: Layer;
}

/** Which layers are in use at a place, in their order. Only those whose answer is `yes` are. */
export function chooseLayers(layers: readonly Layer[], target: Target): readonly ChosenLayer[] {
  return layers.map((layer) => ({ layer, ...applies(layer.when ?? {}, target) }));
}

/** The libraries whose versions decide on layers. */
export function librariesAsked(layers: readonly Layer[]): readonly string[] {
  return [...new Set(layers.flatMap(({ when }) => (when?.library ?? []).map(({ value }) => value.name)))];
}
