/* The library next to cxx-plugin. */
int count_more(void) { return 1; }
