// A Debian to record in: the machine itself, or one that lies in a folder, as debootstrap makes it.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param root the folder, or `/` for the machine itself. Needs the rights of root; mounts what programs expect.
 */
export function debianAt(root) {
  if (root !== '/') prepare(root);
  const release = readFileSync(join(root, 'etc/os-release'), 'latin1');
  const told = (key) => new RegExp(`^${key}="?([^"\n]*)`, 'm').exec(release)?.[1];

  /** Runs a script of sh, in `folder` of that Debian; its standard output. Throws where it fails. */
  function sh(script, { folder = '/', env = {}, stdio = ['ignore', 'pipe', 'inherit'] } = {}) {
    const words = [
      'env',
      '-i',
      ...Object.entries({ ...plain, ...env }).map(([key, value]) => `${key}=${value}`),
    ];
    const inside = [...words, 'sh', '-c', `cd "$0" && ${script}`, folder];
    const all = root === '/' ? inside : ['chroot', root, ...inside];
    return execFileSync(all[0], all.slice(1), { stdio, encoding: 'latin1', maxBuffer: 1 << 28 });
  }

  /** The first of `a|b` that the release has. */
  function packageOf(alternatives) {
    const names = alternatives.split('|');
    const found = names.find(
      (name) => sh(`apt-cache policy ${name} | grep -q 'Candidate: [^(]' && echo yes || true`) !== '',
    );
    if (found === undefined) throw new Error(`no package ${alternatives} in ${told('PRETTY_NAME')}`);
    return found;
  }

  return {
    root,
    /** As in `debian-12`. */
    release: `${told('ID')}-${told('VERSION_ID')}`,
    sh,
    /** Where a path of that Debian is for this process. */
    path: (inside) => join(root, inside),
    install(packages) {
      sh('apt-get update -q >/dev/null');
      const names = packages.map(packageOf);
      sh(
        `DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends ${names.join(' ')} >/dev/null`,
      );
      return names;
    },
    /** The version of a package that is installed; undefined where it is not. */
    version(name) {
      const text = sh(`dpkg-query -W -f '\${db:Status-Status} \${Version}' ${name} 2>/dev/null || true`);
      const [status, version] = text.split(' ');
      return status === 'installed' ? version : undefined;
    },
  };
}

const plain = {
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/usr/games',
  LC_ALL: 'C.UTF-8',
  HOME: '/root',
};

function prepare(root) {
  const mount = (...words) => execFileSync('mount', words, { stdio: 'inherit' });
  if (!existsSync(join(root, 'proc/self'))) mount('-t', 'proc', 'proc', join(root, 'proc'));
  if (!existsSync(join(root, 'dev/pts'))) {
    mount('--rbind', '/dev', join(root, 'dev'));
    mount('--make-rslave', join(root, 'dev'));
  }
  for (const name of ['etc/resolv.conf', 'etc/hosts']) copyFileSync(join('/', name), join(root, name));
  // Packages that bring a service must not start it.
  writeFileSync(join(root, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
}
