# Makes expected.csv of this folder: Rscript make.R
# Values: base R, binom.test (Clopper and Pearson).
options(digits = 17)
cases <- rbind(c(0, 1), c(1, 1), c(0, 20), c(1, 20), c(2, 35), c(7, 140),
               c(140, 140), c(139, 140), c(25, 50), c(3, 10000))
out <- data.frame(name = character(), value = numeric())
for (i in seq_len(nrow(cases))) {
  x <- cases[i, 1]; n <- cases[i, 2]
  name <- paste0("_", x, "_of_", n)
  both <- binom.test(x, n)$conf.int
  out <- rbind(out,
    data.frame(name = paste0("low", name), value = both[1]),
    data.frame(name = paste0("high", name), value = both[2]),
    data.frame(name = paste0("upper", name),
               value = binom.test(x, n, alternative = "less")$conf.int[2]),
    data.frame(name = paste0("lower", name),
               value = binom.test(x, n, alternative = "greater")$conf.int[1]))
}
out$value <- sprintf("%.17g", out$value)
write.csv(out, "expected.csv", row.names = FALSE, quote = FALSE)
writeLines(R.version.string, "versions.txt")
