/** How far reading has come. */
export interface ReadingProgress {
  /** Logs read, and all logs. */
  readonly done: number;
  readonly all: number;
  /** Bytes read, and those of all files as they are on disk, compressed or not. */
  readonly bytes: number;
  readonly allBytes: number;
  /** The log that the last bytes are of; with several threads, the one that was read last. */
  readonly name: string;
}

export type OnProgress = (progress: ReadingProgress) => void;

/** Counts what is read, and tells it. */
export interface Counter {
  readonly onBegin: (name: string) => void;
  readonly onBytes: (more: number) => void;
  /** Told with the bytes that follow. */
  readonly onRead: (name: string) => void;
}

export function countReading(
  names: readonly string[],
  allBytes: number,
  onProgress: OnProgress | undefined,
): Counter {
  let [done, bytes, name] = [0, 0, names[0] ?? ''];
  const tell = () => onProgress?.({ done, all: names.length, bytes, allBytes, name });
  return {
    onBegin(begun) {
      name = begun;
      tell();
    },
    onBytes(more) {
      bytes += more;
      tell();
    },
    onRead(read) {
      name = read;
      done++;
    },
  };
}
