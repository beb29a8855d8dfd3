/** What sets colours, and what ends them: `ESC [ ... m` and its like, which `grep --color` and test runners print, and `ESC ( B`. */
const sequences = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\(B)/g;

export function hasColours(text: string): boolean {
  return text.includes('\x1b');
}

export function withoutColours(text: string): string {
  return text.replaceAll(sequences, '');
}
