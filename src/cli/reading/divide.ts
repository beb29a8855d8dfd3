import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';

export interface LogFile {
  readonly name: string;
  /** In bytes, as it is on disk; 0 of what is no file, and of what is not there, which is told when its turn comes. */
  readonly size: number;
}

export async function withSizes(names: readonly string[], cwd: string): Promise<LogFile[]> {
  const files: LogFile[] = [];
  for (const name of names) {
    const found = await stat(resolve(cwd, name)).catch(() => undefined);
    files.push({ name, size: found?.size ?? 0 });
  }
  return files;
}

export function sizeOf(files: readonly LogFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

const mostNames = 1000;

/** Divides logs, in their order, into parts of about so many bytes; a larger log is one of its own. */
export function divide(files: readonly LogFile[], bytes: number): LogFile[][] {
  const parts: LogFile[][] = [];
  let [last, sum]: [LogFile[], number] = [[], 0];
  for (const file of files) {
    if (last.length > 0 && (sum + file.size > bytes || last.length === mostNames)) {
      parts.push(last);
      [last, sum] = [[], 0];
    }
    last.push(file);
    sum += file.size;
  }
  if (last.length > 0) parts.push(last);
  return parts;
}
