# bench_datatable.R CSV REPETITIONS THREADS - data.table, asked the same as
# bench_groups. The data are held in memory, all as whole numbers; only the
# GROUP BY is timed. Result to stdout, seconds of each repetition to stderr.
suppressPackageStartupMessages(library(data.table))

arguments <- commandArgs(trailingOnly = TRUE)
n_times <- as.integer(arguments[2])
setDTthreads(as.integer(arguments[3]))

answers <- paste0("u", 1:9)
data <- fread(arguments[1], select = c("unit", "tanggal", answers),
              colClasses = list(character = c("unit", "tanggal"),
                                integer = answers), showProgress = FALSE)
data[, unit := as.integer(substr(unit, 5, 8))]
data[, quarter := as.integer(substr(tanggal, 1, 4)) * 4L +
       (as.integer(substr(tanggal, 6, 7)) - 1L) %/% 3L]
data[, tanggal := NULL]
for (name in answers)
  set(data, which(is.na(data[[name]])), name, 0L)

for (i in seq_len(n_times)) {
  start <- Sys.time()
  result <- data[, c(list(n = .N), lapply(.SD, sum)), by = .(unit, quarter),
                 .SDcols = answers]
  seconds <- as.numeric(difftime(Sys.time(), start, units = "secs"))
  cat(sprintf("%.6f\n", seconds), file = stderr())
}

setorder(result, unit, quarter)
result[, unit := sprintf("opd-%04d", unit)]
fwrite(result, col.names = FALSE)
