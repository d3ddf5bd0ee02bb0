# Makes expected.csv of this folder: Rscript make.R
# Values: the formulas of Krejcie and Morgan (1970), Slovin (Yamane 1967) and
# Cochran (1977, 4.2) in base R, in doubles; floor(x + 0.5) and ceiling. What
# stands within 1e-9 of a whole number is that number: R counts in doubles.
population <- c(1, 9, 10, 59, 100, 268, 269, 399, 400, 401, 900, 1000, 3841,
                9999, 10000, 75000, 1000000, 123456789)
margin <- c(0.01, 0.025, 0.05, 0.1)
up <- function(x) ceiling(x - 1e-9)
line <- function(name, value) paste0(name, ",", sprintf("%.0f", value))
l2 <- 3.841
km <- l2 * population * 0.25 / (0.05^2 * (population - 1) + l2 * 0.25)
out <- c("name,value", line(paste0("km_", sprintf("%.0f", population)),
                            floor(km + 0.5)))
for (e in margin) {
  n0 <- 1.96^2 * 0.25 / e^2
  tag <- sprintf("_%.0f_%d", population, as.integer(round(e * 10000)))
  out <- c(out, line(paste0("slovin", tag), up(population / (1 + population * e^2))),
           line(paste0("cochran", tag), up(n0 / (1 + (n0 - 1) / population))),
           line(paste0("cochran_unknown_", as.integer(round(e * 10000))), up(n0)))
}
writeLines(out, "expected.csv")
writeLines(R.version.string, "versions.txt")
