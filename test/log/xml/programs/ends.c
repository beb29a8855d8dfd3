// Ends as its argument says: "kill", "segv", "fork" (parent and child both go on), "named" (a thread's name).
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int bad(int *memory) { return memory[0] ? 1 : 2; }

int main(int count, char **argument) {
  const char *how = count > 1 ? argument[1] : "";
  int *memory = malloc(sizeof *memory);
  volatile int sink = bad(memory);
  if (!strcmp(how, "named")) {
    pthread_setname_np(pthread_self(), "a<b&c>");
    sink += memory[0] ? 3 : 4;
  }
  if (!strcmp(how, "fork")) {
    pid_t child = fork();
    sink += memory[0] > 5 ? 5 : 6;
    if (child > 0) {
      waitpid(child, NULL, 0);
      sink += memory[0] > 7 ? 7 : 8;
    }
  }
  // From outside: Valgrind would see a process that kills itself and end the log.
  if (!strcmp(how, "kill") && system("kill -9 $PPID")) return 1;
  if (!strcmp(how, "segv")) *(volatile int *)16 = sink;
  free(memory);
  return 0;
}
