/** What there is to say of bytes `from` to `to` (not included) of a line's text. */
export interface Description {
  readonly markdown: string;
  readonly from: number;
  readonly to: number;
}
