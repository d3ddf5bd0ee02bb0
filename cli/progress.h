/* cli/progress.h - a bar on the terminal, and Ctrl-C without a handler.
 *
 * While work is under way SIGINT and SIGTERM wait; each tick asks whether one
 * did. So no code runs inside a signal, and work stops only where it can be
 * undone. */
#ifndef IKM_CLI_PROGRESS_H
#define IKM_CLI_PROGRESS_H

#include <signal.h>
#include <stdio.h>

struct cli_progress {
    FILE *stream;
    int is_shown; /* the stream is a terminal */
    int percent;  /* drawn last; -1: nothing */
    int stopped;  /* a signal waits: tick said so */
    sigset_t watched, before;
};

void cli_progress_start(struct cli_progress *progress, FILE *stream);

/* `context` is the struct cli_progress; share 0..1. Returns 0 to give up. */
int cli_progress_tick(void *context, double share);

/* Takes the bar away, and the signal that waited. Returns its number when a
 * tick gave up, else 0: what was finished stays finished. */
int cli_progress_end(struct cli_progress *progress);

#endif
