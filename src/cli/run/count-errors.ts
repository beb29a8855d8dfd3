import { open } from 'node:fs/promises';

const sign = '<error>';

/** Counts error records in XML logs that grow: of each file only what is new is read. */
export function createErrorCount(): (paths: readonly string[]) => Promise<number> {
  const known = new Map<string, { offset: number; errors: number; tail: string }>();
  return async (paths) => {
    for (const path of paths) {
      const state = known.get(path) ?? { offset: 0, errors: 0, tail: '' };
      known.set(path, state);
      const file = await open(path).catch(() => undefined);
      if (!file) continue;
      try {
        const buffer = Buffer.alloc(1 << 16);
        for (;;) {
          const { bytesRead } = await file.read(buffer, 0, buffer.length, state.offset);
          if (bytesRead === 0) break;
          state.offset += bytesRead;
          const text = state.tail + buffer.toString('latin1', 0, bytesRead);
          state.errors += text.split(sign).length - 1;
          state.tail = text.slice(-(sign.length - 1));
        }
      } finally {
        await file.close();
      }
    }
    return [...known.values()].reduce((sum, { errors }) => sum + errors, 0);
  };
}
