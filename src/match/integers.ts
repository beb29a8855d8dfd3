/** A list of whole numbers of 32 bits that grows: no objects for the heap to hold, however many there are. */
export interface Integers {
  /** Valid below `length`; another array after the list has grown. */
  readonly values: Int32Array<ArrayBuffer>;
  readonly length: number;
  readonly push: (value: number) => void;
  readonly clear: () => void;
}

/** An empty list, with room for so many before it grows. */
export function integers(capacity = 1024): Integers {
  let values = new Int32Array(capacity);
  let length = 0;
  return {
    get values() {
      return values;
    },
    get length() {
      return length;
    },
    push(value) {
      if (length === values.length) values = grown(values, length + 1);
      values[length++] = value;
    },
    clear() {
      length = 0;
    },
  };
}

/** A copy with room for so many, and more. */
export function grown(values: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, values.length * 2));
  larger.set(values);
  return larger;
}
