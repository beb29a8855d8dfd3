/*
 * Each use-….c is also made into a library that works in a thread of its own, as the libraries of others do: built with
 * -Dmain=use. With PROGRAM defined, this is the program that starts it.
 */
#include <pthread.h>

#ifdef PROGRAM
void *work_in_a_library(void *arg);

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, work_in_a_library, NULL);
  pthread_join(thread, NULL);
  return 0;
}
#else
int use(void);

void *work_in_a_library(void *arg) {
  use();
  return arg;
}
#endif
