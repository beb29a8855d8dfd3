import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../cli/run.js';
import { overviewHtml } from '../../src/report/overview/html.js';
import { entry, finding, makeOverview, stack } from '../overview/make.js';
import { hostileNames } from '../report/html/hostile.js';
import { launch, titled, withoutChromium } from './chromium.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const talk = 'test/corpus/talk';

describe.skipIf(withoutChromium)(titled('the page of chaff report in Chromium'), () => {
  let browser: Browser;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    browser = await launch();
    folder = await mkdtemp(join(tmpdir(), 'chaff-page-'));
    file = join(folder, 'report.html');
    const sets = ['-s', `${talk}/noise.supp`, '-s', `${talk}/nearly.supp`, '--real', `${talk}/real.supp`];
    const made = await run(
      ['report', `${talk}/talk.xml`, ...sets, '--baseline', 'test/corpus/used', '-o', file],
      root,
    );
    expect(made.code, made.stderr).toBe(0);
  });
  afterAll(() => browser?.close());

  /** Opens a page and notes what goes wrong in it and what it asks for. */
  async function opened(options: BrowserContextOptions = {}, name = file) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const asked: string[] = [];
    const wrong: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => wrong.push(message.text()));
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('dialog', (dialog) => {
      wrong.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(pathToFileURL(name).href);
    return { page, asked, wrong };
  }

  const openAll = (page: Page) =>
    page.locator('details').evaluateAll((all) => {
      for (const details of all as unknown as { open: boolean }[]) details.open = true;
    });

  const scrollWidth = (page: Page) =>
    page.locator('html').evaluate((html) => (html as unknown as { scrollWidth: number }).scrollWidth);

  async function violations(page: Page): Promise<readonly string[]> {
    // What the tests say from outside is not bound by the policy of the page.
    const { violations: found } = (await page.evaluate(`${axe}; axe.run()`)) as AxeResults;
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  }

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
  ] as const)('axe finds nothing wrong with it, %s, %i pixels wide, all open', async (colorScheme, width) => {
    const { page, wrong } = await opened({ colorScheme, viewport: { width, height: 900 } });
    await openAll(page);
    expect(await violations(page)).toEqual([]);
    expect(await scrollWidth(page)).toBeLessThanOrEqual(width);
    expect(wrong).toEqual([]);
  });

  test('asks for nothing but itself', async () => {
    const { page, asked } = await opened();
    await openAll(page);
    expect(asked).toEqual([pathToFileURL(file).href]);
  });

  test('is whole without script', async () => {
    const { page } = await opened({ javaScriptEnabled: false });
    expect(await page.locator('details.group').count()).toBeGreaterThan(5);
    expect(await page.locator('.tools').isVisible()).toBe(false);
    await page.locator('details.group > summary').first().click();
    expect(await page.locator('details.group .stack').first().isVisible()).toBe(true);
  });

  test('opens groups and filters them by keyboard', async () => {
    const { page } = await opened();
    const [groups, summary] = [
      page.locator('details.group'),
      page.locator('details.group > summary').first(),
    ];
    await summary.focus();
    await page.keyboard.press('Enter');
    expect(await groups.first().getAttribute('open')).toBe('');
    const all = await groups.count();
    await page.getByRole('searchbox').fill('acpi_align_size');
    await page.locator('.tools output', { hasText: /^[1-9] of/ }).waitFor();
    const visible = await groups.filter({ visible: true }).count();
    expect(visible).toBeGreaterThan(0);
    expect(visible).toBeLessThan(all);
    await page.getByRole('searchbox').fill('');
    await page.getByRole('combobox').selectOption('hidden');
    const ranks = await groups
      .filter({ visible: true })
      .evaluateAll((some) => some.map((each) => each.getAttribute('data-rank')));
    expect(new Set(ranks)).toEqual(new Set(['hidden']));
  });

  test('a link to a finding opens its group', async () => {
    const { page } = await opened();
    await page.locator('.alarm a').first().click();
    await page.locator('details.group[open]').first().waitFor();
    expect(await page.locator('details.group .finding').first().isVisible()).toBe(true);
  });

  test('boxes are as wide as stacks are frequent', async () => {
    const findings = [
      finding('aa', stack('malloc', 'site', 'often', 'main'), { count: 30 }),
      finding('bb', stack('malloc', 'site', 'seldom', 'main'), { count: 10 }),
    ];
    const name = join(folder, 'icicle.html');
    await writeFile(name, overviewHtml(makeOverview(findings)));
    const { page } = await opened({ viewport: { width: 1280, height: 900 } }, name);
    await openAll(page);
    const width = async (text: string) =>
      (await page.locator('.icicle .box', { hasText: text }).boundingBox())!.width;
    expect((await width('often')) / (await width('site'))).toBeCloseTo(0.75, 1);
    expect((await width('seldom')) / (await width('site'))).toBeCloseTo(0.25, 1);
  });

  test('hostile names do nothing, and are as they are', async () => {
    const findings = hostileNames.flatMap((name, at) => [
      finding(`a${at}`, [...stack('malloc'), { fun: name, obj: `/home/${name}` }, ...stack('main')], {
        what: name,
      }),
      finding(`b${at}`, [...stack('malloc'), { fun: name, obj: `/home/${name}` }, ...stack('other')], {
        what: name,
      }),
    ]);
    const name = join(folder, 'hostile.html');
    await writeFile(
      name,
      overviewHtml(makeOverview(findings, { set: entry('<script>alert(1)</script>', 'fun:x') })),
    );
    const { page, asked, wrong } = await opened({}, name);
    await openAll(page);
    expect(wrong).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('main img, main style, main [onmouseover], main [onfocus]').count()).toBe(0);
    expect(
      await page.locator('.icicle .name', { hasText: '<script>alert(1)</script>' }).first().isVisible(),
    ).toBe(true);
    expect(await violations(page)).toEqual([]);
    expect(await scrollWidth(page)).toBeLessThanOrEqual(1280);
  });
});
