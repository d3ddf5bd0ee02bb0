#include "web/sentences.h"

#include <string.h>

/* The first that fits counts: longer ones stand before their beginnings. */
static const struct {
    const char *from, *to;
    int takes_word; /* the word that follows is left out too */
} phrases[] = {
    {"; jalankan: ikm verify", "; beri tahu pengelola server", 0},
    {"; run: ikm verify", "; tell whoever runs the server", 0},
    {"; lihat: ikm unit list", "; pilih unit dari daftarnya", 0},
    {"; see: ikm unit list", "; choose an office from the list", 0},
    {"; lihat: ikm plan list", "; lihat halaman Rencana", 0},
    {"; see: ikm plan list", "; see the page Plan", 0},
    {"; lihat: ikm form show ", "; pilih dari daftarnya", 1},
    {"; see: ikm form show ", "; choose from the list", 1},
    {"; lihat: ikm form show", "; pilih dari daftarnya", 0},
    {"; see: ikm form show", "; choose from the list", 0},
    {"; lihat: ikm form list", "; pilih dari daftarnya", 0},
    {"; see: ikm form list", "; choose from the list", 0},
    {"; lihat: ikm service list, tambahkan dengan: ikm service add",
     "; pilih layanan yang terdaftar, atau minta admin menambahkannya di "
     "halaman Kelola",
     0},
    {"; see: ikm service list, add it with: ikm service add",
     "; choose a service that is listed, or ask an admin to add it on the page "
     "Manage",
     0},
    {"; lihat: ikm service list, atau tambahkan: ikm service add",
     "; pilih layanan yang terdaftar, atau minta admin menambahkannya di "
     "halaman Kelola",
     0},
    {"; see: ikm service list, or add it: ikm service add",
     "; choose a service that is listed, or ask an admin to add it on the page "
     "Manage",
     0},
    {"; tambahkan dengan ikm service add, atau",
     "; minta admin menambahkannya di halaman Kelola, atau", 0},
    {"; add it with ikm service add, or",
     "; ask an admin to add it on the page Manage, or", 0},
    {"; batalkan respons ini dengan: ikm void",
     "; batalkan saja respons ini di halamannya", 0},
    {"; withdraw the response with: ikm void",
     "; void the response on its page instead", 0},
    {"dengan ikm amend", "di halaman Respons", 0},
    {"with ikm amend", "on the page Responses", 0},
    {"; catat dengan ikm record atau ikm import, atau",
     "; isikan di Loket atau Unggah, atau", 0},
    {"; add responses with ikm record or ikm import, or",
     "; key them at the Desk or use Upload, or", 0},
    {"; isi dengan ikm volume set", "; minta pengelola server mengisinya", 0},
    {"; enter it with ikm volume set",
     "; ask whoever runs the server to enter it", 0},
    {"Periksa dengan ikm volume set", "Minta pengelola server memeriksanya", 0},
    {"Check it with ikm volume set", "Ask whoever runs the server to check it",
     0},
    {"Periksa dengan ikm audit", "Lihat lembarnya di halaman Respons", 0},
    {"Look with ikm audit", "Look at the sheets on the page Responses", 0},
    {"Uraian dan bukti: ikm plan list", "Uraian dan bukti: halaman Rencana", 0},
    {"Notes and evidence: ikm plan list", "Notes and evidence: the page Plan",
     0},
    {"; pilih satu periode dengan --period", "; pilih satu periode", 0},
    {"; choose one with --period", "; choose one", 0},
    {" Batasnya diatur dengan --min-group.", "", 0},
    {" The limit is set with --min-group.", "", 0},
    {"; semuanya ada di --json", "", 0},
    {"; --json has them all", "", 0},
    {": pilih dengan --form", ": pilih periode yang memuat satu kuesioner", 0},
    {": choose with --form", ": choose a period that holds one form", 0},
    {"dengan --period atau --unit", "dengan memilih periode atau unit", 0},
    {"with --period or --unit", "by choosing a period or office", 0},
    {"tulis dengan --note mengapa", "tulis di kolom catatan mengapa", 0},
    {"say with --note why", "say in the note why", 0},
    {"; tulis dengan --why", "; tulis alasannya", 0},
    {"; give it with --why", "; write the reason", 0},
    {" (--most)", "", 0},
    {"; pakai --every yang sama, atau folder lain", "", 0},
    {"; use the same --every, or another folder", "", 0},
};

void web_sentence_put(struct ikm_text *out, const char *text)
{
    while (*text) {
        size_t i = 0;
        while (i < IKM_COUNT(phrases) &&
               strncmp(text, phrases[i].from, strlen(phrases[i].from)) != 0)
            i++;
        if (i == IKM_COUNT(phrases)) {
            ikm_text_bytes(out, text++, 1);
            continue;
        }
        ikm_text_put(out, phrases[i].to);
        text += strlen(phrases[i].from);
        if (phrases[i].takes_word)
            text += strcspn(text, " ,;.");
    }
}

const char *web_sentence_of(struct ikm_arena *arena, const char *text)
{
    struct ikm_text out = IKM_TEXT(arena);
    struct ikm_error ignored = {0};
    const char *done = text;
    web_sentence_put(&out, text);
    return ikm_text_done(&out, &done, &ignored) == IKM_OK ? done : text;
}
