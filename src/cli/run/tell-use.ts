import { shellWord } from './shell-word.js';
import type { Caller } from './compose-wrapper.js';

/** What to do with a wrapper, in lines. */
export function tellUse(caller: Caller | undefined, wrapper: string, logs: string): string[] {
  const path = shellWord(wrapper);
  switch (caller) {
    case 'libvirt':
      return [
        'In the description of the domain (virsh edit):',
        `  <emulator>${escapeXml(wrapper)}</emulator>`,
        '  <on_crash>preserve</on_crash>',
        `The user that runs QEMU must be able to write to the logs: chown libvirt-qemu ${shellWord(logs)} (Debian) or qemu (Fedora).`,
        'AppArmor and SELinux keep emulators from running Valgrind: <seclabel type="none"/> in the domain, or a rule of your own.',
        'Valgrind knows no seccomp, so QEMU refuses -sandbox under it: seccomp_sandbox = 0 in qemu.conf.',
      ];
    case 'iotests':
      return ['In tests/qemu-iotests of the build directory:', `  QEMU_PROG=${path} ./check …`];
    case 'ctest':
      return [
        'Where CMakeLists.txt has include(CTest):',
        // Options of its own that CTest takes where there are none would choose another tool and depth.
        `  cmake -B build -D MEMORYCHECK_TYPE=Valgrind -D MEMORYCHECK_COMMAND=${path} -D MEMORYCHECK_COMMAND_OPTIONS=--error-limit=no`,
        '  cd build && ctest -T memcheck',
      ];
    case 'meson':
      // Meson splits the value into words once more.
      return [`  meson test -C build --wrapper ${shellWord(path)} --timeout-multiplier 10`];
    case undefined:
      return [];
  }
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
