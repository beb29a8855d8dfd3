import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chaff } from '../commands.js';
import { wholeProcess } from '../measure.js';

/**
 * Does an edited set still hold? A run of QEMU under Memcheck with it, against `chaff check` of the log of a run without.
 * QEMU boots a disk of our own, on which nothing but a loop stands; the size is what that loop counts.
 */
export const replay = {
  name: 'replay',
  needs: ['valgrind', 'qemu-system-x86_64'],
  sizes: [200, 400],
  unit: 'million turns of a guest in QEMU under Memcheck',
  atLeast: 50,
  runs: 3,
  sides(size, folder) {
    const guest = [
      '-M',
      'pc',
      '-display',
      'none',
      '-drive',
      `file=${bootDisk(folder, size * 1e6)},format=raw`,
    ];
    const qemu = ['qemu-system-x86_64', ...guest, '-device', 'isa-debug-exit,iobase=0xf4,iosize=4'];
    // Without fair turns the guest can keep the thread waiting that is to end it.
    const memcheck = [
      ...['-q', '--fair-sched=yes', '--leak-check=full', '--show-leak-kinds=all'],
      ...['--num-callers=20', '--error-limit=no'],
    ];
    const log = join(folder, 'qemu.xml');
    spawnSync('valgrind', [...memcheck, '--xml=yes', `--xml-file=${log}`, ...qemu], { stdio: 'ignore' });
    const set = join(folder, 'edited.supp');
    writeFileSync(set, edited);
    const rerun = [...memcheck, `--suppressions=${set}`, `--log-file=${join(folder, 'rerun.txt')}`, ...qemu];
    return {
      // QEMU ends with what the guest says, which cannot be 0.
      Memcheck: wholeProcess('sh', ['-c', '"$@"; test $? = 3', 'sh', 'valgrind', ...rerun]),
      chaff: chaff('check', log, '-s', set),
    };
  },
};

const edited = `{
   GLib: allocated once
   Memcheck:Leak
   match-leak-kinds: reachable
   ...
   obj:*/libglib-2.0.so*
   ...
   fun:_dl_init
}
`;

/** Boot sector: counts down in 32 bits, then writes to the port that ends the emulator. */
function bootDisk(folder, turns) {
  const sector = Buffer.alloc(512);
  const code = [0x66, 0xb9, 0, 0, 0, 0, 0x66, 0x49, 0x75, 0xfc, 0xba, 0xf4, 0x00, 0xb0, 0x01, 0xee, 0xf4];
  sector.set(code);
  sector.writeUInt32LE(turns, 2);
  sector.writeUInt16LE(0xaa55, 510);
  const file = join(folder, 'boot.img');
  writeFileSync(file, sector);
  return file;
}
