# Makes data.csv and expected.csv of this folder: Rscript make.R. An invented
# office with four services, each served a known number; 0: not answered.
# Complete rows: package survey, stratified means with population correction.
# All rows: base R, a mean of the elements' ratios in each service, linearised.
set.seed(30)
k <- 9
n_h <- c(41, 23, 60, 12)
N_h <- c(500, 900, 120, 12)
h <- rep(seq_along(n_h), n_h)
n <- length(h)
u <- round(outer(rnorm(n, 2.7 + 0.2 * h, 0.5), seq(-0.3, 0.3, length.out = k),
                 "+") + rnorm(n * k, 0, 0.5))
u <- pmin(pmax(u, 1), 4)
u[, -1][runif(n * (k - 1)) < 0.04] <- 0
colnames(u) <- paste0("u", 1:k)
write.csv(data.frame(service = h, u), "data.csv", row.names = FALSE,
          quote = FALSE)
u[u == 0] <- NA
W <- N_h / sum(N_h)
linear <- function(u, h) {
  told <- sapply(seq_along(N_h), function(s) {
    x <- u[h == s, ]
    n <- nrow(x)
    R <- colMeans(x, na.rm = TRUE)
    m <- colSums(!is.na(x))
    z <- 25 / k * n * rowSums(sweep(sweep(x, 2, R), 2, m, "/"), na.rm = TRUE)
    c(25 * mean(R), (1 - n / N_h[s]) * var(z) / n, n)
  })
  c(sum(W * told[1, ]), sqrt(sum(W^2 * told[2, ])), sum(told[3, ]) - 4)
}
whole <- complete.cases(u)
y <- data.frame(h = h, z = 25 * rowMeans(u), N = N_h[h])[whole, ]

design <- survey::svydesign(~1, strata = ~h, fpc = ~N, data = y)
mean <- survey::svymean(~z, design)
df <- survey::degf(design)
all <- linear(u, h)
part <- linear(u[whole, ], h[whole])
stopifnot(all.equal(part, c(coef(mean)[[1]], survey::SE(mean)[[1]], df),
                    tolerance = 1e-12))
half <- qt(0.975, c(all[3], df)) * c(all[2], survey::SE(mean)[[1]])
# se of the bootstrap inside services: no population correction
free <- sqrt(sum(W^2 * sapply(1:4, function(s) {
  x <- u[h == s, ]
  R <- colMeans(x, na.rm = TRUE)
  z <- 25 / k * nrow(x) *
    rowSums(sweep(sweep(x, 2, R), 2, colSums(!is.na(x)), "/"), na.rm = TRUE)
  mean(z^2) / nrow(x)
})))
part_of <- unlist(lapply(1:4, function(s) {
  x <- u[h == s, ]
  R <- colMeans(x, na.rm = TRUE)
  W[s] * 25 / k *
    rowSums(sweep(sweep(x, 2, R), 2, colSums(!is.na(x)), "/"), na.rm = TRUE)
}))
values <- c(all[1], all[2], all[1] - half[1], all[1] + half[1], coef(mean)[[1]],
            survey::SE(mean)[[1]], coef(mean)[[1]] - half[2],
            coef(mean)[[1]] + half[2], free,
            sum(part_of^3) / (6 * sum(part_of^2)^1.5))
names <- c("all", "all_se", "all_low", "all_high", "whole", "whole_se",
           "whole_low", "whole_high", "free_se", "acceleration")
write.csv(data.frame(name = names, value = sprintf("%.17g", values)),
          "expected.csv", row.names = FALSE, quote = FALSE)
writeLines(c(R.version.string,
             paste("survey", packageVersion("survey"))), "versions.txt")
