/* Errors whose stacks are deeper than a small --num-callers, and some that are not. */
#include <stdlib.h>

#define CALL __attribute__((noinline))

static volatile int sink;

CALL int look(const int *p) { return *p ? 2 : 3; }
CALL int third(const int *p) { return look(p) + 1; }
CALL int second(const int *p) { return third(p) + 1; }
CALL int first(const int *p) { return second(p) + 1; }
CALL int other(const int *p) { return look(p) + 1; }
CALL char *allocate(void) { return malloc(9); }
CALL char *allocate_more(void) { return allocate(); }
CALL int again(int n, const int *p) { return n ? again(n - 1, p) + 1 : p[1]; }

int main(void) {
  int *volatile p = malloc(sizeof *p);
  char *volatile lost = allocate_more();
  lost = allocate();
  lost = NULL;
  (void)lost;
  sink = first(p);
  sink = other(p);
  sink = look(p);
  sink = again(1, p);
  sink = again(5, p);
  free(p);
  return 0;
}
