import type { Bundle } from '../../bundle/bundle.js';
import { bundleJson } from './json.js';
import { bundlePretty } from './pretty.js';

/** All accounts of a bundle. A new form is a file and a line here. */
export const bundleReporters: Readonly<Record<string, (bundle: Bundle) => string>> = {
  pretty: bundlePretty,
  json: bundleJson,
};
