/*
 * Asks for users, groups, hosts and services, and what time it is, as is meant to be done, from one thread and from
 * several, and gives back all that it gets.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <grp.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <pwd.h>
#include <shadow.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

static FILE *users_file;

static void *ask(void *name) {
  struct addrinfo hints = {.ai_flags = AI_CANONNAME, .ai_socktype = SOCK_STREAM}, *found;
  if (getaddrinfo(name, "http", &hints, &found) == 0) {
    char host[NI_MAXHOST], service[NI_MAXSERV];
    getnameinfo(found->ai_addr, found->ai_addrlen, host, sizeof host, service, sizeof service, 0);
    freeaddrinfo(found);
  }
  struct passwd user, *user_found;
  struct group group, *group_found;
  char text[2000];
  getpwnam_r("root", &user, text, sizeof text, &user_found);
  getpwuid_r(12345, &user, text, sizeof text, &user_found);
  getgrnam_r("root", &group, text, sizeof text, &group_found);
  time_t now = 1700000000;
  struct tm tm;
  localtime_r(&now, &tm);
  tm.tm_hour++;
  mktime(&tm);
  if (fgets(text, sizeof text, users_file)) fputs(text, stderr);
  char *line = NULL;
  size_t size = 0;
  if (getline(&line, &size, users_file) > 0) fputs(line, stderr);
  free(line);
  return NULL;
}

int main(void) {
  struct passwd *user = getpwnam("root");
  gid_t groups[20];
  int count = 20;
  if (user) getgrouplist(user->pw_name, user->pw_gid, groups, &count);
  setpwent();
  while (getpwent()) continue;
  endpwent();
  while (getgrent()) continue;
  endgrent();
  getspnam("root");
  getservbyname("ssh", "tcp");
  getprotobyname("tcp");
  getnetbyname("loopback");
  gethostbyname("localhost");
  gethostbyname2("localhost", AF_INET6);
  struct in_addr self = {htonl(INADDR_LOOPBACK)};
  gethostbyaddr(&self, sizeof self, AF_INET);
  struct ifaddrs *interfaces;
  if (getifaddrs(&interfaces) == 0) freeifaddrs(interfaces);
  struct gaicb request = {.ar_name = "localhost"}, *requests[] = {&request};
  if (getaddrinfo_a(GAI_WAIT, requests, 1, NULL) == 0 && request.ar_result) freeaddrinfo(request.ar_result);
  openlog("use-names", LOG_PID, LOG_USER);
  syslog(LOG_DEBUG, "%s", "a message that nobody hears");
  closelog();
  users_file = fopen("/etc/passwd", "r");
  pthread_t threads[3];
  static char *names[] = {"localhost", "ip6-localhost", "b\xc3\xbc" "cher.invalid"};
  for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, ask, names[i]);
  for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
  fclose(users_file);
  return 0;
}
