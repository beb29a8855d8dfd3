/** Hides a leak that the logs of test/corpus/used have. */
export const spilt = `{
   spilt
   Memcheck:Leak
   match-leak-kinds: definite
   fun:malloc
   fun:fill
   fun:spill
}
`;
