#include "collect/ticket.h"

#include <stdio.h>
#include <string.h>

int ikm_ticket_fold(const char *typed, char ret_code[IKM_TICKET_BYTES])
{
    size_t n = 0;
    for (const char *p = typed; *p; p++) {
        char c = *p;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        if (c == '-' || c == ' ')
            continue;
        if (n == IKM_TICKET_BYTES - 1 ||
            !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
            return 0;
        ret_code[n++] = c;
    }
    ret_code[n] = '\0';
    return n == IKM_TICKET_BYTES - 1;
}

enum ikm_status ikm_ticket_look(struct ikm_store *store, const char *typed,
                                struct ikm_date today,
                                struct ikm_ticket *ret_ticket,
                                enum ikm_ticket_state *ret_state,
                                struct ikm_error *err)
{
    char code[IKM_TICKET_BYTES];
    enum ikm_status status = IKM_OK;
    *ret_ticket = (struct ikm_ticket){0};
    if (ikm_ticket_fold(typed, code))
        status = ikm_store_find_ticket(store, code, ret_ticket, err);
    const int order = ikm_date_compare(ret_ticket->day, today);
    *ret_state = ret_ticket->unit_id == 0 ? IKM_TICKET_UNKNOWN
                 : ret_ticket->is_used    ? IKM_TICKET_USED
                 : order > 0              ? IKM_TICKET_EARLY
                 : order < 0              ? IKM_TICKET_LATE
                                          : IKM_TICKET_VALID;
    return status;
}

const char *ikm_ticket_words(enum ikm_ticket_state state, enum ikm_lang lang)
{
    switch (state) {
    case IKM_TICKET_UNKNOWN:
        return ikm_say(
            lang,
            "Kode tiket ini tidak dikenal. Periksa hurufnya satu per "
            "satu, atau minta tiket kepada petugas.",
            "This ticket code is not known. Check it letter by "
            "letter, or ask the staff for a ticket.");
    case IKM_TICKET_USED:
        return ikm_say(
            lang,
            "Tiket ini sudah dipakai. Satu tiket untuk satu jawaban; "
            "terima kasih bila Anda sudah mengisi.",
            "This ticket was used. One ticket is for one answer; "
            "thank you if you have answered already.");
    case IKM_TICKET_EARLY:
        return ikm_say(lang,
                       "Tiket ini belum berlaku. Tanggalnya tertulis pada "
                       "tiket.",
                       "This ticket is not valid yet. Its date is printed on "
                       "it.");
    case IKM_TICKET_LATE:
        return ikm_say(
            lang,
            "Tiket ini sudah lewat tanggalnya. Minta tiket baru "
            "kepada petugas.",
            "The date of this ticket has passed. Ask the staff for a "
            "new one.");
    case IKM_TICKET_VALID: break;
    }
    return NULL;
}

enum ikm_status ikm_tickets_make(struct ikm_store *store,
                                 const struct ikm_ticket *like, int n,
                                 struct ikm_act *act,
                                 char (*ret_code)[IKM_SPOKEN_BYTES],
                                 struct ikm_error *err)
{
    char reason[64];
    char day[IKM_DATE_TEXT_BYTES];
    char code[IKM_TICKET_BYTES];
    if (n < 1 || n > IKM_TICKETS_MOST)
        return ikm_fail(
            err, IKM_INPUT, "jumlah tiket %d; yang boleh 1 sampai %d",
            "number of tickets %d; allowed are 1 to %d", n, IKM_TICKETS_MOST);
    (void)snprintf(reason, sizeof reason, "%d, %s", n,
                   ikm_date_text(like->day, day));
    act->action = "ticket";
    act->reason = reason;
    enum ikm_status status = ikm_store_begin(store, act, err);
    for (int i = 0; i < n && status == IKM_OK; i++) {
        (void)ikm_ticket_fold(ikm_secret_spoken(ret_code[i]), code);
        status = ikm_store_add_ticket(store, code, like, err);
    }
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    act->reason = "";
    return status;
}
