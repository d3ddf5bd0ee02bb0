#include "cli/progress.h"

#include "cli/world.h"

enum { BAR_COLUMNS = 40 };

/* A signal that is ignored (nohup, a job in the background) stays ignored. */
static void watch(struct cli_progress *progress, int number)
{
    struct sigaction action;
    if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_IGN)
        (void)sigaddset(&progress->watched, number);
}

void cli_progress_start(struct cli_progress *progress, FILE *stream)
{
    *progress = (struct cli_progress){.stream = stream, .percent = -1};
    progress->is_shown = cli_is_terminal(stream);
    (void)sigemptyset(&progress->watched);
    watch(progress, SIGINT);
    watch(progress, SIGTERM);
    (void)sigprocmask(SIG_BLOCK, &progress->watched, &progress->before);
}

static int waits(const struct cli_progress *progress, int number)
{
    sigset_t pending;
    return sigismember(&progress->watched, number) == 1 &&
           sigpending(&pending) == 0 && sigismember(&pending, number) == 1;
}

static void draw(struct cli_progress *progress, int percent)
{
    char bar[BAR_COLUMNS + 1];
    for (int i = 0; i < BAR_COLUMNS; i++)
        bar[i] = i * 100 < percent * BAR_COLUMNS ? '#' : '.';
    bar[BAR_COLUMNS] = '\0';
    (void)fprintf(progress->stream, "\r[%s] %3d %%", bar, percent);
    (void)fflush(progress->stream);
    progress->percent = percent;
}

int cli_progress_tick(void *context, double share)
{
    struct cli_progress *progress = context;
    const int percent = share <= 0 ? 0 : share >= 1 ? 100 : (int)(share * 100);
    if (progress->is_shown && percent != progress->percent)
        draw(progress, percent);
    progress->stopped |= waits(progress, SIGINT) || waits(progress, SIGTERM);
    return !progress->stopped;
}

int cli_progress_end(struct cli_progress *progress)
{
    int number = 0;
    if (progress->percent >= 0) {
        (void)fprintf(progress->stream, "\r%*s\r", BAR_COLUMNS + 8, "");
        (void)fflush(progress->stream);
    }
    while (waits(progress, SIGINT) || waits(progress, SIGTERM))
        if (sigwait(&progress->watched, &number) != 0)
            break;
    (void)sigprocmask(SIG_SETMASK, &progress->before, NULL);
    return progress->stopped ? number : 0;
}
