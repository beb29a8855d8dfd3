import { spawn } from 'node:child_process';
import process from 'node:process';

/** The program that shows an address in the user's browser. */
function opener(platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}

/** Shows an address in the browser; calls back where that is not possible. */
export function openBrowser(url: string, onFailure: (why: string) => void): void {
  const [program, ...args] = opener(process.platform);
  const child = spawn(program, [...args, url], { detached: true, stdio: 'ignore' });
  child.on('error', (error) => onFailure(error.message));
  child.unref();
}
