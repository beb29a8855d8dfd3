/*
 * Uses threads as they are meant to be used; what a tool reports here is the C library's or the tool's.
 * Threads that are joined, threads that are detached and still there at the end, thread-local memory, cancellation,
 * timers and message handlers that run in threads of the library, and functions that any thread may call.
 */
#define _GNU_SOURCE
#include <aio.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static sem_t begun;
static sem_t rung;
static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static int turns;
static _Thread_local char scratch[64];

static void make_nothing(void) {}

static void *work(void *name) {
  pthread_once(&once, make_nothing);
  pthread_setspecific(key, strdup(name));
  char text[128];
  for (int turn = 0; turn < 5; turn++) {
    snprintf(scratch, sizeof scratch, "%s %d %.2f", (char *)name, turn, turn / 3.0);
    snprintf(text, sizeof text, "%s %ld %d\n", scratch, random(), rand());
    fputs(text, stderr);
    fprintf(stdout, "%s: %s\n", strerror(turn + 1), getenv("HOME"));
    time_t now = 1000000000 + turn;
    struct tm tm;
    localtime_r(&now, &tm);
    strftime(text, sizeof text, "%c", &tm);
    mktime(&tm);
    pthread_mutex_lock(&mutex);
    turns++;
    pthread_cond_broadcast(&cond);
    pthread_mutex_unlock(&mutex);
    free(malloc(1000));
  }
  return NULL;
}

static void *wait_for_ever(void *arg) {
  sem_post(&begun);
  for (;;) pause();
  return arg;
}

static void *wait_for_cancel(void *arg) {
  pthread_cleanup_push(free, strdup("cleaned up"));
  sem_post(&begun);
  for (;;) pause();
  pthread_cleanup_pop(1);
  return arg;
}

static void ring(union sigval value) { sem_post(value.sival_ptr); }

int main(void) {
  pthread_t threads[3];
  pthread_key_create(&key, free);
  static char *names[] = {"one", "two", "three"};
  setenv("USE_THREADS", "3", 1);
  sem_init(&begun, 0, 0);
  sem_init(&rung, 0, 0);
  for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, work, names[i]);
  pthread_mutex_lock(&mutex);
  while (turns < 15) pthread_cond_wait(&cond, &mutex);
  pthread_mutex_unlock(&mutex);
  for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);

  pthread_create(&threads[0], NULL, wait_for_cancel, NULL);
  sem_wait(&begun);
  pthread_cancel(threads[0]);
  pthread_join(threads[0], NULL);

  timer_t timer;
  struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = ring, .sigev_value.sival_ptr = &rung};
  struct itimerspec soon = {.it_value.tv_nsec = 1000000};
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) == 0) {
    timer_settime(timer, 0, &soon, NULL);
    while (sem_wait(&rung) && errno == EINTR) continue;
    timer_delete(timer);
  }

  static char block[16];
  struct aiocb request = {.aio_fildes = open("/etc/passwd", O_RDONLY), .aio_buf = block, .aio_nbytes = sizeof block};
  if (aio_read(&request) == 0) {
    const struct aiocb *list[] = {&request};
    while (aio_error(&request) == EINPROGRESS) aio_suspend(list, 1, NULL);
    aio_return(&request);
  }
  close(request.aio_fildes);

  pthread_attr_t attr;
  pthread_attr_init(&attr);
  pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
  pthread_create(&threads[0], &attr, wait_for_ever, NULL);
  pthread_attr_destroy(&attr);
  sem_wait(&begun);
  return 0;
}
