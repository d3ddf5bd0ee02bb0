#include <string.h>

#include "export/document.h"
#include "export/paper_internal.h"

struct source {
    const unsigned char *bytes;
    size_t n, at;
};

static cairo_status_t read_more(void *context, unsigned char *room,
                                unsigned int length)
{
    struct source *source = context;
    if (length > source->n - source->at)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(room, source->bytes + source->at, length);
    source->at += length;
    return CAIRO_STATUS_SUCCESS;
}

/* The paper takes a JPEG's own bytes into the file: nothing is decoded, so one
 * point of picture is enough. They live as long as the document. */
static cairo_surface_t *open_jpeg(const struct ikm_block_picture *photo)
{
    cairo_surface_t *image =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1);
    (void)cairo_surface_set_mime_data(image, CAIRO_MIME_TYPE_JPEG, photo->bytes,
                                      photo->n_bytes, NULL, NULL);
    return image;
}

static cairo_surface_t *open_photo(const struct ikm_block_picture *photo)
{
    struct source source = {photo->bytes, photo->n_bytes, 0};
    return photo->facts.kind == IKM_PICTURE_JPEG
               ? open_jpeg(photo)
               : cairo_image_surface_create_from_png_stream(read_more, &source);
}

int paper_photo(struct paper *paper, const struct ikm_block_picture *photo,
                double x, double y, double width, double height)
{
    const double quarter = 1.5707963267948966;
    const int is_on_side = photo->facts.turn % 2 == 1;
    cairo_surface_t *image = open_photo(photo);
    const int is_read = cairo_surface_status(image) == CAIRO_STATUS_SUCCESS;
    if (is_read) {
        const double wide = is_on_side ? height : width;
        const double high = is_on_side ? width : height;
        cairo_save(paper->cr);
        cairo_translate(paper->cr, x + width / 2, y + height / 2);
        cairo_rotate(paper->cr, quarter * photo->facts.turn);
        cairo_translate(paper->cr, -wide / 2, -high / 2);
        cairo_scale(paper->cr, wide / cairo_image_surface_get_width(image),
                    high / cairo_image_surface_get_height(image));
        cairo_set_source_surface(paper->cr, image, 0, 0);
        cairo_paint(paper->cr);
        cairo_restore(paper->cr);
    }
    cairo_surface_destroy(image);
    return is_read;
}
