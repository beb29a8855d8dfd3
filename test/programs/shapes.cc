// Mangled names: namespaces, methods, templates, operators, a lambda; new and delete.
#include <cstdlib>
#include <string>
#include <vector>

#define CALL __attribute__((noinline))

static volatile int sink;

namespace shapes {

template <typename T> struct Box {
  T *value;
  CALL explicit Box(T v) : value(new T(v)) {}
  CALL bool truthy(const T *other) const { return *other ? true : false; }
  CALL bool operator==(const Box &other) const { return *value == *other.value; }
};

template <typename T> CALL T pick(const T *p) { return *p; }

namespace {
CALL int hidden(const int *p) { return pick(p); }
} // namespace

} // namespace shapes

extern "C" CALL void plain(const int *p) {
  if (shapes::hidden(p)) sink = 1;
}

CALL void lose() {
  auto *volatile lost = new std::vector<std::string>(2, std::string(40, 'x'));
  lost = nullptr;
  (void)lost;
}

CALL void lose_box() {
  shapes::Box<long> *volatile lost = new shapes::Box<long>(5);
  lost = nullptr;
  (void)lost;
}

CALL void mismatch() {
  int *volatile p = new int[3];
  delete p;
}

int main() {
  int *volatile p = static_cast<int *>(std::malloc(sizeof(int)));
  short *volatile s = new short[2];
  plain(p);
  shapes::Box<int> box(1);
  if (box.truthy(p)) sink = 2;
  auto ask = [](const int *q) CALL { return *q ? 1 : 2; };
  sink = ask(p);
  sink = shapes::pick(s + 2);
  lose();
  lose_box();
  mismatch();
  std::free(p);
  delete[] s;
  delete box.value;
  return 0;
}
