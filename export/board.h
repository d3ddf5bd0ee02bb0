/* export/board.h - the publication board (papan publikasi) of an office and
 * period: unit, period, the big index and its grade, services, respondents,
 * thanks. Groups that are too small are not counted out. */
#ifndef IKM_EXPORT_BOARD_H
#define IKM_EXPORT_BOARD_H

#include "export/document.h"
#include "export/to_pdf.h"

enum ikm_board_form {
    IKM_BOARD_A4,
    IKM_BOARD_A3,
    IKM_BOARD_PICTURE /* PNG of 1080 x 1350, for social media */
};

/* IKM_NO_MEMORY; IKM_BUG when something could not be drawn */
IKM_MUST_CHECK enum ikm_status
ikm_board(const struct ikm_material *material, enum ikm_lang lang,
          enum ikm_board_form form, const struct ikm_pdf_options *options,
          struct ikm_arena *arena, struct ikm_bytes *ret_file,
          struct ikm_error *err);

#endif
