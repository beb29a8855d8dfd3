import { diffJson } from './json.js';
import { diffMarkdown } from './markdown.js';
import { diffPretty } from './pretty.js';
import type { DiffReport } from './report.js';

/** All forms of the report of `diff`. A new form is a file and a line here. */
export const diffReporters: Readonly<Record<string, (report: DiffReport) => string>> = {
  pretty: diffPretty,
  json: diffJson,
  markdown: diffMarkdown,
};
