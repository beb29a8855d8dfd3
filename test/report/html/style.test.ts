import { describe, expect, test } from 'vitest';
import { pageStyle } from '../../../src/report/html/style.js';

type Colour = readonly [number, number, number];

/** The colours of a mode, by name; `stroke` comes with its opacity. */
function coloursOf(style: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...style.matchAll(/--(\w+):([^;}]+)/g)].map(([, name, value]) => [name!, value!]),
  );
}

const [, light, dark] = /:root\{([^}]*)\}\s*@media \(prefers-color-scheme:dark\)\{:root\{([^}]*)\}/.exec(
  pageStyle,
)!;
const modes = { light: coloursOf(light!), dark: coloursOf(dark!) };

function parsed(hex: string): Colour {
  const digits = hex.length === 4 ? hex.slice(1).replace(/./g, '$&$&') : hex.slice(1);
  return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)) as unknown as Colour;
}

function under(stroke: string, colour: Colour): Colour {
  const [red, green, blue, opacity] = /\(([^)]*)\)/.exec(stroke)![1]!.split(',').map(Number);
  return [red!, green!, blue!].map(
    (part, at) => part * opacity! + colour[at]! * (1 - opacity!),
  ) as unknown as Colour;
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: Colour, other: Colour): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}

/** Axe does not judge text on patterns. */
describe.each(Object.entries(modes))('in the %s', (_, colours) => {
  const of = (name: string) => parsed(colours[name]!);

  test.each(['own', 'library', 'allocator', 'system'])(
    'text on %s frames has the contrast of AA, on strokes as well',
    (owner) => {
      expect(contrast(of('ink'), of(owner))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(of('ink'), under(colours['stroke']!, of(owner)))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each([
    ['ink', 'paper'],
    ['quiet', 'paper'],
    ['quiet', 'soft'],
    ['link', 'paper'],
    ['bad', 'paper'],
    ['warn', 'paper'],
    ['fine', 'paper'],
    ['ink', 'badpaper'],
    ['quiet', 'badpaper'],
    ['link', 'badpaper'],
    ['bad', 'badpaper'],
  ])('%s on %s has the contrast of AA', (text, ground) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test('bars of reported findings stand out from the paper', () => {
    expect(contrast(of('warn'), of('paper'))).toBeGreaterThanOrEqual(3);
  });
});
