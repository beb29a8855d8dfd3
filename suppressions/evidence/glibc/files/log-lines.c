/*
 * A small logger as many programs have one: threads read lines from one stream and write them, with the time, to another.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static FILE *in, *out;

static void stamp(char *text, size_t size) {
  time_t now = 1700000000;
  struct tm tm;
  localtime_r(&now, &tm);
  size_t used = strftime(text, size, "%Y-%m-%d %H:%M:%S %Z", &tm);
  ctime_r(&now, text + used);
  tm.tm_mon++;
  now = timelocal(&tm);
}

static void say(const char *format, ...) {
  char when[200];
  stamp(when, sizeof when);
  va_list rest;
  va_start(rest, format);
  flockfile(out);
  fputs(when, out);
  vfprintf(out, format, rest);
  funlockfile(out);
  va_end(rest);
}

static void *copy_lines(void *arg) {
  char line[256];
  while (fgets(line, sizeof line, in)) say("%p: %zu %s", arg, strlen(line), line);
  return NULL;
}

static void *copy_words(void *arg) {
  char *word = NULL;
  size_t size = 0;
  while (getdelim(&word, &size, ' ', in) > 0) say("%p: %s\n", arg, word);
  free(word);
  return NULL;
}

int main(void) {
  pthread_t threads[4];
  in = fopen("lines", "r");
  out = fopen("log", "w");
  if (!in || !out) return 1;
  for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, i % 2 ? copy_lines : copy_words, NULL);
  for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
  fclose(in);
  fclose(out);
  return 0;
}
