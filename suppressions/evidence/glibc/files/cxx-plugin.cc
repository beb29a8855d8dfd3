// A plugin in C++, with a search path of its own and a library next to it.
#include <iostream>
#include <map>
#include <string>

extern "C" int count_more();

extern "C" int count() {
  static std::map<std::string, int> counted;
  return ++counted["one"] + count_more();
}
