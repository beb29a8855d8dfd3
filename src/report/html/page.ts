import { createHash } from 'node:crypto';
import { escapeHtml } from './escape.js';

export interface Page {
  /** Text. */
  readonly title: string;
  readonly style: string;
  /** Nothing needs it to be read. */
  readonly script: string;
  readonly body: string;
}

/**
 * One file that needs no other and asks nothing of the network. Its policy lets no script run but ours, known by its hash, whatever
 * the body says.
 */
export function page({ title, style, script, body }: Page): string {
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `script-src 'sha256-${hash}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
<script>${script}</script>
</body>
</html>
`;
}
