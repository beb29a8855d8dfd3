/*
 * Planted races of two threads that draw text with Pango, cairo and fontconfig, each with objects of its own, but
 * share a few things of the program without a lock.
 */
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pthread.h>
#include <stdlib.h>

static int drawn, destroyed;
static const FcChar8 *last_family;
static FcPattern *shared_pattern;
static cairo_surface_t *shared_surface;
static cairo_user_data_key_t key;

/* A counter without a lock. */
static void planted_race_counter(void)
{
    drawn++;
}

/* The same in a function that cairo calls back. */
static void planted_race_destroy(void *data)
{
    destroyed++;
    (void)data;
}

/* Both put the last family in the same place. */
static void planted_race_family(const FcChar8 *family)
{
    last_family = family;
}

/* Both add to the same pattern. */
static void planted_race_pattern(void)
{
    FcPatternAddInteger(shared_pattern, FC_WEIGHT, 80);
}

/* Both attach data to the same surface. */
static void planted_race_surface(void)
{
    cairo_surface_set_user_data(shared_surface, &key, &drawn, NULL);
}

static void share(const FcChar8 *family)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    cairo_surface_set_user_data(surface, &key, &key, planted_race_destroy);
    cairo_surface_destroy(surface);
    planted_race_counter();
    planted_race_family(family);
    planted_race_pattern();
    planted_race_surface();
}

/* The libraries take locks of their own, which put the threads in an order: so all is done before these and after. */
static void *draw(void *argument)
{
    FcResult result;
    FcPattern *pattern;
    FcPattern *match;
    FcChar8 *family = NULL;

    share(NULL);
    pattern = FcNameParse((const FcChar8 *)argument);
    FcConfigSubstitute(NULL, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    match = FcFontMatch(NULL, pattern, &result);
    FcPatternGetString(match, FC_FAMILY, 0, &family);
    share(family);
    FcPatternDestroy(match);
    FcPatternDestroy(pattern);
    return NULL;
}

int main(void)
{
    pthread_t threads[2];

    FcInit();
    shared_pattern = FcPatternCreate();
    shared_surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    for (int at = 0; at < 2; at++) pthread_create(&threads[at], NULL, draw, at ? "Sans" : "Serif");
    for (int at = 0; at < 2; at++) pthread_join(threads[at], NULL);
    cairo_surface_destroy(shared_surface);
    FcPatternDestroy(shared_pattern);
    FcFini();
    return drawn + destroyed > 8;
}
