import { describe, expect, test } from 'vitest';
import { advise } from '../../src/advice/advise.js';
import { groupFindings } from '../../src/group/group-findings.js';
import { finding, frame } from '../minimize/make.js';
import { around, error, ids, ld, lib, libc, mine, notice, param, process, race } from './make.js';

const origin = (...frames: string[]) => ({
  origins: [{ caption: 'Uninitialised value was created by a stack allocation', frames: frames.map(frame) }],
});
const undefinedValue = 'Conditional jump or move depends on uninitialised value(s)';

describe('invalid-access', () => {
  test('speaks of reads, writes, frees and system calls', () => {
    expect(ids([error('Addr4', 'Invalid read of size 4', [`use@${mine}`])])).toEqual(['invalid-access']);
    expect(ids([error('Free', 'Invalid free()', ['free', `drop@${mine}`])])).toEqual(['invalid-access']);
    expect(ids([error('Addr1', 'Invalid read of size 1', [`strlen@${libc}`, `thing@${lib}`])])).toEqual([
      'invalid-access',
    ]);
    const what = 'Syscall param write(buf) points to unaddressable byte(s)';
    expect(ids([error('Param', what, ['write', `save@${mine}`], { extra: 'write(buf)' })])).toEqual([
      'invalid-access',
    ]);
  });
  test('says whose it is', () => {
    const text = (stack: string[]) => {
      const circumstances = around([error('Addr4', 'Invalid read of size 4', stack)]);
      return advise(groupFindings(circumstances.findings, [])[0]!, circumstances)[0]!.text;
    };
    expect(text([`memcpy@${libc}`, `thing@${lib}`, `use@${mine}`])).toBe(
      'Correct the access in use, or what it was given.',
    );
    expect(text([`thing@${lib}`])).toContain('Report it to the makers of thing');
  });
  test('is silent on undefined values and on the loader', () => {
    expect(ids([error('Cond', undefinedValue, [`use@${mine}`])])).toEqual([]);
    expect(ids([error('Addr8', 'Invalid read of size 8', [`strlen@${ld}`, `_dl_map_object@${ld}`])])).toEqual(
      ['loader'],
    );
  });
});

describe('struct-padding, unknown-ioctl', () => {
  const pit = (version = '3.19.0') => {
    const found = param('ioctl(generic)', ['ioctl', `kvm_vm_ioctl@${mine}`, `kvm_pit_put@${mine}`, 'main']);
    const circumstances = around([found], { processes: [process({ valgrind: version })] });
    return advise(groupFindings([found], [])[0]!, circumstances);
  };
  test('a struct for KVM: first to initialise it, then to declare it, and no newer Valgrind', () => {
    const [first, second, ...others] = pit();
    expect(others).toEqual([]);
    expect(first).toMatchObject({ id: 'struct-padding', action: 'fix' });
    expect(first!.text).toContain('kvm_pit_put');
    expect(first!.example).toContain('= {0}');
    expect(second).toMatchObject({ id: 'unknown-ioctl', action: 'annotate' });
    expect(second!.why).toContain('no newer Valgrind knows KVM_SET_PIT2');
    expect(second!.example).toContain('VALGRIND_MAKE_MEM_DEFINED(&state, sizeof state)');
    expect(second!.example).toContain('KVM_SET_PIT2');
  });
  test.each([
    ['kvm_put_vcpu_events', 'KVM_SET_VCPU_EVENTS'],
    ['kvm_put_xcrs', 'KVM_SET_XCRS'],
    ['kvm_put_tscdeadline_msr', 'KVM_SET_MSRS'],
    ['kvm_put_apic', 'KVM_SET_LAPIC'],
    ['kvm_clock_put', 'KVM_SET_CLOCK'],
    // Another chip, and no name that says which request it is.
    ['kvm_ioapic_put', undefined],
    ['kvm_start', undefined],
  ])('%s likely asks for %s', (name, request) => {
    const found = param('ioctl(generic)', ['ioctl', `kvm_vm_ioctl@${mine}`, `${name}@${mine}`]);
    const why = advise(groupFindings([found], [])[0]!, around([found]))[1]!.why;
    expect(why).toContain(`no newer Valgrind knows ${request ?? 'KVM requests that take a struct'}.`);
  });
  test('no release is ever too old for KVM', () => {
    expect(pit('3.5.0').map(({ id }) => id)).toEqual(['struct-padding', 'unknown-ioctl']);
  });
  test('a request of no known family is not guessed', () => {
    const found = param('ioctl(generic)', ['ioctl', `ask_device@${mine}`]);
    const why = advise(groupFindings([found], [])[0]!, around([found]))[1]!.why;
    expect(why).toContain('the log does not tell');
    expect(why).not.toContain('no newer');
  });
  test('of a family that some releases know, it says from which one on', () => {
    const found = param('ioctl(generic)', ['ioctl', `uffd_register@${mine}`]);
    const why = (valgrind: string) => {
      const advice = advise(
        groupFindings([found], [])[0]!,
        around([found], { processes: [process({ valgrind })] }),
      );
      return advice.find(({ id }) => id === 'unknown-ioctl')!.why;
    };
    expect(why('3.19.0')).toContain('from 3.28.0 on.');
    expect(why('3.28.0')).toContain('yet none of those that Valgrind knows from 3.28.0 on');
  });
  test('a buffer that leaves the program is another text', () => {
    const found = param('write(buf)', ['__libc_write', 'write', `write_header@${mine}`]);
    const [only, ...others] = advise(groupFindings([found], [])[0]!, around([found]));
    expect(others).toEqual([]);
    expect(only!.text).toBe(
      'Clear the buffer that write_header hands on before it is filled, or hand on no more than was filled.',
    );
  });
  test('silent where a library makes the call, and on registers', () => {
    expect(ids([param('ioctl(generic)', ['ioctl', `thing_ask@${lib}`, `use@${mine}`])])).toEqual([]);
    const what = 'Syscall param write(count) contains uninitialised byte(s)';
    expect(ids([error('Param', what, ['write', `save@${mine}`], { extra: 'write(count)' })])).toEqual([]);
  });
});

test('variadic-ioctl: a register that nobody set', () => {
  const what = 'Syscall param ioctl(arg) contains uninitialised byte(s)';
  const found = (stack: string[]) => error('Param', what, ['ioctl', ...stack], { extra: 'ioctl(arg)' });
  expect(ids([found([`kvm_vm_ioctl@${mine}`, `kvm_irqchip_create@${mine}`])])).toEqual(['variadic-ioctl']);
  expect(ids([found([`thing@${lib}`])])).toEqual([]);
});

test('ioctl-output: what KVM fills unseen', () => {
  const value = (maker: string) =>
    error('Cond', undefinedValue, [`check@${mine}`], origin(`${maker}@${mine}`));
  expect(ids([value('kvm_get_msrs')])).toEqual(['ioctl-output']);
  expect(ids([value('kvm_arch_get_supported_cpuid')])).toEqual(['ioctl-output']);
  // Known to be marked, by its direction, and no KVM at all.
  expect(ids([value('kvm_get_sregs')])).toEqual([]);
  expect(ids([value('get_msrs')])).toEqual([]);
});

describe('newer-valgrind', () => {
  const wide = error('Addr32', 'Invalid read of size 32', [`__wcsncpy_avx2@${libc}`, `use@${mine}`]);
  const at = (valgrind?: string) => ({
    processes: [process(valgrind === undefined ? ({ valgrind: undefined } as never) : { valgrind })],
  });
  test('where a fact says so and the log is older', () => {
    expect(ids([wide], at('3.19.0'))).toEqual(['newer-valgrind', 'invalid-access']);
    const uffd = param('ioctl(generic)', ['ioctl', `uffd_copy_page@${mine}`]);
    expect(ids([uffd], at('3.27.1'))[0]).toBe('newer-valgrind');
  });
  test('not where the log is as new, of unknown version, or no fact is known', () => {
    expect(ids([wide], at('3.22.0'))).toEqual(['invalid-access']);
    expect(ids([wide], at())).toEqual(['invalid-access']);
    expect(ids([wide], { processes: [process(), process({ valgrind: '3.25.1' })] })).toEqual([
      'invalid-access',
    ]);
    const vhost = param('ioctl(generic)', ['ioctl', `vhost_set_mem_table@${mine}`]);
    expect(ids([vhost], at('3.8.0'))).not.toContain('newer-valgrind');
  });
  test('functions of the loader only in the loader', () => {
    const compare = (object: string) =>
      error('Addr8', 'Invalid read of size 8', [`strncmp@${object}`, `is_dst@${object}`]);
    expect(ids([compare(ld)])).toEqual(['newer-valgrind', 'loader']);
    expect(ids([compare(mine)])).toEqual(['invalid-access']);
    // Text logs tell no object where they tell a line.
    const text = (...names: string[]) =>
      error('Addr8', 'Invalid read of size 8', [], { frames: names.map((fun) => ({ fun, file: 'a.c' })) });
    expect(ids([text('strncmp', 'is_dst', '_dl_dst_count', 'main')])).toEqual(['newer-valgrind', 'loader']);
    expect(ids([text('strncmp', 'is_mine', 'main')])).toEqual(['invalid-access']);
  });
});

describe('home-made-lock', () => {
  const lock = [`rfifolock_lock@${mine}`, `aio_context_acquire@${mine}`, `run@${mine}`];
  const unlock = [`rfifolock_unlock@${mine}`, `aio_context_release@${mine}`, `stop@${mine}`];
  test('both stacks are in own functions that lock and unlock', () => {
    expect(ids([race(lock, unlock), race(unlock, lock)])).toEqual(['home-made-lock']);
    // drd does not show the other access: one stack has to take and another to give.
    expect(ids([race(lock), race(unlock)])).toEqual(['home-made-lock']);
    expect(ids([race([`SpinLock::lock()@${mine}`], [`SpinLock::unlock()@${mine}`])])).toEqual([
      'home-made-lock',
    ]);
  });
  test('not the thread library, not one side, not a library, and not by half a word', () => {
    const real = [`pthread_mutex_lock@${libc}`, ...lock];
    expect(ids([race(real, real)])).toEqual([]);
    expect(ids([race(lock, [`count@${mine}`])])).toEqual([]);
    expect(ids([race(lock)])).toEqual([]);
    expect(ids([race([`thing_lock@${lib}`], [`thing_unlock@${lib}`])])).toEqual([]);
    for (const name of [
      'qemu_clock_get_ns',
      'block_release',
      'queue_push_unlocked',
      'lock_table_size_of',
      'acquire',
    ])
      expect(ids([race([`${name}@${mine}`], [`${name}@${mine}`])])).toEqual([]);
  });
});

test('benign-race: many stacks on one variable', () => {
  const at = (name: string, object = mine) => race([`${name}@${object}`, 'main'], [`other@${object}`]);
  expect(ids([at('a'), at('b'), at('c')])).toEqual(['benign-race']);
  expect(ids([at('a'), at('b')])).toEqual([]);
  expect(ids([at('a', lib), at('b', lib), at('c', lib)])).toEqual([]);
  const text = (...findings: ReturnType<typeof race>[]) =>
    advise(groupFindings(findings, [])[0]!, around(findings))[0]!.example;
  expect(text(at('a'), at('b'), at('c'))).toContain('VALGRIND_HG_DISABLE_CHECKING');
  const drd = (name: string) => race([`${name}@${mine}`, 'main']);
  expect(text(drd('a'), drd('b'), drd('c'))).toContain('ANNOTATE_BENIGN_RACE_SIZED');
});

test('coroutine-stack: errors in coroutines of a log that warns', () => {
  const found = error('Cond', undefinedValue, [`read@${mine}`, `coroutine_trampoline@${mine}`]);
  const warned = [
    notice('switching-stacks', 'Warning: client switching stacks?  SP change: 0x1ffeff --> 0x74'),
  ];
  expect(ids([found], { notices: warned })).toEqual(['coroutine-stack']);
  expect(ids([found])).toEqual([]);
  expect(ids([found], { notices: warned.map((each) => ({ ...each, log: 'other.log' })) })).toEqual([]);
  expect(ids([error('Cond', undefinedValue, [`read@${mine}`])], { notices: warned })).toEqual([]);
  expect(ids([finding(['malloc', `coroutine_new@${mine}`])], { notices: warned })).toEqual(['leak-own']);
});

describe('leaks', () => {
  test('leak-own: own code asked for what is lost', () => {
    expect(ids([finding(['malloc', `make@${mine}`])])).toEqual(['leak-own']);
    expect(ids([finding(['malloc', `@${lib}`, `thing_new@${lib}`, `make@${mine}`])])).toEqual(['leak-own']);
    expect(ids([finding(['malloc', `make@${mine}`], { leakKind: 'possible' })])).toEqual(['leak-own']);
  });
  test('not where a library may keep it, or the blocks follow another', () => {
    expect(ids([finding(['malloc', `thing_new@${lib}`, `thing@${lib}`, `make@${mine}`])])).toEqual([]);
    expect(ids([finding(['malloc', `thing_new@${lib}`, `make@${mine}`], { leakKind: 'possible' })])).toEqual(
      [],
    );
    expect(ids([finding(['malloc', `make@${mine}`], { leakKind: 'indirect' })])).toEqual([]);
    expect(ids([finding(['malloc', `make@${mine}`], { leakKind: 'reachable' })])).toEqual([
      'still-reachable',
    ]);
  });
  test('start-up code of the C library is not own, also where the log tells no object', () => {
    const leak = (...names: string[]) =>
      finding([], {
        frames: ['malloc', ...names].map((fun) => (fun === '???' ? { fun, obj: lib } : { fun, file: 'a.c' })),
      });
    expect(ids([leak('???', '???', '(below main)')])).toEqual([]);
    expect(ids([leak('???', 'call_init', '_dl_init')])).toEqual(['loader']);
    expect(ids([leak('make', 'main')])).toEqual(['leak-own']);
  });
  test('library-only: libraries from the allocation to where a thread starts', () => {
    const thread = ['start_thread', 'clone'].map((name) => `${name}@${libc}`);
    expect(ids([finding(['malloc', `thing@${lib}`, `@${lib}`, ...thread])])).toEqual(['library-only']);
    // Own code, a program that nobody called own, an object that is not told, a stack that was cut.
    expect(ids([finding(['malloc', `a@${lib}`, `b@${lib}`, `run@${mine}`, ...thread])])).toEqual([]);
    expect(ids([finding(['malloc', `a@${lib}`, `b@${lib}`, 'run@/usr/bin/tool', ...thread])])).toEqual([]);
    expect(ids([finding(['malloc', `a@${lib}`, 'b', ...thread])])).toEqual([]);
    expect(ids([finding(['malloc', `a@${lib}`, `b@${lib}`])])).toEqual([]);
    expect(ids([finding(['malloc', ...thread])])).toEqual([]);
  });
  test('loader: what it does itself or runs', () => {
    const start = ['call_init', '_dl_init'].map((name) => `${name}@${ld}`);
    expect(ids([finding(['malloc', `setup@${lib}`, ...start])])).toEqual(['loader', 'library-only']);
    expect(ids([finding(['malloc', `setup@${mine}`, ...start])])).toEqual(['leak-own']);
    expect(ids([error('Cond', undefinedValue, [`_dl_relocate_object@${ld}`, `main@${mine}`])])).toEqual([
      'loader',
    ]);
    expect(ids([error('Addr4', 'Invalid read of size 4', [`setup@${lib}`, ...start])])).toEqual([
      'invalid-access',
    ]);
  });
  test('live-thread: only what is made for a thread', () => {
    const made = ['malloc', `_dl_allocate_tls@${ld}`, `allocate_stack@${libc}`, `pthread_create@${libc}`];
    const possible = { leakKind: 'possible' } as const;
    expect(ids([finding([...made, `@${lib}`, `thing_start@${lib}`, `run@${mine}`], possible)])).toEqual([
      'live-thread',
    ]);
    // Own code may have forgotten to join it.
    expect(ids([finding([...made, `run@${mine}`], possible)])).toEqual([]);
    expect(ids([finding([...made, `thing_start@${lib}`, `thing@${lib}`])])).toEqual([]);
    expect(ids([finding(['malloc', `thing@${lib}`], { leakKind: 'possible' })])).toEqual([]);
  });
});
