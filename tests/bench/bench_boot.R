# bench_boot.R FILE REPETITIONS RESAMPLES - package boot, asked the same as
# bench_resample: the index of each resample, and which elements are its three
# lowest, ties counted in. Seconds of each repetition go to stderr.
library(boot)

arguments <- commandArgs(trailingOnly = TRUE)
lines <- readLines(arguments[1])
x <- matrix(as.numeric(unlist(strsplit(lines, ""))), ncol = 9, byrow = TRUE)
n_resamples <- as.integer(arguments[3])
set.seed(1993)

statistic <- function(x, i) {
  drawn <- x[i, ]
  means <- colSums(drawn) / colSums(drawn > 0)
  c(25 * mean(means), means <= sort(means)[3])
}
for (i in seq_len(as.integer(arguments[2]))) {
  start <- Sys.time()
  told <- boot(x, statistic, R = n_resamples)
  limits <- boot.ci(told, index = 1, type = "perc")$percent[4:5]
  shares <- colMeans(told$t[, -1])
  cat(sprintf("%.6f\n", as.numeric(difftime(Sys.time(), start,
                                            units = "secs"))), file = stderr())
}
cat(sprintf("%.6f", c(told$t0[1], limits, shares)), "\n")
