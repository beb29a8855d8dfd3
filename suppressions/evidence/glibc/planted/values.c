/*
 * Passes what was never set, what is freed and what is not terminated to functions of the C library, and uses its
 * objects after they were closed.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <iconv.h>
#include <locale.h>
#include <math.h>
#include <netdb.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

static volatile int sink;

static void *unset(size_t size) {
  void *block = malloc(size);
  __asm__ volatile("" : "+r"(block));
  return block;
}

static void planted_write_hole(int fd) {
  char *block = unset(32);
  memcpy(block, "text", 4);
  sink = write(fd, block, 32);
  free(block);
}
static void planted_stream_hole(FILE *file) {
  char *block = unset(32);
  fwrite(block, 32, 1, file);
  fflush(file);
  free(block);
}
static void planted_pwrite_hole(int fd) {
  char *block = unset(32);
  sink = pwrite(fd, block, 32, 0);
  free(block);
}
static void planted_writev_hole(int fd) {
  char *block = unset(32);
  struct iovec parts[] = {{block, 32}};
  sink = writev(fd, parts, 1);
  free(block);
}
static void planted_send_hole(int socket) {
  char *block = unset(32);
  sink = send(socket, block, 32, MSG_DONTWAIT);
  free(block);
}
static void planted_sendmsg_hole(int socket) {
  char *block = unset(32);
  struct iovec parts[] = {{block, 32}};
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 1};
  sink = sendmsg(socket, &message, MSG_DONTWAIT);
  free(block);
}
static void planted_print_value(FILE *file) {
  int *value = unset(sizeof *value);
  fprintf(file, "%d\n", *value);
  free(value);
}
static void planted_print_double(FILE *file) {
  double *value = unset(sizeof *value);
  fprintf(file, "%f\n", *value);
  free(value);
}
static void planted_print_text(FILE *file) {
  char *text = unset(10);
  text[9] = 0;
  fprintf(file, "%s\n", text);
  fputs(text, file);
  free(text);
}
static void planted_print_wide(FILE *file) {
  wchar_t *text = unset(40);
  text[9] = 0;
  fprintf(file, "%ls\n", text);
  sink = wcslen(text);
  free(text);
}
static void planted_compare_text(void) {
  char *text = unset(10);
  text[9] = 0;
  sink = strcmp(text, "text") + strcoll(text, "text") + strcasecmp(text, "text");
  sink = atoi(text);
  sink = strtol(text, NULL, 10);
  free(text);
}
static void planted_format_time(void) {
  struct tm *tm = unset(sizeof *tm);
  char text[100];
  tm->tm_zone = "UTC";
  tm->tm_year = 100;
  sink = strftime(text, sizeof text, "%H %d", tm);
  free(tm);
}
static void planted_get_variable(void) {
  char *name = unset(10);
  name[9] = 0;
  sink = getenv(name) != NULL;
  free(name);
}
static int planted_compare(const void *a, const void *b) { return *(const int *)a < *(const int *)b ? -1 : 1; }
static void planted_sort(void) {
  int *numbers = unset(5 * sizeof *numbers);
  qsort(numbers, 5, sizeof *numbers, planted_compare);
  free(numbers);
}
static void planted_convert(iconv_t way) {
  char *text = unset(10), out[100], *at = text, *end = out;
  size_t left = 10, room = sizeof out;
  sink = iconv(way, &at, &left, &end, &room);
  free(text);
}

static void planted_use_closed_file(void) {
  FILE *file = fopen("/etc/passwd", "r");
  getc(file);
  fclose(file);
  sink = fgetc(file);
}
static void planted_close_twice(void) {
  DIR *directory = opendir("/etc");
  closedir(directory);
  closedir(directory);
}
static void planted_use_closed_directory(void) {
  DIR *directory = opendir("/etc");
  struct dirent *entry = readdir(directory);
  closedir(directory);
  sink = entry->d_name[0];
}
static void planted_use_freed_text(FILE *file) {
  char *text = strdup("freed");
  free(text);
  fprintf(file, "%s\n", text);
  sink = setenv("FREED", text, 1);
}
static void planted_use_freed_addresses(void) {
  struct addrinfo *found;
  if (getaddrinfo("localhost", "http", NULL, &found)) return;
  freeaddrinfo(found);
  sink = found->ai_family;
}
/* The loader reads names with code of its own. */
static char *unterminated(const char *text) {
  char *block = malloc(strlen(text));
  memcpy(block, text, strlen(text));
  return block;
}
static void planted_load_unterminated(void) {
  char *name = unterminated("./$ORIGI");
  sink = dlopen(name, RTLD_LAZY) != NULL;
  free(name);
}
static void planted_load_freed(void) {
  char *name = strdup("$ORIGIN/libnothing.so");
  free(name);
  sink = dlopen(name, RTLD_LAZY) != NULL;
}
static void planted_load_unset(void) {
  char *name = unset(20);
  name[19] = 0;
  sink = dlopen(name, RTLD_LAZY) != NULL;
  free(name);
}
static void planted_find_unset(void) {
  char *name = unset(20);
  name[19] = 0;
  sink = dlsym(RTLD_DEFAULT, name) != NULL;
  free(name);
}
static void planted_open_unterminated(void) {
  char *name = unterminated("UTF-8");
  sink = iconv_open(name, "ISO-8859-1") != (iconv_t)-1;
  free(name);
}
static void planted_set_unterminated(void) {
  char *name = unterminated("C.UTF-8");
  sink = setlocale(LC_ALL, name) != NULL;
  free(name);
}
static void planted_free_twice(void) {
  char *text = strdup("freed twice");
  free(text);
  free(text);
}
static void planted_free_inside(void) { free(strdup("freed from its second byte") + 1); }
static void planted_at_exit(void) {
  int *value = unset(sizeof *value);
  if (*value) sink = 1;
  free(value);
}

int main(void) {
  int sockets[2];
  socketpair(AF_UNIX, SOCK_DGRAM, 0, sockets);
  int fd = open("/dev/null", O_WRONLY);
  FILE *null = fopen("/dev/null", "w");
  iconv_t way = iconv_open("UTF-16", "UTF-8");
  atexit(planted_at_exit);
  planted_write_hole(fd);
  planted_stream_hole(null);
  planted_pwrite_hole(fd);
  planted_writev_hole(fd);
  planted_send_hole(sockets[0]);
  planted_sendmsg_hole(sockets[0]);
  planted_print_value(null);
  planted_print_double(null);
  planted_print_text(null);
  planted_print_wide(null);
  planted_compare_text();
  planted_format_time();
  planted_get_variable();
  planted_sort();
  planted_convert(way);
  planted_use_closed_file();
  planted_close_twice();
  planted_use_closed_directory();
  planted_use_freed_text(null);
  planted_use_freed_addresses();
  planted_load_unterminated();
  planted_load_freed();
  planted_load_unset();
  planted_find_unset();
  planted_open_unterminated();
  planted_set_unterminated();
  planted_free_twice();
  planted_free_inside();
  iconv_close(way);
  fclose(null);
  close(fd);
  return 0;
}
