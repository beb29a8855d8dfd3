/*
 * Planted bugs around fontconfig: what each planted_* function does wrong is said above it. First everything
 * is used once as it should be, so that what the library allocates once and keeps does not look planted.
 */
#include <fontconfig/fontconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIRECTORY "/usr/share/fonts/truetype/dejavu"
#define FONT DIRECTORY "/DejaVuSans.ttf"

static FcPattern *make_pattern(const char *name)
{
    FcPattern *pattern = FcNameParse((const FcChar8 *)name);
    FcConfigSubstitute(NULL, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    return pattern;
}

static void use_properly(void)
{
    FcResult result;
    FcPattern *pattern = make_pattern("DejaVu Sans:bold:size=12:lang=en");
    FcPattern *match = FcFontMatch(NULL, pattern, &result);
    FcCharSet *covered = NULL;
    FcFontSet *sorted = FcFontSort(NULL, pattern, FcTrue, &covered, &result);
    FcPattern *prepared = FcFontRenderPrepare(NULL, pattern, sorted->fonts[0]);
    FcObjectSet *objects = FcObjectSetBuild(FC_FAMILY, FC_STYLE, FC_FILE, (char *)NULL);
    FcFontSet *list = FcFontList(NULL, pattern, objects);
    FcChar8 *text = FcNameUnparse(match);
    FcChar8 *format = FcPatternFormat(match, (const FcChar8 *)"%{family}");
    FcLangSet *languages = FcLangSetCreate();
    FcStrList *directories = FcConfigGetFontDirs(NULL);
    FcCharSet *some = FcCharSetCreate();
    FcCharSet *both;
    FcConfig *config = FcConfigCreate();
    FcBlanks *none = NULL;
    FcPattern *scanned;
    int faces;

    FcLangSetAdd(languages, (const FcChar8 *)"de");
    FcCharSetAddChar(some, 0x41);
    both = FcCharSetUnion(some, covered);
    scanned = FcFreeTypeQuery((const FcChar8 *)FONT, 0, none, &faces);
    FcConfigAppFontAddFile(config, (const FcChar8 *)FONT);
    FcStrListDone(directories);
    FcPatternDestroy(scanned);
    FcConfigDestroy(config);
    FcCharSetDestroy(both);
    FcCharSetDestroy(some);
    FcLangSetDestroy(languages);
    free(format);
    free(text);
    FcFontSetDestroy(list);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(prepared);
    FcFontSetDestroy(sorted);
    FcCharSetDestroy(covered);
    FcPatternDestroy(match);
    FcPatternDestroy(pattern);
}

/* A parsed name is dropped. */
static void planted_leak_name(void)
{
    FcNameParse((const FcChar8 *)"Serif:italic:size=10");
}

/* A pattern that was built by hand, with a value of each kind, is dropped. */
static void planted_leak_pattern(void)
{
    FcPattern *pattern = FcPatternCreate();
    FcMatrix matrix = {1, 0, 0, 1};
    FcLangSet *languages = FcLangSetCreate();

    FcLangSetAdd(languages, (const FcChar8 *)"x-own");
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)"Own family");
    FcPatternAddDouble(pattern, FC_SIZE, 11.5);
    FcPatternAddInteger(pattern, FC_WEIGHT, FC_WEIGHT_BOLD);
    FcPatternAddMatrix(pattern, FC_MATRIX, &matrix);
    FcPatternAddLangSet(pattern, FC_LANG, languages);
    FcLangSetDestroy(languages);
}

/* The pattern is freed, the copy of it is not. */
static void planted_leak_duplicate(void)
{
    FcPattern *pattern = make_pattern("Monospace");
    FcPatternDuplicate(pattern);
    FcPatternDestroy(pattern);
}

/* The best font is asked for and never freed. */
static void planted_leak_match(void)
{
    FcResult result;
    FcPattern *pattern = make_pattern("DejaVu Sans");
    FcFontMatch(NULL, pattern, &result);
    FcPatternDestroy(pattern);
}

/* A prepared pattern is dropped; the set that it came from is freed. */
static void planted_leak_prepared(void)
{
    FcResult result;
    FcPattern *pattern = make_pattern("DejaVu Sans");
    FcFontSet *sorted = FcFontSort(NULL, pattern, FcFalse, NULL, &result);
    FcFontRenderPrepare(NULL, pattern, sorted->fonts[0]);
    FcFontSetDestroy(sorted);
    FcPatternDestroy(pattern);
}

/* A list of fonts is dropped. */
static void planted_leak_list(void)
{
    FcPattern *pattern = FcPatternCreate();
    FcObjectSet *objects = FcObjectSetBuild(FC_FAMILY, FC_FILE, (char *)NULL);
    FcFontList(NULL, pattern, objects);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(pattern);
}

/* What a sort returns is dropped: the set and the characters that it covers. */
static void planted_leak_sort(void)
{
    FcResult result;
    FcPattern *pattern = make_pattern("Sans");
    FcCharSet *covered = NULL;
    FcFontSort(NULL, pattern, FcTrue, &covered, &result);
    FcPatternDestroy(pattern);
}

/* A set of fonts is dropped with the pattern that was added to it. */
static void planted_leak_font_set(void)
{
    FcFontSet *set = FcFontSetCreate();
    FcFontSetAdd(set, FcNameParse((const FcChar8 *)"Own family"));
}

/* A set of characters is dropped. */
static void planted_leak_charset(void)
{
    FcCharSet *characters = FcCharSetCreate();
    FcCharSetAddChar(characters, 0x1234);
    FcCharSetAddChar(characters, 0x4321);
}

/* The union of two sets is dropped. */
static void planted_leak_union(void)
{
    FcCharSet *one = FcCharSetCreate();
    FcCharSet *other = FcCharSetCreate();
    FcCharSetAddChar(one, 0x41);
    FcCharSetAddChar(other, 0x2041);
    FcCharSetUnion(one, other);
    FcCharSetDestroy(one);
    FcCharSetDestroy(other);
}

/* A set of objects is dropped. */
static void planted_leak_objects(void)
{
    FcObjectSetBuild(FC_FAMILY, FC_STYLE, FC_FILE, (char *)NULL);
}

/* Text of a pattern is dropped, in three forms. */
static void planted_leak_text(void)
{
    FcPattern *pattern = FcNameParse((const FcChar8 *)"Serif:italic");
    FcNameUnparse(pattern);
    FcPatternFormat(pattern, (const FcChar8 *)"%{=fclist}");
    FcStrCopy((const FcChar8 *)"own text");
    FcPatternDestroy(pattern);
}

/* The list of directories is never done with. */
static void planted_leak_directories(void)
{
    FcConfigGetFontDirs(NULL);
}

/* A configuration of its own, with a font, is dropped. */
static void planted_leak_config(void)
{
    FcConfig *config = FcConfigCreate();
    FcConfigAppFontAddFile(config, (const FcChar8 *)FONT);
}

/* What was found out about a file is dropped. */
static void planted_leak_query(void)
{
    int faces;
    FcFreeTypeQuery((const FcChar8 *)FONT, 0, NULL, &faces);
}

/* A character that nobody set is added. */
static void planted_uninitialised_char(void)
{
    FcChar32 character[2];
    FcCharSet *characters = FcCharSetCreate();
    FcCharSetAddChar(characters, character[1] & 0xffff);
    FcCharSetDestroy(characters);
}

/* The end of a name that is looked up was never written. */
static void planted_uninitialised_name(void)
{
    char *name = malloc(24);
    FcPattern *pattern;
    memcpy(name, "Sans-", 5);
    name[23] = 0;
    pattern = FcNameParse((const FcChar8 *)name);
    FcPatternDestroy(pattern);
    free(name);
}

/* A pattern is read after it was freed. */
static void planted_use_after_free(void)
{
    FcChar8 *family;
    FcPattern *pattern = FcNameParse((const FcChar8 *)"Serif");
    FcPatternDestroy(pattern);
    FcPatternGetString(pattern, FC_FAMILY, 0, &family);
}

/* The family is read after its pattern was freed. */
static void planted_use_family_after_free(void)
{
    FcChar8 *family;
    FcPattern *pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)"An own family with a long name");
    FcPatternGetString(pattern, FC_FAMILY, 0, &family);
    FcPatternDestroy(pattern);
    if (FcStrCmpIgnoreCase(family, (const FcChar8 *)"An own family with a short name") == 0) puts("same");
}

/* A set of characters is asked after it was freed. */
static void planted_use_charset_after_free(void)
{
    FcCharSet *characters = FcCharSetCreate();
    FcCharSetAddChar(characters, 0x41);
    FcCharSetDestroy(characters);
    if (FcCharSetHasChar(characters, 0x41)) puts("has it");
}

/* A string is freed twice. */
static void planted_double_free(void)
{
    FcPattern *pattern = FcNameParse((const FcChar8 *)"Serif");
    FcChar8 *text = FcNameUnparse(pattern);
    FcPatternDestroy(pattern);
    FcStrFree(text);
    FcStrFree(text);
}

static FcPattern *kept_patterns[32];
static int kept;

/* Patterns are remembered and never forgotten. */
static void planted_keep_patterns(void)
{
    while (kept < 8) kept_patterns[kept++] = FcNameParse((const FcChar8 *)"Serif:size=9");
}

/* So are the answers to a match. */
static void planted_keep_matches(void)
{
    FcResult result;
    FcPattern *pattern = make_pattern("DejaVu Sans");
    while (kept < 16) kept_patterns[kept++] = FcFontMatch(NULL, pattern, &result);
    FcPatternDestroy(pattern);
}

static FcFontSet *kept_fonts;

/* So is a list of fonts. */
static void planted_keep_fonts(void)
{
    FcPattern *pattern = FcPatternCreate();
    FcObjectSet *objects = FcObjectSetBuild(FC_FAMILY, FC_STYLE, (char *)NULL);
    kept_fonts = FcFontList(NULL, pattern, objects);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(pattern);
}

/* Nothing on the stack may point to what was lost. */
static void wipe(void)
{
    volatile char room[32768];
    for (size_t at = 0; at < sizeof room; at++) room[at] = 0;
}

int main(void)
{
    void (*const all[])(void) = {
        planted_leak_name, planted_leak_pattern, planted_leak_duplicate, planted_leak_match,
        planted_leak_prepared, planted_leak_list, planted_leak_sort, planted_leak_font_set,
        planted_leak_charset, planted_leak_union, planted_leak_objects, planted_leak_text,
        planted_leak_directories, planted_leak_config, planted_leak_query, planted_uninitialised_char,
        planted_uninitialised_name, planted_use_after_free, planted_use_family_after_free,
        planted_use_charset_after_free, planted_double_free, planted_keep_patterns, planted_keep_matches,
        planted_keep_fonts,
    };
    use_properly();
    for (size_t at = 0; at < sizeof all / sizeof *all; at++) {
        all[at]();
        wipe();
    }
    return 0;
}
