/*
 * Uses locales, conversion of characters and translated messages as they are meant to be used, and gives back
 * all that it gets.
 */
#define _GNU_SOURCE
#include <iconv.h>
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <monetary.h>
#include <printf.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>
#include <wctype.h>

static void convert(const char *to, const char *from) {
  iconv_t way = iconv_open(to, from);
  if (way == (iconv_t)-1) return;
  char in[] = "some text", out[200], *at = in, *end = out;
  size_t left = sizeof in, room = sizeof out;
  iconv(way, &at, &left, &end, &room);
  iconv_close(way);
}

static void speak(const char *name) {
  char text[200];
  wchar_t wide[100];
  printf("%s: %s\n", name, setlocale(LC_ALL, name) ? nl_langinfo(CODESET) : "not here");
  bindtextdomain("coreutils", "/usr/share/locale");
  bind_textdomain_codeset("coreutils", "ISO-8859-1");
  textdomain("coreutils");
  puts(gettext("missing operand"));
  puts(ngettext("%d file", "%d files", 2));
  puts(strerror(2));
  time_t then = 1000000000;
  strftime(text, sizeof text, "%c %x %Ex %EY", gmtime(&then));
  puts(text);
  strfmon(text, sizeof text, "%n", 1234.5);
  puts(text);
  printf("%'d %'.2f %ls\n", 1234567, 1234.5, L"wide");
  mbstowcs(wide, text, 100);
  wprintf(L"%ls\n", wide);
  printf("%d %d\n", strcoll("a", "b"), wcscoll(L"a", L"b"));
  strxfrm(text, "a longer word", sizeof text);
  wctrans("toupper");
  wctype("alpha");
  strptime("12/31/99", "%D", gmtime(&then));
  regex_t regex;
  regcomp(&regex, "[[:alpha:]]+[a-z]", REG_EXTENDED | REG_ICASE);
  regexec(&regex, "some text", 0, NULL, 0);
  regfree(&regex);
  FILE *file = fopen("/etc/passwd", "r,ccs=ISO-8859-1");
  if (file) {
    fgetwc(file);
    fclose(file);
  }
}

int main(void) {
  speak("");
  speak("C");
  speak("C.UTF-8");
  speak("de_DE.UTF-8");
  speak("ja_JP.EUC-JP");
  setlocale(LC_NUMERIC, "fr_FR.UTF-8");
  locale_t german = newlocale(LC_ALL_MASK, "de_DE.UTF-8", (locale_t)0);
  if (german) {
    locale_t copy = duplocale(german);
    uselocale(copy);
    printf("%s %f\n", nl_langinfo(RADIXCHAR), 1.5);
    uselocale(LC_GLOBAL_LOCALE);
    freelocale(copy);
    freelocale(german);
  }
  convert("ISO-8859-1", "UTF-8");
  convert("EUC-JP//TRANSLIT", "UTF-16");
  convert("UTF-7", "CP1252");
  convert("ASCII//IGNORE", "KOI8-R");
  convert("nothing", "known");
  return 0;
}
