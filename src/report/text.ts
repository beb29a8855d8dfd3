/**
 * The text that bytes of a log or file stand for: UTF-8 where they are valid UTF-8, else Latin-1. For JSON.
 */
export function decodeBytes(bytes: string): string {
  if (!/[\x80-\xff]/.test(bytes)) return bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return bytes;
  }
}

/** Characters that a terminal acts on or that reorder what is read: C0, DEL, C1, bidirectional and invisible marks. */
const acting = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The same for people: what a terminal would act on is shown as an escape. Log text is untrusted. */
export function displayText(bytes: string): string {
  return decodeBytes(bytes).replace(
    acting,
    (character) => `\\u{${character.codePointAt(0)!.toString(16).padStart(2, '0')}}`,
  );
}
