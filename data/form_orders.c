#include <string.h>

#include "data/base/number.h"
#include "data/form_internal.h"

/* Orders as they are read: at position p stands element at[p] - 1; 0: none. */
struct order_reading {
    size_t n;
    const char *name[IKM_MAX_ORDERS];
    uint32_t first_row[IKM_MAX_ORDERS];
    uint8_t at[IKM_MAX_ORDERS][IKM_MAX_ELEMENTS];
    bool has[IKM_MAX_ORDERS][IKM_MAX_ELEMENTS]; /* the element is placed */
    bool is_broken[IKM_MAX_ORDERS]; /* told already: say no more of it */
    bool overflow;
};

/* Index of the order of this name, a new one if need be; -1 past the limit. */
static int order_index(struct ikm_form_build *build,
                       struct order_reading *reading,
                       const struct ikm_form_row *row)
{
    const uint32_t column = build->sheet[IKM_FORM_ORDERS].column[ORDERS_NAME];
    const char *name = row->cell[ORDERS_NAME];
    char quote[IKM_FORM_QUOTE_BYTES];
    for (size_t i = 0; i < reading->n; i++)
        if (strcmp(reading->name[i], name) == 0)
            return (int)i;
    if (reading->n == IKM_MAX_ORDERS) {
        if (!reading->overflow)
            ikm_fault_add(
                build->faults, row->number, column,
                "orders.csv: lebih dari %d urutan; hapus yang berlebih",
                "orders.csv: more than %d orders; remove those too many",
                IKM_MAX_ORDERS);
        reading->overflow = true;
        return -1;
    }
    if (!ikm_form_is_id(name, 1, 20))
        ikm_fault_add(build->faults, row->number, column,
                      "orders.csv: nama urutan \"%s\" harus 1 sampai 20 huruf "
                      "kecil, angka, atau tanda hubung",
                      "orders.csv: the order's name \"%s\" must be 1 to 20 "
                      "small letters, digits or hyphens",
                      ikm_form_quote(name, quote));
    reading->name[reading->n] = name;
    reading->first_row[reading->n] = row->number;
    return (int)reading->n++;
}

/* The position of a row, from 0; -1 and a fault when it is none. */
static int read_position(struct ikm_form_build *build,
                         const struct ikm_form_row *row)
{
    const char *cell = row->cell[ORDERS_POSITION];
    const size_t n = build->form.n_elements;
    int64_t position = 0;
    char quote[IKM_FORM_QUOTE_BYTES];
    if (ikm_parse_count(cell, (int64_t)n, &position) && position >= 1)
        return (int)position - 1;
    ikm_fault_add(build->faults, row->number,
                  build->sheet[IKM_FORM_ORDERS].column[ORDERS_POSITION],
                  "orders.csv: posisi \"%s\" harus bilangan bulat 1 sampai %zu",
                  "orders.csv: the position \"%s\" must be a whole number from "
                  "1 to %zu",
                  ikm_form_quote(cell, quote), n);
    return -1;
}

static void read_place(struct ikm_form_build *build,
                       struct order_reading *reading,
                       const struct ikm_form_row *row)
{
    const uint32_t *column = build->sheet[IKM_FORM_ORDERS].column;
    const int order = order_index(build, reading, row);
    const int element =
        ikm_form_element_of(build, IKM_FORM_ORDERS, row, ORDERS_ELEMENT);
    const int position = read_position(build, row);
    char quote[IKM_FORM_QUOTE_BYTES];
    if (order < 0)
        return;
    if (element < 0 || position < 0) {
        reading->is_broken[order] = true;
        return;
    }
    if (reading->at[order][position] != 0) {
        reading->is_broken[order] = true;
        ikm_fault_add(build->faults, row->number, column[ORDERS_POSITION],
                      "orders.csv: posisi %d urutan \"%s\" ada dua kali; "
                      "sisakan satu",
                      "orders.csv: position %d of the order \"%s\" stands "
                      "twice; keep one",
                      position + 1,
                      ikm_form_quote(reading->name[order], quote));
    }
    if (reading->has[order][element]) {
        reading->is_broken[order] = true;
        ikm_fault_add(build->faults, row->number, column[ORDERS_ELEMENT],
                      "orders.csv: unsur \"%s\" ada dua kali dalam urutan ini; "
                      "sisakan satu",
                      "orders.csv: the element \"%s\" stands twice in this "
                      "order; keep one",
                      build->element[element].key);
    }
    reading->at[order][position] = (uint8_t)(element + 1);
    reading->has[order][element] = true;
}

static void find_holes(struct ikm_form_build *build,
                       struct order_reading *reading)
{
    char quote[IKM_FORM_QUOTE_BYTES];
    for (size_t i = 0; i < reading->n; i++) {
        if (reading->is_broken[i])
            continue;
        for (size_t p = 0; p < build->form.n_elements; p++) {
            if (reading->at[i][p] != 0)
                continue;
            reading->is_broken[i] = true;
            ikm_fault_add(build->faults, reading->first_row[i], 0,
                          "orders.csv: posisi %zu urutan \"%s\" belum diisi; "
                          "setiap unsur harus ada satu kali",
                          "orders.csv: position %zu of the order \"%s\" is not "
                          "filled; every element must stand once",
                          p + 1, ikm_form_quote(reading->name[i], quote));
        }
    }
}

/* Two names of one order would leave open which was meant. */
static void find_twins(struct ikm_form_build *build,
                       const struct order_reading *reading)
{
    const size_t n_bytes = build->form.n_elements;
    char quote[IKM_FORM_QUOTE_BYTES];
    char other[IKM_FORM_QUOTE_BYTES];
    for (size_t i = 0; i < reading->n; i++)
        for (size_t j = 0; j < i; j++) {
            if (reading->is_broken[i] || reading->is_broken[j] ||
                memcmp(reading->at[i], reading->at[j], n_bytes) != 0)
                continue;
            ikm_fault_add(build->faults, reading->first_row[i], 0,
                          "orders.csv: urutan \"%s\" sama dengan urutan "
                          "\"%s\"; sisakan satu",
                          "orders.csv: the order \"%s\" is the same as "
                          "\"%s\"; keep one",
                          ikm_form_quote(reading->name[i], quote),
                          ikm_form_quote(reading->name[j], other));
        }
}

static bool is_own(const struct order_reading *reading, size_t i, size_t n)
{
    for (size_t p = 0; p < n; p++)
        if (reading->at[i][p] != p + 1)
            return false;
    return true;
}

static void put_order(struct ikm_form_build *build, const char *name,
                      const uint8_t at[IKM_MAX_ELEMENTS])
{
    struct ikm_form_order *order = &build->order[build->form.n_orders++];
    order->name = name;
    for (size_t p = 0; p < build->form.n_elements; p++)
        order->element[p] = at && at[p] > 0 ? (uint8_t)(at[p] - 1) : (uint8_t)p;
}

/* The form's own order first, whatever its name and place in the file. */
static void keep_orders(struct ikm_form_build *build,
                        const struct order_reading *reading)
{
    size_t own = 0;
    while (own < reading->n && !is_own(reading, own, build->form.n_elements))
        own++;
    put_order(build, own < reading->n ? reading->name[own] : "asli", NULL);
    if (own == reading->n && reading->n == IKM_MAX_ORDERS) {
        if (!reading->overflow)
            ikm_fault_add(
                build->faults, 0, 0,
                "orders.csv: lebih dari %d urutan, termasuk urutan asli "
                "kuesioner; hapus yang berlebih",
                "orders.csv: more than %d orders, the form's own "
                "included; remove those too many",
                IKM_MAX_ORDERS);
        return;
    }
    for (size_t i = 0; i < reading->n; i++) {
        if (i == own)
            continue;
        if (own == reading->n && strcmp(reading->name[i], "asli") == 0)
            ikm_fault_add(build->faults, reading->first_row[i],
                          build->sheet[IKM_FORM_ORDERS].column[ORDERS_NAME],
                          "orders.csv: nama \"asli\" hanya untuk urutan "
                          "elements.csv; pilih nama lain",
                          "orders.csv: the name \"asli\" is that of the order "
                          "of elements.csv; choose another");
        put_order(build, reading->name[i], reading->at[i]);
    }
}

void ikm_form_build_orders(struct ikm_form_build *build)
{
    const struct ikm_form_sheet *sheet = &build->sheet[IKM_FORM_ORDERS];
    struct order_reading reading = {.n = 0};

    build->form.orders = build->order;
    /* without its elements every row would be called wrong */
    if (build->sheet[IKM_FORM_ELEMENTS].whole) {
        for (size_t i = 0; i < sheet->n_rows; i++)
            read_place(build, &reading, &sheet->rows[i]);
        if (sheet->whole) {
            find_holes(build, &reading);
            find_twins(build, &reading);
        }
    }
    keep_orders(build, &reading);
}
