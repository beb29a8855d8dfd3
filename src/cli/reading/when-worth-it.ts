/** Milliseconds between looks at how far reading is, and how many looks pass while most of what is read is new. */
const look = 250;
const firstLooks = 3;
/** A thread has to learn what this one knows by now; so many milliseconds must be left to be worth that. */
const worthIt = 1000;

/** Calls `start`, at most once, when at the pace of late much is left of the bytes that `left` tells. Gives what ends the watch. */
export function whenWorthIt(left: () => number, start: () => void): () => void {
  let looks = 0;
  let before = { bytes: left(), time: performance.now() };
  const timer = setInterval(() => {
    const now = { bytes: left(), time: performance.now() };
    const milliseconds = (now.bytes / (before.bytes - now.bytes)) * (now.time - before.time);
    before = now;
    if (++looks < firstLooks || !(milliseconds >= worthIt)) return;
    clearInterval(timer);
    start();
  }, look);
  return () => clearInterval(timer);
}
