import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlBytes, linesHtml } from '../../../src/report/html/bytes.js';
import { boundedHtml, escapeHtml, shortened } from '../../../src/report/html/escape.js';
import { elementsOf } from './elements.js';
import { acting, hostileNames } from './hostile.js';

describe('text as HTML', () => {
  test('is read as the text that it was', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { all } = elementsOf(`<p title="${escapeHtml(text)}">${escapeHtml(text)}</p>`);
        expect(all).toHaveLength(1);
        expect(all[0]!.text).toBe(all[0]!.attributes['title']);
        expect(all[0]!.text.replace(/\\u\{[0-9a-f]+\}/g, '')).toBe(
          text
            .replace(/\\u\{[0-9a-f]+\}/g, '')
            .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu, ''),
        );
      }),
    );
  });

  test.each(hostileNames.map((name) => [JSON.stringify(name.slice(0, 40)), name]))(
    'of %s is inert and bounded',
    (_, name) => {
      const html = htmlBytes(name);
      const { all, complaints } = elementsOf(
        `<p>${html}</p><p title="${htmlBytes(name, 4_100)}"></p>${linesHtml(name)}`,
      );
      expect(complaints).toEqual([]);
      expect(all.map((each) => each.name).filter((each) => !['p', 'span', 'pre'].includes(each))).toEqual([]);
      expect(html.length).toBeLessThan(8_000);
      expect(html).not.toMatch(acting);
    },
  );

  test('that is too long is shown short, with more in its tooltip', () => {
    expect(boundedHtml('abc', 3)).toBe('abc');
    expect(boundedHtml('abcd', 3)).toBe('<span title="abcd">ab…</span>');
    expect(elementsOf(boundedHtml('y'.repeat(5_000))).all[0]!.attributes['title']).toHaveLength(1_000);
  });

  test('no character is cut in two', () => {
    for (const most of [2, 3, 4, 5])
      expect(shortened('\u{1f600}'.repeat(9), most)).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });
});
