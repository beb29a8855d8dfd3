/* One comparison, values of two origins: a buffer on the heap that nobody fills, and a variable that nobody sets. */
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static int is_high(const int *level)
{
    return *level > 10;
}

__attribute__((noinline)) static int *sensor_buffer(void)
{
    return malloc(sizeof(int));
}

__attribute__((noinline)) static int show(const int *level)
{
    if (is_high(level))
        return puts("high") != EOF;
    return puts("low") != EOF;
}

int main(int argc, char **argv)
{
    int unset[4];
    int *level = argc > 1 ? sensor_buffer() : unset;
    int shown = show(level);
    if (level != unset)
        free(level);
    (void)argv;
    return !shown;
}
