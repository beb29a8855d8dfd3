/*
 * Races and wrong locking of own code, on own memory and through functions of the C library. That some of them would come out the
 * same on most days is no excuse. Races within libc.so.6 itself (snprintf, localtime) are not among them: Valgrind's default.supp
 * hides them all.
 */
#define _GNU_SOURCE
#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static long counter;
static struct item {
  struct item *next;
} *list;
static int spinning;
static char buffer[200];
static char text[200] = "text that changes";
static FILE *stream;
static pthread_mutex_t first = PTHREAD_MUTEX_INITIALIZER, second = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static volatile char sink;

static void *planted_count(void *arg) {
  for (int i = 0; i < 3; i++) counter++;
  return arg;
}
static void *planted_prepend(void *arg) {
  struct item *item = malloc(sizeof *item);
  item->next = list;
  list = item;
  return arg;
}
static void *planted_spin(void *arg) {
  while (__atomic_exchange_n(&spinning, 0, __ATOMIC_SEQ_CST) > 100) continue;
  spinning = 1;
  counter++;
  spinning = 0;
  return arg;
}
static void *planted_copy(void *arg) {
  strcpy(buffer, "a text that is copied");
  memset(buffer + 100, 'x', 50);
  return arg;
}
static void *planted_cut(void *arg) {
  sink = *strtok(arg, " ");
  return arg;
}
static char *grown;
static size_t size;
static void *planted_get_line(void *arg) {
  FILE *own = fopen("/etc/passwd", "r");
  sink = getline(&grown, &size, own);
  fclose(own);
  return arg;
}
static void *planted_change_text(void *arg) {
  text[0] = 'T';
  text[5]++;
  return arg;
}
static void *planted_write_text(void *arg) {
  fwrite(text, 20, 1, stream);
  return arg;
}
static void *planted_print_text(void *arg) {
  fprintf(stream, "%s\n", text);
  fputs(text, stream);
  return arg;
}
static void *planted_read_unlocked(void *arg) {
  sink = getc_unlocked(stream);
  return arg;
}
static void *planted_set_variable(void *arg) {
  setenv("PLANTED", "a value", 1);
  return arg;
}
static void *planted_get_variable(void *arg) {
  sink = getenv("PLANTED") != NULL;
  return arg;
}
static int planted_compare(const void *a, const void *b) {
  counter++;
  return *(const int *)a - *(const int *)b;
}
static void *sort(void *arg) {
  int numbers[] = {3, 1, 2};
  qsort(numbers, 3, sizeof *numbers, planted_compare);
  return arg;
}
static pthread_key_t key;
static void planted_end(void *value) {
  counter++;
  free(value);
}
static void *set_key(void *arg) {
  pthread_setspecific(key, malloc(10));
  return arg;
}
static void *planted_one_way(void *arg) {
  pthread_mutex_lock(&first);
  pthread_mutex_lock(&second);
  pthread_mutex_unlock(&second);
  pthread_mutex_unlock(&first);
  return arg;
}
static void *planted_other_way(void *arg) {
  pthread_mutex_lock(&second);
  pthread_mutex_lock(&first);
  pthread_mutex_unlock(&first);
  pthread_mutex_unlock(&second);
  return arg;
}
static void planted_unlock_unlocked(void) {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&mutex);
  pthread_mutex_unlock(&mutex);
  pthread_mutex_unlock(&mutex);
}
static void *planted_unlock_foreign(void *arg) {
  pthread_mutex_unlock(&first);
  return arg;
}
static void planted_destroy_locked(void) {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&mutex);
  pthread_mutex_destroy(&mutex);
}
static void planted_wait_unlocked(void) {
  struct timespec soon;
  clock_gettime(CLOCK_REALTIME, &soon);
  pthread_cond_timedwait(&cond, &second, &soon);
}

static void *nap(void *(*work)(void *)) {
  usleep(50000);
  return work(NULL);
}

/* Both run at a time, so that nothing orders them; the second begins its work later, so that the reports are always the same. */
static void race(void *(*one)(void *), void *(*other)(void *)) {
  pthread_t threads[2];
  pthread_create(&threads[0], NULL, one, NULL);
  pthread_create(&threads[1], NULL, (void *(*)(void *))nap, other);
  pthread_join(threads[0], NULL);
  pthread_join(threads[1], NULL);
}

static void *cut_one(void *arg) {
  char words[] = "one two";
  planted_cut(words);
  return arg;
}

int main(void) {
  pthread_key_create(&key, planted_end);
  race(planted_count, planted_count);
  race(planted_prepend, planted_prepend);
  race(planted_spin, planted_spin);
  race(planted_copy, planted_copy);
  race(cut_one, cut_one);
  race(planted_get_line, planted_get_line);
  stream = fopen("/dev/null", "w");
  race(planted_change_text, planted_write_text);
  race(planted_write_text, planted_change_text);
  race(planted_change_text, planted_print_text);
  fclose(stream);
  stream = fopen("/etc/passwd", "r");
  getc(stream);
  race(planted_read_unlocked, planted_read_unlocked);
  fclose(stream);
  race(planted_set_variable, planted_get_variable);
  race(sort, sort);
  race(set_key, set_key);
  race(planted_one_way, planted_other_way);
  planted_unlock_unlocked();
  pthread_mutex_lock(&first);
  pthread_t thread;
  pthread_create(&thread, NULL, planted_unlock_foreign, NULL);
  pthread_join(thread, NULL);
  pthread_mutex_unlock(&first);
  planted_destroy_locked();
  planted_wait_unlocked();
  return 0;
}
