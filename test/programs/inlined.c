/* Inlined calls: plain names, several frames for one address. */
#include <stdlib.h>

#define CALL __attribute__((noinline))
#define INLINE static inline __attribute__((always_inline))

static volatile int sink;

INLINE int peek(const int *p) {
  if (*p) sink = 1;
  return 3;
}
INLINE int peek_twice(const int *p) { return peek(p) + peek(p + 1); }
INLINE char *get(size_t size) { return malloc(size); }

CALL int outer(const int *p) { return peek_twice(p) + 1; }
CALL int beside(const int *p) { return peek(p) + 1; }
CALL char *hold(void) { return get(11); }

int main(void) {
  int *volatile p = malloc(2 * sizeof *p);
  char *volatile lost = hold();
  lost = get(12);
  lost = NULL;
  (void)lost;
  sink = outer(p);
  sink = beside(p);
  sink = peek(p);
  free(p);
  sink = peek(p);
  return 0;
}
