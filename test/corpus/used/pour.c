/* Leaks and a jump that depends on an undefined value, each in a function of its own. */
#include <stdlib.h>

#define CALL __attribute__((noinline))

static volatile int sink;
static char *kept;

CALL char *fill(size_t size) { return malloc(size); }

CALL void spill(void) {
  char *volatile lost = fill(100);
  lost = fill(24);
  lost = NULL;
  (void)lost;
}

CALL void keep(void) { kept = fill(11); }

CALL int taste(const int *cup) { return *cup ? 1 : 2; }

/* Leaves no pointer behind in dead parts of the stack. */
CALL void wipe(void) {
  volatile char rubbish[4096];
  for (size_t i = 0; i < sizeof rubbish; i++) rubbish[i] = 0;
}

int main(void) {
  int *volatile cup = malloc(sizeof *cup);
  for (int i = 0; i < 3; i++) sink = taste(cup);
  free(cup);
  spill();
  keep();
  wipe();
  return 0;
}
