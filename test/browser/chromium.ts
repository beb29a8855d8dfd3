import { existsSync } from 'node:fs';
import process from 'node:process';
import { chromium, type Browser } from 'playwright-core';

/** Where Debian and others install it; `CHAFF_CHROMIUM` names another one. */
const paths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const named = process.env['CHAFF_CHROMIUM'];
const path = named ?? paths.find((each) => existsSync(each));
const isRequired = process.env['CHAFF_REQUIRE_CHROMIUM'] === '1';

/** For `describe.skipIf`: skipped without Chromium, or failing when `CHAFF_REQUIRE_CHROMIUM=1`. */
export const withoutChromium = path === undefined && !isRequired;

/** A title that says why tests are skipped. */
export function titled(title: string): string {
  return withoutChromium
    ? `${title} (skipped: no chromium here; CHAFF_REQUIRE_CHROMIUM=1 makes this a failure)`
    : title;
}

/** A browser without window. Whoever launches it closes it. */
export async function launch(): Promise<Browser> {
  if (path === undefined) throw new Error('CHAFF_REQUIRE_CHROMIUM=1, but there is no chromium');
  // Chromium's sandbox needs rights that root and containers do not have; what is shown here is our own.
  return chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
}
