/* One error of each common kind of memcheck, some through several callers. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define CALL __attribute__((noinline))

static volatile int sink;

CALL void decide(const int *p) {
  if (*p) sink = 1;
}

CALL void decide_far(const int *p) { decide(p); }

CALL void use_as_index(const unsigned char *p) {
  static int table[256];
  sink = table[*p];
}

CALL int read_four(const int *p) { return *p; }

CALL void read_freed(void) {
  int *volatile p = malloc(sizeof *p);
  free(p);
  sink = read_four(p);
}

CALL void read_behind(void) {
  int *volatile p = malloc(sizeof *p);
  sink = read_four(p + 1);
  free(p);
}

CALL void write_one(char *p) { *p = 1; }

CALL void write_behind(void) {
  char *volatile p = malloc(3);
  write_one(p + 3);
  free(p);
}

CALL void write_out(const char *p, size_t size) {
  if (write(open("/dev/null", O_WRONLY), p, size)) sink = 1;
}

CALL void ask_device(void *p) { sink = ioctl(-1, TIOCGWINSZ, p); }

CALL void free_twice(void) {
  char *volatile p = malloc(7);
  free(p);
  free(p);
}

CALL int compare(const void *a, const void *b) { return *(const int *)a > *(const int *)b ? 1 : -1; }

int main(void) {
  int *p = malloc(4 * sizeof *p);
  decide(p);
  decide_far(p);
  use_as_index((unsigned char *)p);
  read_freed();
  read_behind();
  write_behind();
  write_out((const char *)p, 8);
  ask_device((void *)8);
  free_twice();
  qsort(p, 2, sizeof *p, compare);
  free(p);
  return 0;
}
