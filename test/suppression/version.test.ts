import { describe, expect, it } from 'vitest';
import { numCallersRange } from '../../src/suppression/limits.js';
import { compareVersions, existsIn, parseVersion } from '../../src/suppression/version.js';

describe('versions', () => {
  it('reads the forms that Valgrind and people write', () => {
    expect(parseVersion('3.19')).toEqual([3, 19, 0]);
    expect(parseVersion('3.19.0')).toEqual([3, 19, 0]);
    expect(parseVersion('3.28.0.GIT')).toEqual([3, 28, 0]);
    expect(parseVersion('3.20.0-rc1')).toEqual([3, 20, 0]);
    for (const text of ['', '3', 'v3.19', '3.19.0.1', 'three']) expect(parseVersion(text)).toBeUndefined();
  });

  it('compares by number, not by text', () => {
    expect(compareVersions('3.9', '3.10')).toBeLessThan(0);
    expect(compareVersions('3.19', '3.19.0')).toBe(0);
    expect(compareVersions('3.19.1', '3.19')).toBeGreaterThan(0);
    expect(() => compareVersions('x', '3.19')).toThrow(RangeError);
    expect(existsIn({ since: '3.7', until: '3.16' }, '3.15.0')).toBe(true);
    expect(existsIn({ since: '3.7', until: '3.16' }, '3.16')).toBe(false);
  });

  it('knows what --num-callers may be', () => {
    expect(numCallersRange('3.26')).toEqual({ min: 1, max: 500 });
    expect(numCallersRange('3.27')).toEqual({ min: 2, max: 500 });
  });
});
