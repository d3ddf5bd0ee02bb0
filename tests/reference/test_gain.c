/* What mending one element alone is worth, against base R. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/office.h"
#include "analyze/gain.h"

#define FOLDER "tests/reference/"

static void an_invented_office(void **state)
{
    struct expected expected = expected_read(FOLDER "gain/expected.csv");
    struct expected_table table =
        expected_read_table(FOLDER "interval/data.csv");
    struct office office;
    int n_defined = 0;
    (void)state;
    office_make(&office, &table, "period", 1);
    for (int e = 0; e < 9; e++) {
        const struct ikm_gain told = ikm_gain_of(office.form, &office.index,
                                                 (size_t)e, IKM_WEIGHTS_EXACT);
        expected_is(&expected, "has", e + 1, told.is_defined);
        if (told.is_defined)
            expected_is(&expected, "gain", e + 1, told.gain);
        n_defined += told.is_defined;
    }
    assert_in_range(n_defined, 1, 9);
    expected_free(&expected);
    expected_free_table(&table);
    office_close(&office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_invented_office),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
