import { createHash } from 'node:crypto';

/** Stands in the file while its checksum is reckoned. */
export const noChecksum = '0'.repeat(64);

/** SHA-256 of a file, in hexadecimal, in which the checksum of that name stands as zeros. The bytes stay as they are. */
export function checksumOf(bytes: Uint8Array, at: number): string {
  return createHash('sha256')
    .update(bytes.subarray(0, at))
    .update(noChecksum)
    .update(bytes.subarray(at + noChecksum.length))
    .digest('hex');
}

/** Where the value of the last key of this name begins; undefined where there is none. */
export function checksumAt(bytes: Uint8Array, key: string, value: string): number | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = file.lastIndexOf(key);
  const at = from < 0 ? -1 : file.indexOf(value, from);
  return at < 0 || at > from + key.length + 8 ? undefined : at;
}
