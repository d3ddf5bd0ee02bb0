/* cli/say.h - sentences onto the terminal.
 *
 * Whatever stands in a file is shown without control characters: a name cannot
 * move the cursor of the person who reads it. */
#ifndef IKM_CLI_SAY_H
#define IKM_CLI_SAY_H

#include "cli/call.h"
#include "data/base/fault.h"

/* Results, at most 8191 bytes. Both formats take the same arguments; newlines
 * are kept. */
void cli_say(const struct cli_call *call, const char *id_format,
             const char *en_format, ...) IKM_PRINTF(2, 4) IKM_PRINTF(3, 4);
/* Messages: progress of things, hints. */
void cli_tell(const struct cli_call *call, const char *id_format,
              const char *en_format, ...) IKM_PRINTF(2, 4) IKM_PRINTF(3, 4);

/* The text of `lang` out of a pair. */
const char *cli_text(enum ikm_lang lang, struct cli_pair pair);

/* Writes text without control characters but newlines and tabs. */
void cli_write(FILE *stream, const char *text);

/* The same in one line: newlines and tabs are blanks. */
void cli_write_line(FILE *stream, const char *text);

/* The text, filled up with blanks to `width` columns of the terminal; at least
 * one blank stands after it. */
void cli_write_padded(FILE *stream, const char *text, size_t width);

/* Paragraphs broken into lines of at most 80 columns, each after `indent`
 * blanks. Lines of the text that begin with a blank stay as they are. */
void cli_write_wrapped(FILE *stream, const char *text, size_t indent);

/* Every kept fault on its own line, "FILE, baris 5, kolom 9: ...", then how
 * many more there are. */
void cli_write_faults(FILE *stream, enum ikm_lang lang,
                      const struct ikm_faults *faults);

/* A fault list of this call, in its arena and language; NULL: no memory. */
struct ikm_faults *cli_faults(const struct cli_call *call, const char *source);

#endif
