// Writes the pages of this folder that are made from the code: `npm run docs`.
import { writeFileSync } from 'node:fs';
import { URL } from 'node:url';
import { rules } from '../dist/lint/rules.js';
import { rulesPage } from '../dist/report/rules/page.js';

writeFileSync(new URL('rules.md', import.meta.url), rulesPage(rules));
