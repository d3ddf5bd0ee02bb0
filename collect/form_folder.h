/* collect/form_folder.h - the tables of a questionnaire from a folder. */
#ifndef IKM_COLLECT_FORM_FOLDER_H
#define IKM_COLLECT_FORM_FOLDER_H

#include "data/form.h"

/* Reads the tables that stand in the folder into `arena`; one that is missing
 * has bytes NULL, which ikm_form_load() tells. Other files do not matter.
 * IKM_NO_FILE    there is no such folder
 * IKM_INPUT      it is no folder, or a table is no file or above the limit
 * IKM_IO         a table cannot be read
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_form_folder_read(const char *path, struct ikm_arena *arena,
                     struct ikm_form_source *ret_source, struct ikm_error *err);

#endif
