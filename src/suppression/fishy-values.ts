/** What errors of the kind `FishyValue` say, and how the functions begin that are innermost on their stacks. */
interface FishyValue {
  /** `function(argument)`, with Valgrind's own names for the functions. */
  readonly text: string;
  readonly functions: readonly string[];
}

/** All that Memcheck reports, in every version that knows the kind (memcheck/mc_malloc_wrappers.c). */
const table: readonly FishyValue[] = [
  { text: 'malloc(size)', functions: ['malloc'] },
  { text: 'calloc(nmemb)', functions: ['calloc'] },
  { text: 'calloc(size)', functions: ['calloc'] },
  { text: 'realloc(size)', functions: ['realloc'] },
  { text: 'memalign(size)', functions: ['memalign', 'posix_memalign', 'aligned_alloc', 'valloc'] },
  { text: '__builtin_new(size)', functions: ['_Znw', 'operator new('] },
  { text: '__builtin_vec_new(size)', functions: ['_Zna', 'operator new[]('] },
  { text: '__builtin_new_aligned(size)', functions: ['_Znw'] },
  { text: '__builtin_vec_new_aligned(size)', functions: ['_Zna'] },
];

/** The texts of all fishy values. */
export const fishyValues: readonly string[] = table.map(({ text }) => text);

/** The texts that fit the name of an innermost function. */
export function fishyValuesOf(name: string): readonly string[] {
  return table
    .filter(({ functions }) => functions.some((begin) => name.startsWith(begin)))
    .map(({ text }) => text);
}
