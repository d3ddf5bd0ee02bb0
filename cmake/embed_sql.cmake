# cmake -DROOT=data/sql -DOUT=sql_embedded.h -P embed_sql.cmake
#
# Turns the SQL folder into two headers: OUT, to be included by exactly one .c
# file, and sql_ids.h beside it, which names the queries for all of the store:
#   NNNN_name.sql  a migration, numbered 0001, 0002 ... without a gap
#   q_*.sql        queries: "-- name: foo_bar", then the SQL text up to the
#                  next name. Lines of comment around the text are left out.
# sql_ids.h holds
#   enum ikm_sql { SQL_FOO_BAR, ..., SQL_COUNT };
# and OUT holds
#   enum { SQL_MIGRATION_COUNT = n };
#   sql_text[SQL_COUNT]     the query of each id, ended by NUL
#   sql_migrations[]        {number, name, text}, in order
#
# The text is handled as "xx," for every byte: CMake would read semicolons,
# brackets and backslashes of the SQL as its own list syntax. A byte array also
# has no limit of 4095 bytes, which a string literal has.

cmake_minimum_required(VERSION 3.25)

function(read_bytes ret_bytes file)
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "(..)" "\\1," bytes "${hex}")
  string(REPLACE "0d," "" bytes "${bytes}")
  string(REGEX MATCH "(^|,)00," nul "${bytes}")
  if(nul)
    message(FATAL_ERROR "${file}: a NUL byte does not belong into SQL")
  endif()
  set(${ret_bytes} "${bytes}" PARENT_SCOPE)
endfunction()

function(as_text ret_text bytes)
  string(REGEX MATCHALL "[0-9a-f][0-9a-f]" pairs "${bytes}")
  set(text "")
  foreach(pair IN LISTS pairs)
    math(EXPR code "0x${pair}")
    string(ASCII ${code} letter)
    string(APPEND text "${letter}")
  endforeach()
  set(${ret_text} "${text}" PARENT_SCOPE)
endfunction()

# Leaves out blank lines and lines of comment before and after the statements,
# so nothing but the statement itself reaches sqlite3_prepare.
function(trim ret_bytes bytes)
  set(newline "0a,")
  set(blank "(20,|09,)")
  string(REPLACE "${newline}" ";" lines "${bytes}")
  set(kept "")
  set(held "")
  foreach(line IN LISTS lines)
    if(line MATCHES "^${blank}*(2d,2d,.*)?$")
      if(kept)
        string(APPEND held "${line}${newline}")
      endif()
    else()
      string(APPEND kept "${held}${line}${newline}")
      set(held "")
    endif()
  endforeach()
  string(REGEX REPLACE "(20,|09,|0a,)+$" "" kept "${kept}")
  set(${ret_bytes} "${kept}" PARENT_SCOPE)
endfunction()

function(c_array ret_text name bytes)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])," "0x\\1," items "${bytes}00,")
  set(item "0x..,")
  string(REPEAT "${item}" 15 full)
  string(REGEX REPLACE "(${full})" "\\1\n    " items "${items}")
  set(${ret_text}
    "static const unsigned char ${name}[] = {\n    ${items}\n};\n"
    PARENT_SCOPE)
endfunction()

set(name_mark "2d,2d,20,6e,61,6d,65,3a,20,") # "-- name: "
set(loose_name_mark "0a,(20,|09,)*2d,2d,(20,|09,)*6e,61,6d,65,(20,|09,)*3a,")
set(names "")
set(enum "")
set(arrays "")
set(query_table "")
set(migration_table "")
set(n_migrations 0)

file(GLOB files "${ROOT}/*.sql")
list(SORT files)
foreach(file IN LISTS files)
  get_filename_component(base "${file}" NAME_WE)
  read_bytes(bytes "${file}")

  if(base MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)$")
    set(digits "${CMAKE_MATCH_1}")
    set(name "${CMAKE_MATCH_2}")
    math(EXPR n_migrations "${n_migrations} + 1")
    string(REGEX REPLACE "^0+" "" number "${digits}")
    if(NOT number EQUAL n_migrations)
      message(FATAL_ERROR
        "${file}: migration number ${digits}, but ${n_migrations} is due; "
        "numbers start at 0001 and have no gap or double")
    endif()
    c_array(array "sql_migration_${digits}" "${bytes}")
    string(APPEND arrays "${array}")
    string(APPEND migration_table "    {${number}, \"${name}\", "
      "(const char *)sql_migration_${digits}},\n")
    continue()
  endif()
  if(NOT base MATCHES "^q_[a-z0-9_]+$")
    message(FATAL_ERROR
      "${file}: neither a migration (0001_name.sql) nor queries (q_name.sql)")
  endif()

  set(preamble TRUE)
  string(REPLACE "0a,${name_mark}" ";" blocks "0a,${bytes}")
  foreach(block IN LISTS blocks)
    if("0a,${block}" MATCHES "${loose_name_mark}")
      message(FATAL_ERROR
        "${file}: a name must be written '-- name: foo_bar' at line start")
    endif()
    if(preamble)
      set(preamble FALSE)
      trim(body "${block}")
      if(body)
        message(FATAL_ERROR "${file}: SQL stands before the first '-- name: '")
      endif()
      continue()
    endif()
    string(FIND "${block}" "0a," end)
    if(end EQUAL -1)
      message(FATAL_ERROR "${file}: the last '-- name: ' has no SQL")
    endif()
    string(SUBSTRING "${block}" 0 ${end} line)
    as_text(name "${line}")
    string(STRIP "${name}" name)
    if(NOT name MATCHES "^[a-z][a-z0-9_]*$" OR name STREQUAL "count")
      message(FATAL_ERROR
        "${file}: the name '${name}' is not of the form foo_bar (and not count)")
    endif()
    if(name IN_LIST names)
      message(FATAL_ERROR "${file}: the name '${name}' is used twice")
    endif()
    string(SUBSTRING "${block}" ${end} -1 rest)
    trim(body "${rest}")
    if(NOT body)
      message(FATAL_ERROR "${file}: the query '${name}' has no SQL")
    endif()
    list(APPEND names "${name}")
    string(TOUPPER "SQL_${name}" id)
    string(APPEND enum "    ${id},\n")
    c_array(array "sql_q_${name}" "${body}")
    string(APPEND arrays "${array}")
    string(APPEND query_table "    [${id}] = (const char *)sql_q_${name},\n")
  endforeach()
endforeach()

# an array of no items is not C
set(n_queries "SQL_COUNT")
if(NOT query_table)
  set(n_queries "1")
  set(query_table "    0,\n")
endif()
if(NOT migration_table)
  set(migration_table "    {0, 0, 0},\n")
endif()

get_filename_component(folder "${OUT}" DIRECTORY)
file(WRITE "${folder}/sql_ids.h" "/* made by cmake/embed_sql.cmake from data/sql; do not edit */
#ifndef IKM_SQL_IDS_H
#define IKM_SQL_IDS_H
enum ikm_sql {
${enum}    SQL_COUNT
};
#endif
")
file(WRITE "${OUT}" "/* made by cmake/embed_sql.cmake from data/sql; do not edit */
#include \"sql_ids.h\"
enum {
    SQL_MIGRATION_COUNT = ${n_migrations}
};
${arrays}
static const char *const sql_text[${n_queries}] = {
${query_table}};
static const struct {
    int number;
    const char *name;
    const char *text;
} sql_migrations[] = {
${migration_table}};
")
