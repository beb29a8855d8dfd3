/*
 * Reads and writes files and directories as is meant to be done, from one thread and from several: the library locks
 * each stream itself.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <ftw.h>
#include <fts.h>
#include <glob.h>
#include <mntent.h>
#include <pthread.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <wordexp.h>

static FILE *shared;

static void *write_lines(void *name) {
  time_t now = 1700000000;
  struct tm tm;
  localtime_r(&now, &tm);
  tm.tm_hour++;
  mktime(&tm);
  for (int i = 0; i < 20; i++) {
    fprintf(shared, "%s %d\n", (char *)name, i);
    fputs("one\n", shared);
    fputc('c', shared);
    putc('\n', shared);
    fwrite("two\n", 4, 1, shared);
    puts("three");
    printf("%s\n", (char *)name);
    putchar('\n');
    fflush(shared);
  }
  FILE *own = tmpfile();
  if (own) {
    fputs("mine\n", own);
    rewind(own);
    char line[20];
    while (fgets(line, sizeof line, own)) continue;
    fclose(own);
  }
  return NULL;
}

static void *read_lines(void *arg) {
  char start[100];
  fgets(start, sizeof start, shared);
  char *line = NULL;
  size_t size = 0;
  while (getline(&line, &size, shared) > 0) continue;
  rewind(shared);
  char text[100];
  int c = 0;
  for (int i = 0; i < 10 && fgets(text, sizeof text, shared); i++) c = getc(shared);
  fscanf(shared, "%50s", text);
  ungetc(c, shared);
  ftell(shared);
  fseek(shared, 0, SEEK_SET);
  free(line);
  return arg;
}

static int visit(const char *path, const struct stat *info, int flag, struct FTW *ftw) {
  (void)path;
  (void)info;
  (void)flag;
  (void)ftw;
  return 0;
}

static int compare(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

int main(void) {
  pthread_t threads[3];
  static char *names[] = {"one", "two", "three"};
  shared = fopen("lines", "w+");
  if (!shared) return 1;
  for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, write_lines, names[i]);
  for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
  rewind(shared);
  for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, read_lines, NULL);
  for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
  fclose(shared);
  remove("lines");

  FILE *pipe = popen("echo hello", "r");
  char line[100];
  if (pipe) {
    while (fgets(line, sizeof line, pipe)) continue;
    pclose(pipe);
  }
  system("true");
  struct dirent **entries;
  int count = scandir("/etc", &entries, NULL, alphasort);
  while (count > 0) free(entries[--count]);
  free(entries);
  nftw("/etc/ssl", visit, 5, FTW_PHYS);
  char *roots[] = {"/etc/ssl", NULL};
  FTS *tree = fts_open(roots, FTS_PHYSICAL, NULL);
  while (fts_read(tree)) continue;
  fts_close(tree);
  glob_t found;
  if (glob("/etc/*.conf", GLOB_TILDE, NULL, &found) == 0) globfree(&found);
  wordexp_t words;
  if (wordexp("$HOME *.txt", &words, 0) == 0) wordfree(&words);
  fnmatch("*.c", "use-files.c", 0);
  FILE *mounts = setmntent("/proc/mounts", "r");
  if (mounts) {
    while (getmntent(mounts)) continue;
    endmntent(mounts);
  }
  qsort(names, 3, sizeof *names, compare);
  char *text;
  size_t size;
  FILE *memory = open_memstream(&text, &size);
  fprintf(memory, "%s %a\n", "text", 1.5);
  fclose(memory);
  free(text);
  free(realpath("/etc/../etc/passwd", NULL));
  free(get_current_dir_name());
  if (asprintf(&text, "%d", 1) > 0) free(text);
  pid_t child = fork();
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  printf("left in the buffer");
  return 0;
}
