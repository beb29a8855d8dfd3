import type { Overview } from '../../overview/overview.js';
import { overviewHtml } from './html.js';
import { overviewJson } from './json.js';
import { overviewJunit } from './junit.js';
import { overviewMarkdown } from './markdown.js';

/** All forms of the report. A new form is a file and a line here. */
export const overviewReporters: Readonly<Record<string, (overview: Overview) => string>> = {
  html: overviewHtml,
  markdown: overviewMarkdown,
  junit: overviewJunit,
  json: overviewJson,
};
