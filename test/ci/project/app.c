/* A program of our own: "quiet" does nothing, "noisy" only starts the library, "faulty" loses a block as well, "forks"
 * has a child that does. */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int noise_init(const char *name);

static int app_work(void) {
    char *block = malloc(77);
    return block ? 0 : 1;
}

int main(int argc, char **argv) {
    const char *what = argc > 1 ? argv[1] : "quiet";
    if (strcmp(what, "quiet") == 0) return 0;
    if (noise_init("noise") == 0) return 1;
    if (strcmp(what, "faulty") == 0) return app_work();
    if (strcmp(what, "forks") == 0) {
        if (fork() == 0) return app_work();
        wait(NULL);
    }
    return 0;
}
