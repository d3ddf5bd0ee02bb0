# embed_forms.cmake - the questionnaires of data/forms/ as byte arrays.
#
#   cmake -DROOT=<data/forms> -DOUT=<header> -P embed_forms.cmake
#
# Writes one array per CSV file and the table `embedded_forms` that
# data/form_builtin.c reads: the form of the rule in force first, the others by
# name. A table that a form lacks is NULL. Arrays, not string literals: C
# compilers need not take a literal of more than 4095 bytes.
cmake_minimum_required(VERSION 3.25)

if(NOT ROOT OR NOT OUT)
  message(FATAL_ERROR "embed_forms.cmake needs -DROOT=... and -DOUT=...")
endif()

# in the order of enum ikm_form_table
set(tables settings elements questions choices causes classes orders)
set(first permenpanrb-14-2017)

file(GLOB folders LIST_DIRECTORIES true RELATIVE ${ROOT} ${ROOT}/*)
list(SORT folders)
set(ids)
foreach(folder IN LISTS folders)
  if(EXISTS ${ROOT}/${folder}/settings.csv)
    list(APPEND ids ${folder})
  endif()
endforeach()
if(NOT first IN_LIST ids)
  message(FATAL_ERROR "the form ${first} is missing under ${ROOT}")
endif()
list(REMOVE_ITEM ids ${first})
list(PREPEND ids ${first})

set(arrays "")
set(rows "")
foreach(id IN LISTS ids)
  string(MAKE_C_IDENTIFIER "form_${id}" prefix)
  string(APPEND rows "    {\"${id}\",\n     {{\n")
  foreach(table IN LISTS tables)
    set(path ${ROOT}/${id}/${table}.csv)
    if(EXISTS ${path})
      file(READ ${path} hex HEX)
      string(LENGTH "${hex}" length)
      math(EXPR length "${length} / 2")
      # the closing NUL keeps the array of an empty file legal
      string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
      string(REGEX REPLACE
        "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)"
        "\\1\n    " bytes "${bytes}")
      set(name "${prefix}_${table}")
      string(APPEND arrays
        "static const unsigned char ${name}[] = {\n    ${bytes}0x00};\n")
      string(APPEND rows "         {(const char *)${name}, ${length}},\n")
    else()
      string(APPEND rows "         {NULL, 0},\n")
    endif()
  endforeach()
  string(APPEND rows "     }}},\n")
endforeach()

file(WRITE ${OUT} "/* Made by cmake/embed_forms.cmake from data/forms/. */
${arrays}
static const struct ikm_builtin_form embedded_forms[] = {
${rows}};
")
