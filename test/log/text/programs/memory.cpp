// Errors of Memcheck in code with mangled names and inlined calls; threads tell their number in the log.
#include <cstdlib>
#include <cstring>
#include <thread>
#include <unistd.h>

namespace store {

struct Shelf {
  int *slots;
  explicit Shelf(int n) : slots(new int[n]) {}
  int sum(int n) const;
};

inline __attribute__((always_inline)) int peek(const int *at) {
  if (*at > 3) asm volatile("nop");
  return 2;
}

__attribute__((noipa)) int Shelf::sum(int n) const {
  int all = 0;
  for (int i = 0; i < n; i++) all += peek(slots + i);
  return all;
}

template <typename T> __attribute__((noipa)) T *lose(T value) {
  T *lost = new T(value);
  asm volatile("" : : "r"(lost) : "memory");
  lost = nullptr;
  return lost;
}

} // namespace store

extern "C" __attribute__((noipa)) int descend(int depth, char *out) {
  volatile int kept = depth;
  if (depth == 0) return (int)write(2, out, 4) + kept;
  int deeper = descend(depth - 1, out);
  return deeper + kept;
}

int main(int argc, char **) {
  store::Shelf shelf(argc + 1);
  volatile int sum = shelf.sum(2);
  store::lose<long>(sum);
  char *out = static_cast<char *>(malloc(4));
  descend(3, out);
  std::thread([] { volatile char *p = new char[4]; p[4] = 1; delete[] p; }).join();
  for (int i = 0; i < 3; i++) { char *twice = new char[8]; free(twice); }
  free(out);
  delete[] shelf.slots;
}
