/* Dies of a signal, with a stack in the log that is no error. */
int main(int argc, char **argv) { return *(volatile int *)(argc > 9 ? argv : 0); }
