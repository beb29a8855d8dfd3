// One error of each shape that Memcheck has, for logs with and without generated suppressions.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace shop {

struct Shelf {
  int *slots;
  // Inlined: an extra frame with the plain name, and mangled names around it.
  __attribute__((always_inline)) int peek(int i) const {
    if (slots[i] > 0) return 1;
    return 2;
  }
};

// The same error several times: counted, not printed again.
__attribute__((noinline)) int count(const Shelf &shelf, int times) {
  int sum = 0;
  for (int i = 0; i < times; i++) sum += shelf.peek(0);
  return sum;
}

// Plain recursion: neighbouring frames of one address, none of them inlined.
__attribute__((noinline)) char *lose(int depth) {
  if (depth == 0) return static_cast<char *>(std::malloc(40));
  char *volatile lost = lose(depth - 1);
  return lost;
}

}  // namespace shop

struct Node {
  Node *next;
};

int main() {
  shop::Shelf shelf{static_cast<int *>(std::malloc(4 * sizeof(int)))};
  volatile int sink = shop::count(shelf, 7);
  if (write(1, shelf.slots, 8) > 0) sink = 0;
  free(shelf.slots);
  sink = shelf.slots[1];

  sink = shop::lose(3) != nullptr;

  Node *first = new Node{new Node{nullptr}};
  first = nullptr;
  sink = first == nullptr;

  int *many = new int[4];
  delete many;

  char text[] = "0123456789";
  strcpy(text, text + 1);

  volatile std::intptr_t size = -3;
  sink = malloc(static_cast<std::size_t>(size)) == nullptr;
  return 0;
}
