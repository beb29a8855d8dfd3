/*
 * A small logger as many programs have one: threads read lines from one stream and write them, with the time, to streams
 * of their own.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static FILE *in;

static void stamp(char *text, size_t size) {
  time_t now = 1700000000;
  struct tm tm;
  localtime_r(&now, &tm);
  size_t used = strftime(text, size, "%Y-%m-%d %H:%M:%S %Z", &tm);
  ctime_r(&now, text + used);
  tm.tm_mon++;
  now = timelocal(&tm);
}

static void say(FILE *out, const char *format, ...) {
  char when[200];
  stamp(when, sizeof when);
  va_list rest;
  va_start(rest, format);
  fputs(when, out);
  vfprintf(out, format, rest);
  va_end(rest);
}

static void *copy(void *arg) {
  FILE *out = tmpfile();
  char line[256], *word = NULL;
  size_t size = 0;
  while (fgets(line, sizeof line, in) && getdelim(&word, &size, ' ', in) > 0) {
    say(out, "%zu %s", strlen(line), line);
    say(out, "%s\n", word);
  }
  free(word);
  fclose(out);
  return arg;
}

int main(void) {
  pthread_t threads[4];
  in = fopen("lines", "r");
  if (!in) return 1;
  for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, copy, NULL);
  for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
  fclose(in);
  return 0;
}
