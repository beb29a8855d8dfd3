import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TriageState } from '../../src/report/triage/wire.js';
import { buildChaff } from '../cli/built.js';
import { run } from '../cli/run.js';
import { launch, titled, withoutChromium } from './chromium.js';
import { serve, type Served } from './served.js';

const talk = fileURLToPath(new URL('../corpus/talk/', import.meta.url));
const log = join(talk, 'talk.xml');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const hasValgrind = spawnSync('valgrind', ['--version']).error === undefined;

describe.skipIf(withoutChromium)(titled('the page of chaff triage'), () => {
  let program = '';
  let browser: Browser;
  let folder = '';
  let running: Served[] = [];

  beforeAll(async () => {
    program = await buildChaff();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(dirname(dirname(program)), { recursive: true, force: true });
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'chaff-triage-'));
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    for (const each of running) await each.stop();
    running = [];
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(...args: readonly string[]): Promise<string> {
    const served = await serve(program, args, folder);
    running.push(served);
    return served.url;
  }

  /** Opens the page; whatever goes wrong in it, or wants to go elsewhere, is told at the end. */
  async function open(url: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('dialog', (dialog) => (wrong.push(`dialog ${dialog.message()}`), dialog.dismiss()));
    page.on('request', (request) => {
      if (!request.url().startsWith(new URL(url).origin)) wrong.push(`asks ${request.url()}`);
    });
    await page.goto(url);
    await page.getByRole('tree').waitFor();
    return { page, wrong };
  }

  const said = (page: Page) => page.getByRole('status');
  const title = (page: Page) => page.locator('.row.cursor .title').textContent();
  const read = (name: string) => {
    const path = join(folder, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  /** Waits until the files on disk are as wanted. */
  const written = async (name: string, wanted: (text: string) => boolean) =>
    expect.poll(() => wanted(read(name)), { timeout: 15_000 }).toBe(true);

  /** The ids that are real, by what is known of the corpus. */
  async function realIds(): Promise<ReadonlySet<string>> {
    const real = join(talk, 'real.supp');
    const { stdout } = await run(['check', log, '--real', real, '--json'], folder);
    const { findings } = JSON.parse(stdout) as { findings: { id: string; real: boolean }[] };
    return new Set(findings.filter((each) => each.real).map(({ id }) => id));
  }

  test('by keys alone from the first view to verdicts in git and a small set that Valgrind loads', async () => {
    writeFileSync(join(folder, '.chaffrc'), '{ "verdicts": "." }');
    const url = await start(log);
    const state = (await (await fetch(`${url}state`)).json()) as TriageState;
    const real = await realIds();
    expect(real.size).toBe(9);
    const { page, wrong } = await open(url);
    const isReal = (at: number) => real.has(state.findings.id[at]!);
    for (const { findings } of state.groups) {
      if (findings.every(isReal)) await page.keyboard.press('f');
      else if (!findings.some(isReal)) await page.keyboard.press('s');
      else {
        // One by one: the group is opened and closed.
        await page.keyboard.press('Enter');
        for (const at of findings) {
          await page.keyboard.press('j');
          await page.keyboard.press(isReal(at) ? 'f' : 's');
        }
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('Enter');
      }
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Home');
    for (const [key, text] of [
      ['r', 'grows for ever'],
      ['b', 'https://bugs.example/1'],
      ['o', 'Zoë'],
    ] as const) {
      await page.keyboard.press(key);
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    }
    await expect
      .poll(() => page.locator('.tally').textContent())
      .toBe('0 open · 9 fix · 0 annotate · 39 suppress');
    await written('suppress.supp', (text) => text.includes('# owner: Zoë'));
    expect(wrong).toEqual([]);

    const entries = (text: string) => text.match(/^\{$/gm)?.length ?? 0;
    expect(entries(read('fix.supp'))).toBe(9);
    expect(entries(read('suppress.supp'))).toBe(39);
    expect(read('fix.supp') + read('suppress.supp')).toContain('# reason: grows for ever');
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], { cwd: folder });
    git('init', '-q');
    git('add', 'fix.supp', 'suppress.supp');
    git('commit', '-q', '-m', 'Verdicts');
    expect(String(git('status', '--porcelain', '--', '*.supp'))).toBe('');

    const made = await run(['minimize', log, '-o', 'noise.supp'], folder);
    expect(made.stderr).toContain('hide 39 of 39 noise findings; 9 of 9 real findings stay reported');
    const { stdout } = await run(['check', log, '-s', 'noise.supp', '--json'], folder);
    expect(JSON.parse(stdout)).toMatchObject({ totals: { reported: 9, hidden: 39, uncertain: 0 } });
    if (!hasValgrind) return;
    for (const file of ['noise.supp', 'fix.supp', 'suppress.supp']) {
      const { status, stderr } = spawnSync('valgrind', ['-q', `--suppressions=${file}`, 'true'], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect({ file, status, stderr }).toEqual({ file, status: 0, stderr: '' });
    }
  });

  test('several at once, taken back, undone step by step', async () => {
    const { page } = await open(await start(log));
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Space');
    await page.keyboard.press('a');
    await expect.poll(() => said(page).textContent()).toMatch(/^Annotate: \d+ findings$/);
    const count = Number(/\d+/.exec((await said(page).textContent())!)![0]);
    await written('annotate.supp', (text) => text.match(/^\{$/gm)?.length === count);
    const annotated = read('annotate.supp');

    await page.keyboard.press('r');
    await page.keyboard.type('twice');
    await page.keyboard.press('Enter');
    await written('annotate.supp', (text) => text.includes('# reason: twice'));
    await page.keyboard.press('Backspace');
    await written('annotate.supp', (text) => !text.includes('# reason: twice'));
    await page.keyboard.press('u');
    await written('annotate.supp', (text) => text.includes('# reason: twice'));
    await page.keyboard.press('u');
    await written('annotate.supp', (text) => !text.includes('# reason: twice'));
    const lines = (text: string) => text.split('\n').sort();
    expect(lines(read('annotate.supp'))).toEqual(lines(annotated));
    await page.keyboard.press('u');
    await expect.poll(() => readdirSync(folder), { timeout: 15_000 }).toEqual([]);
    await expect.poll(() => page.locator('.tally').textContent()).toContain('48 open');
    await page.keyboard.press('u');
    await expect.poll(() => said(page).textContent()).toBe('Nothing to undo in this window');
  });

  test('an edit by hand meanwhile is shown and kept, also one with a mistake', async () => {
    const { page } = await open(await start(log));
    await page.keyboard.press('s');
    await written('suppress.supp', (text) => text.includes('{'));
    appendFileSync(
      join(folder, 'suppress.supp'),
      '\n# by hand\n{\n   by hand\n   Memcheck:Cond\n   fun:never\n}\n',
    );
    await page.getByText('that no finding of these logs needs').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('s');
    await page.keyboard.press('j');
    await page.keyboard.press('f');
    await written('fix.supp', (text) => text.includes('{'));
    expect(read('suppress.supp')).toContain('# by hand\n{\n   by hand\n   Memcheck:Cond\n   fun:never\n}\n');

    writeFileSync(join(folder, 'annotate.supp'), '{\n   broken\n   Memcheck:Cond\n   nonsense\n}\n');
    await page.getByRole('alert').filter({ hasText: 'annotate.supp:4' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('a');
    await written('annotate.supp', (text) => (text.match(/^\{$/gm)?.length ?? 0) > 1);
    expect(read('annotate.supp')).toContain('   nonsense\n');
  });

  test('what cannot be read or written is told, and nothing that was decided is lost by it', async () => {
    const { page } = await open(await start(log));
    await page.keyboard.press('s');
    await written('suppress.supp', (text) => text.includes('{'));
    mkdirSync(join(folder, 'fix.supp'));
    const alert = page.getByRole('alert');
    await alert.filter({ hasText: 'fix.supp' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('f');
    await expect.poll(() => said(page).textContent()).toMatch(/^Not written: /);
    await expect.poll(() => page.locator('.tally').textContent()).toContain(' 0 fix ');
    rmSync(join(folder, 'fix.supp'), { recursive: true });
    await alert.waitFor({ state: 'detached' });
    await page.keyboard.press('f');
    await written('fix.supp', (text) => text.includes('{'));
    expect(read('suppress.supp')).toContain('{');
    await running.pop()!.stop();
    await alert.filter({ hasText: 'The server has ended' }).waitFor();
  });

  test('while something is on its way to the disk the page says so, and where it failed until it is written', async () => {
    const { page } = await open(await start(log));
    const writing = page.locator('.writing');
    const places = async () => [await page.locator('main').boundingBox(), await writing.boundingBox()];
    let answer: (() => Promise<void>) | undefined;
    await page.route('**/decide', (route) => {
      answer = () => route.continue();
    });
    const before = await places();
    expect(await writing.getAttribute('aria-live')).toBe('polite');
    expect(await writing.textContent()).toBe('');
    await page.keyboard.press('s');
    await expect.poll(() => writing.textContent()).toBe('writing…');
    expect(await places()).toEqual(before);
    await answer!();
    await expect.poll(() => writing.textContent()).toBe('');
    await page.unroute('**/decide');
    mkdirSync(join(folder, 'fix.supp'));
    await page.keyboard.press('f');
    await expect.poll(() => writing.textContent()).toBe('not written');
    expect(await writing.locator('span').getAttribute('title')).toContain('fix.supp');
    await page.keyboard.press('x');
    await expect.poll(() => said(page).textContent()).toMatch(/selected$/);
    expect(await writing.textContent()).toBe('not written');
    rmSync(join(folder, 'fix.supp'), { recursive: true });
    await page.keyboard.press('f');
    await expect.poll(() => writing.textContent()).toBe('');
    await written('fix.supp', (text) => text.includes('{'));
  });

  test('two windows at once, also of two servers: each shows what the other decides, and nothing is lost', async () => {
    const [one, other] = [await start(log), await start(log)];
    const { page: first } = await open(one);
    const { page: second } = await open(one);
    const { page: third } = await open(other);
    // Each begins elsewhere; all write at the same time.
    const decide = async (page: Page, rows: number, key: string) => {
      for (let row = 0; row < rows; row += 1) await page.keyboard.press('j');
      for (let row = 0; row < 5; row += 1) {
        await page.keyboard.press(key);
        await page.keyboard.press('j');
      }
    };
    await Promise.all([decide(first, 0, 'f'), decide(second, 5, 'a'), decide(third, 10, 's')]);
    for (const page of [first, second, third]) {
      await expect
        .poll(async () => (await page.locator('.row .badge').allTextContents()).slice(0, 15), {
          timeout: 15_000,
        })
        .toEqual(['fix', 'annotate', 'suppress'].flatMap((word) => Array.from({ length: 5 }, () => word)));
    }
  });

  test('undo leaves what another window decided since, and says so', async () => {
    const url = await start(log);
    const { page: first } = await open(url);
    const { page: second } = await open(url);
    await first.keyboard.press('ArrowRight');
    await first.keyboard.press('ArrowRight');
    await first.keyboard.press('s');
    await written('suppress.supp', (text) => text.includes('{'));
    await second.keyboard.press('ArrowRight');
    await second.keyboard.press('ArrowRight');
    await second.keyboard.press('f');
    await written('fix.supp', (text) => text.includes('{'));
    await first.keyboard.press('u');
    await expect
      .poll(() => said(first).textContent())
      .toBe('1 finding was decided elsewhere since: it is left as it is');
    expect(await first.locator('.tally').textContent()).toContain('1 fix');
    expect(read('fix.supp')).toContain('{');
  });

  test('an answer that is older than what was told meanwhile does not keep that from being shown', async () => {
    const url = await start(log);
    const { page } = await open(url);
    const { page: other } = await open(url);
    let release: (() => Promise<void>) | undefined;
    await page.route('**/decide', async (route) => {
      const response = await route.fetch();
      release = () => route.fulfill({ response });
    });
    await page.keyboard.press('f');
    await expect.poll(() => release).toBeDefined();
    await other.keyboard.press('j');
    await other.keyboard.press('a');
    await written('annotate.supp', (text) => text.includes('{'));
    await expect.poll(() => other.locator('.tally').textContent()).toMatch(/ [1-9]\d* annotate/);
    // The event of it has time to come before the answer does.
    await page.waitForTimeout(500);
    await release!();
    await expect
      .poll(() => page.locator('.tally').textContent())
      .toMatch(/ [1-9]\d* fix · [1-9]\d* annotate/);
  });

  test('a window that is not seen holds no connection, of which browsers have few, and is up to date when it is seen', async () => {
    const url = await start(log);
    const { page } = await open(url);
    const setHidden = (hidden: boolean) =>
      page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'))`);
    await setHidden(true);
    const { page: other } = await open(url);
    await other.keyboard.press('f');
    await written('fix.supp', (text) => text.includes('{'));
    await expect.poll(() => other.locator('.tally').textContent()).not.toContain(' 0 fix ');
    expect(await page.locator('.tally').textContent()).toContain(' 0 fix ');
    await setHidden(false);
    await expect.poll(() => page.locator('.tally').textContent()).not.toContain(' 0 fix ');
  });

  test('search and filters, and the way back to the list', async () => {
    const { page } = await open(await start(log));
    await page.keyboard.press('/');
    await page.keyboard.type('KVM_CLOCK');
    await expect.poll(() => page.getByRole('treeitem').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.keyboard.press('f');
    await written('fix.supp', (text) => text.includes('kvm_clock_put'));
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Verdict' }).selectOption('fix');
    await expect.poll(() => page.getByRole('treeitem').count()).toBe(1);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('Memcheck:Leak (indirect)');
    await expect.poll(() => title(page)).toContain('qemu_new_net_client');
    await page.getByRole('searchbox', { name: 'Function' }).fill('no such function');
    await page.getByText('No finding is like this.').waitFor();
  });

  test('the preview is what minimize would write, with what else that would hide and the doors', async () => {
    const { page } = await open(await start(log, '--real', join(talk, 'real.supp')));
    const preview = page.locator('.preview');
    await page.keyboard.press('/');
    await page.keyboard.type('g_quark_from_static_string');
    await page.keyboard.press('Enter');
    await preview.locator('pre').first().waitFor();
    expect(await preview.locator('pre').first().textContent()).toMatch(
      /^\{\n {3}.*\n {3}Memcheck:Leak\n[^]*\n\}$/,
    );
    expect(await preview.textContent()).toMatch(/Hides \d+ of these/);
    await page.keyboard.press('/');
    await page.keyboard.type('kvm_clock_put');
    await page.keyboard.press('Enter');
    await preview.getByText('marked real by').waitFor();
  });

  test('the sets in use: what they hide and how broad each entry is', async () => {
    const { page } = await open(await start(log, '-s', join(talk, 'noise.supp')));
    await page.getByRole('heading', { name: 'Hidden by the sets in use' }).waitFor();
    const hiding = page.locator('.entries');
    expect(await hiding.textContent()).toContain('noise.supp:');
    expect(await hiding.textContent()).toMatch(/hides \d+ here, \d+ in all; \w+/);
    // The details scroll by themselves: below the window there is nothing, however much they show.
    const [height, inner] = await page
      .locator('#detail')
      .evaluate((detail) => [detail.scrollHeight, detail.clientHeight]);
    expect(height).toBeGreaterThan(inner!);
    expect(await page.evaluate('document.documentElement.scrollHeight <= innerHeight')).toBe(true);
  });

  describe('names from a log do nothing', () => {
    const names = [
      '<script>document.title="owned"</script>',
      '<img src=x onerror=document.title="owned">',
      '"><svg/onload=document.title="owned">',
      '\u001b[31mred\u001b]8;;http://attacker.example\u0007link',
      '\u202egnp.exe\u2066\u200b\u00adhidden',
      '__proto__',
      'x'.repeat(10_000),
      `</script>${'<b>'.repeat(3000)}`,
    ];
    const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    const hostileLog = () => {
      const head = `<?xml version="1.0"?>\n<valgrindoutput>\n<protocolversion>4</protocolversion>\n<protocoltool>memcheck</protocoltool>\n<preamble><line>Memcheck</line></preamble>\n<pid>1</pid><ppid>1</ppid><tool>memcheck</tool>\n<args><vargv><exe>valgrind</exe></vargv><argv><exe>./p</exe></argv></args>\n<status><state>RUNNING</state><time>0</time></status>\n`;
      const errors = names.map((name, at) => {
        const frame = (fun: string, more = '') =>
          `<frame><ip>0x${at + 1}</ip><obj>/home/me/${escaped(name).slice(0, 300)}</obj><fn>${escaped(fun)}</fn>${more}</frame>`;
        return `<error><unique>0x${at}</unique><tid>1</tid><threadname>${escaped(name).slice(0, 200)}</threadname><kind>UninitCondition</kind><what>Conditional jump ${escaped(name)}</what><stack>${frame(name)}${frame('main')}</stack><auxwhat>${escaped(name)}</auxwhat><stack>${frame(name)}</stack></error>`;
      });
      return `${head}${errors.join('\n')}\n<status><state>FINISHED</state><time>1</time></status>\n</valgrindoutput>\n`;
    };

    test.each(['light', 'dark'] as const)('%s', async (colorScheme) => {
      writeFileSync(join(folder, 'hostile.xml'), hostileLog());
      const { page, wrong } = await open(await start('hostile.xml'), { colorScheme });
      const rows = await page.getByRole('treeitem').count();
      expect(rows).toBeGreaterThanOrEqual(4);
      for (let row = 0; row < rows; row += 1) {
        await page.locator('.stacks').waitFor();
        await page.locator('.preview').waitFor();
        await page.keyboard.press('f');
        await page.keyboard.press('j');
      }
      await expect.poll(() => page.locator('.tally').textContent()).toContain('0 open');
      await written('fix.supp', (text) => text.includes('<script>'));
      expect(await page.title()).toBe('chaff triage');
      expect(await page.locator('img, svg, script:not([src="page.js"]), b:not(.tally b)').count()).toBe(0);
      const text = await page.locator('body').innerText();
      expect(text).not.toMatch(
        /[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]/,
      );
      // Nothing is wider than the window, however long a name is.
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      const [width, inner] = await page
        .locator('#detail')
        .evaluate((detail) => [detail.scrollWidth, detail.clientWidth]);
      expect(width).toBeLessThanOrEqual(inner!);
      expect(wrong).toEqual([]);
    });
  });

  describe('axe finds nothing', () => {
    interface Axe {
      readonly run: () => Promise<{
        readonly violations: readonly {
          readonly id: string;
          readonly nodes: readonly { readonly html: string }[];
        }[];
      }>;
    }
    const violations = async (page: Page): Promise<readonly string[]> => {
      await page.addScriptTag({ content: axe });
      return page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { readonly axe: Axe }).axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
    };

    test.each([
      ['light', 1280],
      ['dark', 1280],
      ['light', 420],
      ['dark', 420],
    ] as const)('%s, %i pixels wide', async (colorScheme, width) => {
      // The policy of the page would keep axe out.
      const options = { colorScheme, viewport: { width, height: 800 }, bypassCSP: true };
      const { page } = await open(await start(log, '-s', join(talk, 'noise.supp')), options);
      await page.locator('.preview').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('s');
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.keyboard.press('j');
      await page.keyboard.press('f');
      await page.keyboard.press('x');
      await page.locator('.stacks').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('/');
      await page.keyboard.type('nothing is called so');
      await page.getByText('No finding is like this.').waitFor();
      expect(await violations(page)).toEqual([]);
    });
  });

  test('by Tab and by what a screen reader is told', async () => {
    const { page } = await open(await start(log));
    const tree = page.getByRole('tree');
    await expect.poll(() => tree.evaluate((list) => list.matches(':focus'))).toBe(true);
    const active = async () => {
      const id = (await tree.getAttribute('aria-activedescendant'))!;
      return page.locator(`[id="${id}"]`);
    };
    await page.keyboard.press('End');
    const last = await active();
    expect(await last.getAttribute('aria-posinset')).toBe(await last.getAttribute('aria-setsize'));
    expect(await last.getAttribute('aria-level')).toBe('1');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    expect(await (await active()).getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowRight');
    expect(await (await active()).getAttribute('aria-level')).toBe('2');
    await page.keyboard.press('x');
    expect(await (await active()).getAttribute('aria-selected')).toBe('true');
    // The buttons, which say their key, do what keys do.
    for (let tabs = 0; tabs < 20; tabs += 1) {
      await page.keyboard.press('Tab');
      if ((await page.locator(':focus').textContent())?.startsWith('Annotate')) break;
    }
    await page.keyboard.press('Enter');
    await expect.poll(() => said(page).textContent()).toBe('Annotate: 1 finding');
    await written('annotate.supp', (text) => text.includes('{'));
  });

  test('a long list has few rows in the document', async () => {
    const { page } = await open(await start(log));
    await page.keyboard.press('Control+a');
    for (let row = 0; row < 26; row += 1) {
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowRight');
      for (let down = 0; down < 10; down += 1) await page.keyboard.press('ArrowDown');
    }
    const inView = await page.getByRole('tree').evaluate((list) => Math.ceil(list.clientHeight / 44));
    expect(await page.getByRole('treeitem').count()).toBeLessThanOrEqual(inView + 14);
  });
});
