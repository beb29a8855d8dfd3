// A thread of C++ that nobody joins: here it is libstdc++ that calls pthread_create.
#include <chrono>
#include <future>
#include <thread>

static void sleep_for_ever() {
  for (;;) std::this_thread::sleep_for(std::chrono::seconds(1));
}

// With names as in C: a planted bug is known by how its name begins.
extern "C" void planted_detached_thread() { std::thread(sleep_for_ever).detach(); }
extern "C" void planted_keep_thread() {
  static std::thread *kept;
  kept = new std::thread(sleep_for_ever);
}
extern "C" void planted_leak_future() {
  static std::future<void> *kept;
  kept = new std::future<void>(std::async(std::launch::async, sleep_for_ever));
  kept = nullptr;
}

int main() {
  std::thread([] {}).join();
  planted_detached_thread();
  planted_keep_thread();
  planted_leak_future();
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  _Exit(0);
}
