// Writes the pages of this folder that are made from the code: `npm run docs`.
import { writeFileSync } from 'node:fs';
import { URL } from 'node:url';
import { advicePage } from '../dist/advice/advice-page.js';
import { groupRules } from '../dist/advice/group-rules/index.js';
import { logRules } from '../dist/advice/log-rules/index.js';
import { rules } from '../dist/lint/rules.js';
import { rulesPage } from '../dist/report/rules/page.js';

writeFileSync(new URL('rules.md', import.meta.url), rulesPage(rules));
writeFileSync(new URL('advice.md', import.meta.url), advicePage(groupRules, logRules));
