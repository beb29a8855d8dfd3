/* A parent and two forked children that err at the same time; the second child goes on with another program. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

__attribute__((noinline)) static int judge(int *at) { return *at ? 1 : 0; }

static void err(int times) {
  int *unset = malloc(sizeof *unset);
  for (int i = 0; i < times; i++) {
    if (judge(unset)) write(2, "yes\n", 4);
    write(2, "no newline ", 11);
  }
}

int main(int argc, char **argv) {
  if (argc > 1) {
    err(1);
    return 0;
  }
  if (fork() == 0) {
    err(2);
    _exit(0);
  }
  if (fork() == 0) {
    err(1);
    execl(argv[0], argv[0], "again", (char *)0);
  }
  err(1);
  while (wait(0) > 0) continue;
  return 0;
}
