/* Errors of one text at 120 addresses, so that Valgrind becomes terse, and at one of them twice. */
#include <stdlib.h>
#define ERR if (*p) n++;
#define TEN(X) X X X X X X X X X X
int main(void) {
  int *p = malloc(4), n = 0;
  TEN(TEN(ERR))
  TEN(ERR ERR)
  for (int i = 0; i < 2; i++) ERR
  return n == 7;
}
