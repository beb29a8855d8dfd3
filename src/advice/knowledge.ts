import type { Tool } from '../suppression/suppression.js';

/**
 * What Valgrind releases know, found by comparing the sources of 3.5.0 to 3.27.1 and of the development of 3.28. A release is the
 * first whose sources have it. Distributions carry changes back, so a version is a strong hint and no proof.
 */

/**
 * A family of ioctl requests, told by the names of the functions that make them: a report says no more than
 * `ioctl(generic)`, which means that this release does not know the request.
 */
export interface IoctlFamily {
  /** As people call it. */
  readonly family: string;
  /** What the names of calling functions look like. */
  readonly callers: RegExp;
  /** First release that knows the requests named here; undefined when none does. */
  readonly first?: string;
  readonly requests: string;
}

/** The more special ones first. */
export const ioctlFamilies: readonly IoctlFamily[] = [
  // Valgrind knows twelve KVM requests, none with a struct to check but one of s390, and none is new since 3.11.0.
  {
    family: 'KVM',
    callers: /(?:^|_)kvm(?:clock)?(?:_|$)|^kvm/i,
    requests: 'KVM requests that take a struct',
  },
  { family: 'vhost', callers: /(?:^|_)vhost(?:_|$)/i, requests: 'VHOST_SET_… and VHOST_GET_…' },
  { family: 'VFIO', callers: /(?:^|_)vfio(?:_|$)/i, requests: 'VFIO_…' },
  {
    family: 'userfaultfd',
    callers: /(?:^|_)(?:uffd|uffdio|userfault|userfaultfd|ufd)(?:_|$)/i,
    first: '3.28.0',
    requests: 'UFFDIO_API, UFFDIO_REGISTER, UFFDIO_COPY and the others',
  },
  {
    family: 'evdev',
    callers: /eviocgrab|evdev_grab|(?:^|_)input_grab/i,
    first: '3.25.0',
    requests: 'EVIOCGRAB',
  },
  {
    family: 'loop devices',
    callers: /(?:^|_)(?:loop(?:cxt|dev|_ctl|_set_fd|_set_status|_clr_fd)|losetup)/i,
    first: '3.21.0',
    requests: 'LOOP_… and LOOP_CTL_…, not LOOP_CONFIGURE',
  },
  { family: 'PTP clocks', callers: /(?:^|_)(?:ptp_clock|phc)_/i, first: '3.16.0', requests: 'PTP_…' },
  { family: 'perf events', callers: /(?:^|_)perf_?event/i, first: '3.12.0', requests: 'PERF_EVENT_IOC_…' },
  {
    family: 'TUN/TAP',
    callers:
      /(?:^|_)(?:tun|tap)_(?:fd_)?(?:set_(?:sndbuf|offload|vnet_hdr_len|persist|queue|owner|group|link)|get_(?:features|sndbuf|ifname)|probe_(?:vnet_hdr|has))/i,
    first: '3.10.0',
    requests: 'TUNSETIFF, TUNSETOFFLOAD, TUNGETFEATURES and 13 others',
  },
  { family: 'Video4Linux', callers: /(?:^|_)v4l2?_/i, first: '3.10.0', requests: 'VIDIOC_…' },
  { family: 'i915 graphics', callers: /(?:^|_)i915_gem/i, first: '3.10.0', requests: 'DRM_I915_GEM_…' },
];

/** A KVM request whose struct no release checks or fills field by field, told by the names of functions that make it. */
export interface KvmRequest {
  readonly request: string;
  readonly callers: RegExp;
  /**
   * `in`: the kernel reads the struct, and every byte of it must be defined. `out`: the kernel writes something that stays
   * undefined to Valgrind.
   */
  readonly direction: 'in' | 'out';
  /** Of `in`: what often stays unset. */
  readonly unset?: string;
}

const putOr = (what: string) =>
  new RegExp(`(?:^|_)(?:put|set)_${what}(?:_|$)|(?:^|_)${what}_(?:put|set)(?:_|$)`, 'i');

export const kvmRequests: readonly KvmRequest[] = [
  {
    request: 'KVM_SET_PIT2',
    callers: putOr('pit2?'),
    direction: 'in',
    unset: 'the reserved words at its end',
  },
  { request: 'KVM_CREATE_PIT2', callers: /create_pit2?/i, direction: 'in', unset: 'the padding' },
  {
    request: 'KVM_SET_VCPU_EVENTS',
    callers: putOr('vcpu_events'),
    direction: 'in',
    unset: 'the reserved fields and those not flagged valid',
  },
  {
    request: 'KVM_SET_DEBUGREGS',
    callers: putOr('debugregs'),
    direction: 'in',
    unset: 'the reserved fields',
  },
  {
    request: 'KVM_SET_XCRS',
    callers: putOr('xcrs'),
    direction: 'in',
    unset: 'the unused slots of its array',
  },
  { request: 'KVM_SET_XSAVE', callers: putOr('xsave'), direction: 'in', unset: 'the gaps of the save area' },
  { request: 'KVM_SET_LAPIC', callers: putOr('l?apic'), direction: 'in', unset: 'registers without storage' },
  { request: 'KVM_SET_SREGS', callers: putOr('sregs'), direction: 'in', unset: 'the padding' },
  { request: 'KVM_SET_FPU', callers: putOr('fpu'), direction: 'in', unset: 'the padding' },
  {
    request: 'KVM_SET_MSRS',
    callers: putOr('(?:\\w{1,20}_)?msrs?'),
    direction: 'in',
    unset: 'the word beside the count',
  },
  { request: 'KVM_SET_CLOCK', callers: putOr('clock'), direction: 'in', unset: 'the flags and the padding' },
  { request: 'KVM_SET_GUEST_DEBUG', callers: /guest_debug/i, direction: 'in', unset: 'the padding' },
  {
    request: 'KVM_ENABLE_CAP',
    callers: /enable_cap/i,
    direction: 'in',
    unset: 'the arguments not used and the padding',
  },
  { request: 'KVM_IRQFD', callers: /(?:^|_)irqfd/i, direction: 'in', unset: 'the padding' },
  { request: 'KVM_IOEVENTFD', callers: /(?:^|_)io_?eventfd/i, direction: 'in', unset: 'the padding' },
  { request: 'KVM_SIGNAL_MSI', callers: /signal_msi|send_msi/i, direction: 'in', unset: 'the padding' },
  {
    request: 'KVM_CREATE_DEVICE',
    callers: /create_device/i,
    direction: 'in',
    unset: 'the field that the kernel fills',
  },
  {
    request: 'KVM_GET_IRQCHIP',
    callers: /(?:ioapic|irqchip|i8259|(?:^|_)pic)_get(?:_|$)|get_irqchip/i,
    direction: 'in',
    unset: 'what the kernel fills',
  },
  { request: 'KVM_GET_PIT', callers: /get_pit(?:_|$)/i, direction: 'in', unset: 'what the kernel fills' },
  { request: 'KVM_GET_MSRS', callers: /get_(?:\w{1,20}_)?msrs?(?:_|$)/i, direction: 'out' },
  {
    request: 'KVM_GET_SUPPORTED_CPUID',
    callers: /get_(?:supported_|emulated_)?cpuid|(?:^|_)try_get_cpuid/i,
    direction: 'out',
  },
  {
    request: 'KVM_GET_MSR_INDEX_LIST',
    callers: /get_supported_msrs|msr_(?:index|feature)_list/i,
    direction: 'out',
  },
  { request: 'KVM_GET_REG_LIST', callers: /get_reg_list/i, direction: 'out' },
  { request: 'KVM_GET_ONE_REG', callers: /get_one_reg/i, direction: 'out' },
  { request: 'KVM_GET_DEVICE_ATTR', callers: /get_(?:device_)?attr(?:_|$)|device_access/i, direction: 'out' },
  { request: 'KVM_GET_DIRTY_LOG', callers: /get_dirty_(?:log|pages|bitmap)/i, direction: 'out' },
  { request: 'KVM_GET_NESTED_STATE', callers: /get_nested_state/i, direction: 'out' },
];

/** A false report that a release stopped. */
export interface FixedReport {
  /** First release without it. */
  readonly first: string;
  readonly tools: readonly Tool[];
  /** What the kind looks like, without the tool. */
  readonly kinds: RegExp;
  /** What the extra line begins with. */
  readonly extra?: string;
  /** Name of the innermost frame, or with `within` of some frame. */
  readonly functions?: RegExp;
  readonly within?: RegExp;
  /** Only where that frame is the loader's. */
  readonly loader?: true;
  /** Number in Valgrind's bug tracker. */
  readonly bug?: number;
}

const anyValue = /^(?:Cond|Value\d*|Addr\d+)$/;

export const fixedReports: readonly FixedReport[] = [
  { first: '3.6.1', bug: 256600, tools: ['memcheck'], kinds: anyValue, functions: /^__strn?casecmp/ },
  {
    first: '3.7.0',
    bug: 266961,
    tools: ['memcheck'],
    kinds: /^Addr4$/,
    functions: /^strlen$/,
    loader: true,
  },
  { first: '3.7.0', bug: 279795, tools: ['memcheck'], kinds: /^Param$/, extra: 'mincore(vec)' },
  { first: '3.8.1', bug: 298281, tools: ['memcheck'], kinds: /^(?:Cond|Value8)$/, functions: /^wcslen$/ },
  { first: '3.9.0', bug: 307828, tools: ['memcheck'], kinds: anyValue, functions: /^wcs(?:cpy|cmp|r?chr)$/ },
  {
    first: '3.9.0',
    bug: 309427,
    tools: ['memcheck'],
    kinds: /^(?:Cond|Value\d*)$/,
    functions: /^__stpncpy_/,
  },
  {
    first: '3.10.0',
    tools: ['memcheck'],
    kinds: anyValue,
    functions: /^__(?:strlen_sse2|strcmp_sse42|memcmp_sse4_1|strstr_sse2)/,
  },
  { first: '3.10.0', tools: ['helgrind'], kinds: /^Race$/, functions: /^_dl_allocate_tls_init$/ },
  {
    first: '3.11.0',
    bug: 352130,
    tools: ['helgrind'],
    kinds: /^Race$/,
    functions: /^mempcpy$/,
    within: /^_IO_\w*xsputn/,
  },
  {
    first: '3.12.0',
    bug: 359733,
    tools: ['memcheck'],
    kinds: anyValue,
    functions: /^(?:index|strchr)$/,
    loader: true,
  },
  {
    first: '3.14.0',
    bug: 385868,
    tools: ['memcheck'],
    kinds: /^Cond$/,
    functions: /^_dl_runtime_resolve_avx_slow$/,
  },
  { first: '3.14.0', bug: 388862, tools: ['memcheck'], kinds: anyValue, functions: /^(?:wmemchr|wcsnlen)$/ },
  { first: '3.15.0', bug: 401627, tools: ['memcheck'], kinds: anyValue, functions: /^__wcsncmp_avx2/ },
  {
    first: '3.16.0',
    bug: 417578,
    tools: ['memcheck'],
    kinds: /^Leak$/,
    within: /^(?:tls_get_addr_tail|_dl_resize_dtv|allocate_dtv_entry)/,
  },
  {
    first: '3.20.0',
    bug: 434764,
    tools: ['memcheck'],
    kinds: anyValue,
    functions: /^strncmp$/,
    loader: true,
  },
  {
    first: '3.21.0',
    bug: 397083,
    tools: ['memcheck'],
    kinds: /^(?:Cond|Value\d*)$/,
    functions: /^__(?:wmemchr_avx2|wmemcmp_avx2_movbe)/,
  },
  { first: '3.22.0', bug: 475652, tools: ['memcheck'], kinds: /^Addr32$/, functions: /^__wcsncpy_avx2/ },
  {
    first: '3.22.0',
    tools: ['helgrind'],
    kinds: /^Race$/,
    functions: /^(?:_dl_lookup_symbol_x|__printf_buffer_write)$/,
  },
  { first: '3.23.0', bug: 484002, tools: ['memcheck'], kinds: /^Addr32$/, functions: /^__wcpncpy_avx2/ },
  {
    first: '3.23.0',
    bug: 485487,
    tools: ['memcheck'],
    kinds: /^(?:Cond|Addr32)$/,
    functions: /^strcmp$/,
    loader: true,
  },
  {
    first: '3.23.0',
    bug: 466884,
    tools: ['memcheck'],
    kinds: /^Param$/,
    extra: 'writev(vector[',
    within: /^_XSend$/,
  },
  {
    first: '3.25.0',
    bug: 501348,
    tools: ['memcheck'],
    kinds: /^Addr32$/,
    functions: /^(?:memcmp|bcmp)$/,
    loader: true,
  },
  { first: '3.25.0', bug: 501893, tools: ['memcheck'], kinds: /^Addr32$/, functions: /^__wcscat_avx2/ },
];
