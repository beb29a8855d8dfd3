/*
 * Loses and keeps memory in ways that own code does, through what the C library hands out and from where it calls
 * back. Main uses the same functions once as they are meant to be used, so that what the library keeps is there.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fts.h>
#include <ftw.h>
#include <glob.h>
#include <iconv.h>
#include <ifaddrs.h>
#include <locale.h>
#include <netdb.h>
#include <pthread.h>
#include <regex.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>
#include <wordexp.h>

#define LOST(what) wipe((long)(what))

/* What is lost must not be found on the stack or in a register. */
static void __attribute__((noinline)) wipe(long value) {
  volatile char room[16384];
  memset((void *)room, (int)(value & 1) - (int)(value & 1), sizeof room);
}

/* Strings and lines. */
static void planted_leak_strdup(void) { LOST(strdup("copied and dropped")); }
static void planted_leak_strndup(void) { LOST(strndup("copied and dropped", 6)); }
static void planted_leak_asprintf(void) {
  char *text;
  LOST(asprintf(&text, "%s %d", "formatted and dropped", 1));
  text = NULL;
}
static void planted_leak_getline(void) {
  char *line = NULL;
  size_t size = 0;
  FILE *file = fopen("/etc/passwd", "r");
  LOST(getline(&line, &size, file));
  line = NULL;
  fclose(file);
}
static void planted_leak_memstream(void) {
  char *text;
  size_t size;
  FILE *file = open_memstream(&text, &size);
  fputs("written and dropped", file);
  LOST(fclose(file));
  text = NULL;
}
static void planted_leak_path(void) { LOST(realpath("/etc/../etc/passwd", NULL)); }
static void planted_leak_scanned(void) {
  char *word;
  LOST(sscanf("a word", "%ms", &word));
  word = NULL;
}
static void planted_leak_wide(void) { LOST(wcsdup(L"copied and dropped")); }

/* What one opens and should close. */
static void planted_leak_file(void) { LOST(fopen("/etc/passwd", "r")); }
static void planted_leak_directory(void) { LOST(opendir("/etc")); }
static void planted_leak_addresses(void) {
  struct addrinfo *found;
  LOST(getaddrinfo("localhost", "http", NULL, &found));
  found = NULL;
}
static void planted_leak_interfaces(void) {
  struct ifaddrs *found;
  LOST(getifaddrs(&found));
  found = NULL;
}
static void planted_leak_regex(void) {
  regex_t regex;
  LOST(regcomp(&regex, "[a-z]+", REG_EXTENDED));
  memset(&regex, 0, sizeof regex);
}
static void planted_leak_locale(void) { LOST(newlocale(LC_ALL_MASK, "C.UTF-8", (locale_t)0)); }
static void planted_leak_conversion(void) { LOST(iconv_open("ISO-8859-1", "UTF-8")); }
static void planted_leak_glob(void) {
  glob_t found;
  LOST(glob("/etc/pass*", 0, NULL, &found));
  memset(&found, 0, sizeof found);
}
static void planted_leak_words(void) {
  wordexp_t found;
  LOST(wordexp("some words", &found, 0));
  memset(&found, 0, sizeof found);
}
static void planted_leak_entries(void) {
  struct dirent **entries;
  LOST(scandir("/etc/ssl", &entries, NULL, alphasort));
  entries = NULL;
}
static void planted_leak_tree(void) {
  char *roots[] = {"/etc/ssl", NULL};
  LOST(fts_open(roots, FTS_PHYSICAL, NULL));
}
static void planted_leak_table(void) {
  struct hsearch_data table = {0};
  LOST(hcreate_r(10, &table));
  memset(&table, 0, sizeof table);
}

/* From where the library calls own code back. */
static char *last;
static int planted_leak_compare(const void *a, const void *b) {
  last = strdup("one for each comparison");
  return *(const int *)a - *(const int *)b;
}
static int planted_leak_visit(const char *path, const struct stat *info, int flag) {
  (void)info;
  (void)flag;
  last = strdup(path);
  return 0;
}
static int compare(const void *a, const void *b) { return strcmp(a, b); }
static void planted_leak_walk(const void *node, VISIT visit, int depth) {
  (void)visit;
  (void)depth;
  last = strdup(*(const char *const *)node);
}
static int planted_leak_filter(const struct dirent *entry) {
  last = strdup(entry->d_name);
  return 0;
}
static void planted_leak_once(void) { last = strdup("once"); }
static void planted_leak_at_exit(void) {
  last = strdup("at exit");
  last = NULL;
}
static void planted_leak_in_child_handler(void) { last = strdup("before fork"); }
static void __attribute__((constructor)) planted_leak_constructor(void) {
  last = strdup("before main");
  last = NULL;
}
static void __attribute__((destructor)) planted_leak_destructor(void) {
  last = strdup("after main");
  last = NULL;
}

/* What own code still reaches at the end. */
static char *kept[10];
static FILE *kept_file;
static DIR *kept_directory;
static void planted_keep_strdup(void) { kept[0] = strdup("kept for ever"); }
static void planted_keep_asprintf(void) {
  if (asprintf(&kept[1], "%s", "kept for ever") < 0) kept[1] = NULL;
}
static void planted_keep_file(void) {
  kept_file = fopen("/etc/passwd", "r");
  getc(kept_file);
}
static void planted_keep_directory(void) { kept_directory = opendir("/etc"); }
static void planted_keep_path(void) { kept[2] = realpath("/etc/passwd", NULL); }
static int planted_keep_compare(const void *a, const void *b) {
  free(kept[3]);
  kept[3] = strdup("kept by a comparison");
  return *(const int *)a - *(const int *)b;
}
static void *kept_tree;
static void planted_keep_tree(void) { tsearch("leaf of own code", &kept_tree, compare); }
static void planted_keep_once(void) { kept[4] = strdup("kept once"); }
static void __attribute__((constructor)) planted_keep_constructor(void) { kept[5] = strdup("kept since before main"); }
static void planted_keep_at_exit(void) { kept[6] = strdup("kept at exit"); }

static void use_properly(void) {
  setlocale(LC_ALL, "C.UTF-8");
  struct addrinfo *found;
  if (getaddrinfo("localhost", "http", NULL, &found) == 0) freeaddrinfo(found);
  iconv_close(iconv_open("ISO-8859-1", "UTF-8"));
  regex_t regex;
  regcomp(&regex, "[a-z]+", REG_EXTENDED);
  regfree(&regex);
}

int main(void) {
  int numbers[] = {3, 1, 2};
  static pthread_once_t one = PTHREAD_ONCE_INIT, two = PTHREAD_ONCE_INIT;
  use_properly();
  planted_leak_strdup();
  planted_leak_strndup();
  planted_leak_asprintf();
  planted_leak_getline();
  planted_leak_memstream();
  planted_leak_path();
  planted_leak_scanned();
  planted_leak_wide();
  planted_leak_file();
  planted_leak_directory();
  planted_leak_addresses();
  planted_leak_interfaces();
  planted_leak_regex();
  planted_leak_locale();
  planted_leak_conversion();
  planted_leak_glob();
  planted_leak_words();
  planted_leak_entries();
  planted_leak_tree();
  planted_leak_table();

  qsort(numbers, 3, sizeof *numbers, planted_leak_compare);
  bsearch(&numbers[1], numbers, 3, sizeof *numbers, planted_leak_compare);
  lfind(&numbers[1], numbers, &(size_t){3}, sizeof *numbers, planted_leak_compare);
  ftw("/etc/ssl", planted_leak_visit, 5);
  void *tree = NULL;
  tsearch("leaf", &tree, compare);
  tsearch("another", &tree, compare);
  twalk(tree, planted_leak_walk);
  tdelete("leaf", &tree, compare);
  tdelete("another", &tree, compare);
  struct dirent **entries;
  if (scandir("/etc/ssl", &entries, planted_leak_filter, alphasort) >= 0) free(entries);
  pthread_once(&one, planted_leak_once);
  pthread_atfork(planted_leak_in_child_handler, NULL, NULL);
  pid_t child = fork();
  if (child == 0) _exit(0);
  atexit(planted_leak_at_exit);

  planted_keep_strdup();
  planted_keep_asprintf();
  planted_keep_file();
  planted_keep_directory();
  planted_keep_path();
  planted_keep_tree();
  qsort(numbers, 3, sizeof *numbers, planted_keep_compare);
  pthread_once(&two, planted_keep_once);
  atexit(planted_keep_at_exit);
  last = NULL;
  wipe(0);
  return 0;
}
