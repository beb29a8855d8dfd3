/*
 * Planted races of a thread that makes pictures with gdk-pixbuf, and the main thread, which shows with GTK how far it is:
 * they share a few things of the program without a lock.
 */
#include <gtk/gtk.h>

#define STEPS 20

static int progress;
static const char *state = "start";
static GdkPixbuf *shared;
static volatile int done;

/* How far it is, without a lock. */
static void planted_race_progress(int step)
{
    progress = step;
}

/* The main loop calls this back, and it reads that. */
static gboolean planted_race_show(gpointer bar)
{
    gtk_progress_bar_set_fraction(GTK_PROGRESS_BAR(bar), (double)progress / STEPS);
    return TRUE;
}

/* What is done is said in a text that both set. */
static void planted_race_state(const char *text)
{
    state = text;
}

/* Both fill the same picture. */
static void planted_race_picture(guint32 colour)
{
    gdk_pixbuf_fill(shared, colour);
}

static gpointer work(gpointer data)
{
    GdkPixbuf *picture = gdk_pixbuf_new(GDK_COLORSPACE_RGB, FALSE, 8, 16, 16);
    gdk_pixbuf_fill(picture, 0);
    for (int step = 1; step <= STEPS; step++) {
        GdkPixbuf *scaled;
        planted_race_progress(step);
        planted_race_state("working");
        planted_race_picture(0xff000000);
        scaled = gdk_pixbuf_scale_simple(picture, 8 + step, 8, GDK_INTERP_BILINEAR);
        g_object_unref(scaled);
        g_usleep(20000);
    }
    g_object_unref(picture);
    done = 1;
    (void)data;
    return NULL;
}

int main(int argc, char **argv)
{
    GtkWidget *bar;
    GThread *thread;
    guint source;

    gtk_init(&argc, &argv);
    bar = g_object_ref_sink(gtk_progress_bar_new());
    shared = gdk_pixbuf_new(GDK_COLORSPACE_RGB, FALSE, 8, 4, 4);
    thread = g_thread_new("work", work, NULL);
    source = g_timeout_add(10, planted_race_show, bar);
    while (!done) {
        planted_race_state("waiting");
        planted_race_picture(0x00ff0000);
        gtk_main_iteration();
    }
    g_thread_join(thread);
    g_source_remove(source);
    gtk_widget_destroy(bar), g_object_unref(bar);
    g_object_unref(shared);
    return 0;
}
