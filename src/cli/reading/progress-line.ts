import { performance } from 'node:perf_hooks';
import { displayText } from '../../report/text.js';
import type { OnProgress, ReadingProgress } from './progress.js';

/** A terminal needs no more often than that to be told, in milliseconds. */
const pause = 100;
/** What the first moments say of the rate is not worth telling. */
const warmUp = 1000;

/**
 * Makes the lines that tell how far reading is, with rate and time left, and gives them to `show` ten times a second.
 *
 * @param now milliseconds since whenever
 */
export function progressLines(
  show: (line: string) => void,
  now: () => number = () => performance.now(),
): OnProgress {
  const start = now();
  let last = -Infinity;
  return (progress) => {
    const at = now();
    if (at - last < pause) return;
    last = at;
    show(progressLine(progress, at - start));
  };
}

/** @param time milliseconds since the beginning */
export function progressLine({ done, all, bytes, allBytes, name }: ReadingProgress, time: number): string {
  const parts = [`reading ${Math.min(done + 1, all)}/${all} ${displayText(name)}`];
  if (time >= warmUp && bytes > 0) {
    const rate = bytes / time;
    parts.push(`${megabytes(bytes)} of ${megabytes(Math.max(bytes, allBytes))} MB`);
    parts.push(`${megabytes(rate * 1000)} MB/s`);
    if (allBytes > bytes) parts.push(`${duration((allBytes - bytes) / rate / 1000)} left`);
  }
  return parts.join(', ');
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}

/** Seconds as people read them. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
