# Makes data.csv, series.csv and expected.csv of this folder: Rscript make.R
# Kruskal-Wallis: base R. Dunn (1964) and Mann-Kendall with Sen's slope have no
# package here: base-R code below, straight from the rows and pairs, as the
# program does not do it.
options(digits = 17)
set.seed(20170014)
shift <- c(0, 0.35, -0.2, 0.05)
n <- c(61, 44, 83, 12)
group <- rep(1:4, n)
sheet <- t(sapply(group, function(g)
  pmin(4, pmax(1, round(3 + 0.5 * rnorm(1) + shift[g] + rnorm(9, sd = 0.7))))))
value <- rowSums(sheet)
write.csv(data.frame(group = group, value = value), "data.csv",
          row.names = FALSE, quote = FALSE)
out <- data.frame(name = character(), value = numeric())
tell <- function(name, value)
  out <<- rbind(out, data.frame(name = name, value = value))

test <- kruskal.test(value, factor(group))
tell("h", as.numeric(test$statistic)); tell("df", as.numeric(test$parameter))
tell("p", test$p.value)
tell("epsilon", as.numeric(test$statistic) / (length(value) - 1))
two <- kruskal.test(value[group < 3], factor(group[group < 3]))
tell("h_two", as.numeric(two$statistic)); tell("p_two", two$p.value)
r <- rank(value)
N <- length(r)
ties <- sum(sapply(table(value), function(t) t^3 - t))
z <- p <- c()
for (a in 1:3) for (b in (a + 1):4) {
  s <- sqrt((N * (N + 1) / 12 - ties / (12 * (N - 1))) * (1 / n[a] + 1 / n[b]))
  d <- (mean(r[group == a]) - mean(r[group == b])) / s
  z <- c(z, d); p <- c(p, 2 * pnorm(-abs(d)))
}
holm <- p.adjust(p, "holm")
for (i in seq_along(z)) {
  tell(paste0("z", i), z[i]); tell(paste0("dunn", i), p[i])
  tell(paste0("holm", i), holm[i])
}

# quarters 5 and 9 are missing; two values are equal
time <- c(0:4, 6:8, 10:12)
x <- c(78.25, 79.1, 78.9, 80.4, 79.1, 81.33, 80.95, 82.1, 81.7, 83.05, 82.6)
write.csv(data.frame(time = time, value = x), "series.csv", row.names = FALSE,
          quote = FALSE)
trend <- function(time, x, mark) {
  pairs <- combn(length(x), 2)
  s <- sum(sign(x[pairs[2, ]] - x[pairs[1, ]]))
  m <- length(x)
  t <- as.numeric(table(x))
  v <- (m * (m - 1) * (2 * m + 5) - sum(t * (t - 1) * (2 * t + 5))) / 18
  z <- (s - sign(s)) / sqrt(v)
  tell(paste0("s", mark), s); tell(paste0("var", mark), v)
  tell(paste0("z", mark), z); tell(paste0("mk", mark), 2 * pnorm(-abs(z)))
  tell(paste0("slope", mark), median((x[pairs[2, ]] - x[pairs[1, ]]) /
                                     (time[pairs[2, ]] - time[pairs[1, ]])))
  # independent of the above: Kendall's S out of tau-b
  stopifnot(all.equal(s, cor(x, time, method = "kendall") *
    sqrt((choose(m, 2) - sum(choose(t, 2))) * choose(m, 2))))
}
trend(time, x, "_up")
trend(time, -x, "_down")
out$value <- sprintf("%.17g", out$value)
write.csv(out, "expected.csv", row.names = FALSE, quote = FALSE)
writeLines(R.version.string, "versions.txt")
