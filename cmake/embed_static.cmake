# cmake -DROOT=web/static -DOUT=static_embedded.h [-DONLY=*.csv]
#   -P embed_static.cmake
#
# Turns the files that browsers load into byte arrays and the table
# `static_files` {name, hash, bytes, length} that web/page_static.c reads. The
# hash (the first 16 digits of SHA-256) stands in their addresses.
cmake_minimum_required(VERSION 3.25)

if(NOT ONLY)
  set(ONLY "*")
endif()
file(GLOB files "${ROOT}/${ONLY}")
list(SORT files)
set(arrays "")
set(rows "")
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME)
  string(MAKE_C_IDENTIFIER "static_${name}" array)
  file(READ "${file}" hex HEX)
  file(SHA256 "${file}" hash)
  string(SUBSTRING "${hash}" 0 16 hash)
  string(LENGTH "${hex}" length)
  math(EXPR length "${length} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(REPEAT "0x..," 15 full)
  string(REGEX REPLACE "(${full})" "\\1\n    " bytes "${bytes}")
  string(APPEND arrays
    "static const unsigned char ${array}[] = {\n    ${bytes}0x00};\n")
  string(APPEND rows
    "    {\"${name}\", \"${hash}\", (const char *)${array}, ${length}},\n")
endforeach()
file(WRITE "${OUT}" "/* made by cmake/embed_static.cmake; do not edit */
${arrays}
static const struct static_file static_files[] = {
${rows}};
")
