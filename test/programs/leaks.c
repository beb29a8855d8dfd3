/* Leaks of all four kinds, through calls of different depth. */
#include <stdlib.h>
#include <string.h>

#define CALL __attribute__((noinline))

struct node {
  struct node *next;
  char *text;
};

static struct node *kept;
static char *inside;

CALL struct node *make(int size) {
  struct node *node = malloc(sizeof *node);
  node->next = NULL;
  node->text = calloc(1, (size_t)size);
  return node;
}

CALL struct node *make_two(void) {
  struct node *first = make(10);
  first->next = make(20);
  return first;
}

CALL struct node *nested(int depth) {
  return depth > 0 ? nested(depth - 1) : make(30);
}

CALL void lose(void) {
  struct node *volatile lost = make_two();
  lost = NULL;
  (void)lost;
}

CALL void lose_deep(void) {
  struct node *volatile lost = nested(14);
  lost = NULL;
  (void)lost;
}

CALL void keep(void) { kept = make(40); }

CALL void keep_inside(void) { inside = (char *)malloc(100) + 50; }

CALL int compare(const void *a, const void *b) {
  char *volatile lost = strdup("lost in a callback of the library");
  lost = NULL;
  (void)lost;
  return *(const int *)a - *(const int *)b;
}

/* Leaves no pointer behind in dead parts of the stack. */
CALL void wipe(void) {
  volatile char rubbish[4096];
  memset((char *)rubbish, 0, sizeof rubbish);
}

int main(void) {
  int numbers[] = {2, 1};
  lose();
  lose_deep();
  keep();
  keep_inside();
  qsort(numbers, 2, sizeof *numbers, compare);
  wipe();
  return 0;
}
