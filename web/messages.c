/* Sentences shown once after a change, by the code in the address. */
#include <string.h>

#include "web/server.h"

static const struct {
    const char *code;
    struct web_pair text;
} messages[] = {
    {"masuk", {"Anda sudah masuk.", "You are signed in."}},
    {"keluar", {"Anda sudah keluar.", "You are signed out."}},
    {"keluar-semua",
     {"Anda sudah keluar di semua perangkat.",
      "You are signed out everywhere."}},
    {"sandi-diganti",
     {"Kata sandi sudah diganti.", "The password was changed."}},
    {"pengguna-diubah", {"Pengguna sudah diubah.", "The user was changed."}},
    {"pengguna-ditutup",
     {"Pengguna sudah dinonaktifkan.", "The user was closed."}},
    {"respons-dibatalkan",
     {"Respons sudah dibatalkan.", "The response was voided."}},
    {"respons-dikoreksi",
     {"Respons sudah dikoreksi.", "The response was corrected."}},
    {"saran-ditandai", {"Tanda sudah disimpan.", "The tags were saved."}},
    {"berkas-dibuang", {"Berkas sudah dibuang.", "The file was thrown away."}},
    {"rencana-disimpan",
     {"Rencana sudah disimpan.", "The plan item was saved."}},
    {"diterbitkan",
     {"Publikasi sudah dicatat dan angkanya dibekukan.",
      "The publication was noted and its figures are frozen."}},
    {"unit-ditambah", {"Unit sudah ditambahkan.", "The office was added."}},
    {"pengaturan-disimpan",
     {"Pengaturan sudah disimpan.", "The settings were saved."}},
    {"pengaturan-tetap",
     {"Tidak ada yang berubah.", "There was nothing to change."}},
    {"aturan-diubah", {"Aturan sudah diubah.", "The rule was changed."}},
    {"pin-dipasang", {"PIN kios sudah dipasang.", "The kiosk has its PIN."}},
    {"layanan-ditambah",
     {"Layanan sudah ditambahkan.", "The service was added."}},
    {"lembar-tersimpan", {"Lembar tersimpan.", "The sheet is saved."}},
    {"ketikan-kedua",
     {"Ketikan kedua tersimpan.", "The second keying is saved."}},
    {"porsi-diubah", {"Porsi sudah diubah.", "The share was changed."}},
    {"putusan-terima", {"Lembar diterima.", "The sheets are accepted."}},
    {"putusan-ulang",
     {"Semua lembar itu akan diketik ulang.",
      "All of these sheets will be keyed again."}},
    {"lembar-dibatalkan",
     {"Lembar dibatalkan; aslinya tetap tersimpan.",
      "The sheet is void; it stays in the file."}},
    {"lembar-dibetulkan",
     {"Isian dibetulkan; aslinya tetap tersimpan.",
      "The field was corrected; the original is kept."}},
};

const char *web_message(const char *code, enum ikm_lang lang)
{
    for (size_t i = 0; i < IKM_COUNT(messages); i++)
        if (strcmp(messages[i].code, code) == 0)
            return ikm_say(lang, messages[i].text.id, messages[i].text.en);
    return NULL;
}
