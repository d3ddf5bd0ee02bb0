# Makes data.csv and expected.csv of this folder: Rscript make.R. An invented
# office whose form also asks importance (p), expectation (h) and satisfaction
# on the whole (y). 0: not answered. Base R; package survey looks over the
# intervals of stated shares (complete rows: shares are ratios of means).
set.seed(20170014)
k <- 9
n <- 173
N <- 900
cut4 <- function(x) pmin(pmax(round(x), 1), 4)
person <- rnorm(n, 0, 0.5)
latent <- sapply(seq_len(k), function(j)
  2.6 + 0.08 * j + person + rnorm(n, 0, 0.6))
u <- cut4(latent)
h <- cut4(outer(rnorm(n, 3.3, 0.4), seq(-0.2, 0.3, length.out = k), "+") +
            rnorm(n * k, 0, 0.4))
p <- cut4(outer(rnorm(n, 3.2, 0.4), seq(0.4, -0.4, length.out = k), "+") +
            rnorm(n * k, 0, 0.5))
y <- cut4(0.3 + latent %*% c(3, 1, 4, 0, 2, 1, 3, 1, 2) / 17 * 0.95 +
            rnorm(n, 0, 0.3))
blank <- function(m, share) {
  m[runif(length(m)) < share] <- 0
  m
}
u[, -1] <- blank(u[, -1], 0.02)
h <- blank(h, 0.05)
p <- blank(p, 0.04)
p[1:4, ] <- 0
y <- blank(y, 0.03)
colnames(u) <- paste0("u", 1:k)
colnames(p) <- paste0("p", 1:k)
colnames(h) <- paste0("h", 1:k)
write.csv(data.frame(u, p, h, y = as.vector(y)), "data.csv", row.names = FALSE,
          quote = FALSE)
u[u == 0] <- NA
p[p == 0] <- NA
h[h == 0] <- NA
y[y == 0] <- NA
out <- list()
put <- function(name, value, numbered = length(value) > 1)
  out[[name]] <<- data.frame(
    name = if (numbered) paste0(name, seq_along(value)) else name,
    value = sprintf("%.17g", value))

# stated: linearised row by row, population correction
said <- p[rowSums(!is.na(p)) > 0, ]
linear <- function(said, N) {
  n <- nrow(said)
  M <- colMeans(said, na.rm = TRUE)
  share <- M / sum(M)
  part <- sapply(seq_len(k), function(j)
    ifelse(is.na(said[, j]), 0, said[, j] - M[j]) / sum(!is.na(said[, j])))
  se <- sapply(seq_len(k), function(j)
    sqrt(n / (n - 1) * sum(((part[, j] - share[j] * rowSums(part)) /
                              sum(M))^2) * (1 - n / N)))
  list(M = M, share = share, se = se, n = n)
}
s <- linear(said, N)
whole <- as.data.frame(said[complete.cases(said), ])
design <- survey::svydesign(~1, data = whole, fpc = rep(N, nrow(whole)))
for (j in seq_len(k)) {
  whole$top <- whole[[j]]
  whole$sum <- rowSums(whole[1:k])
  design <- survey::svydesign(~1, data = whole, fpc = rep(N, nrow(whole)))
  stopifnot(all.equal(
    as.vector(survey::SE(survey::svyratio(~top, ~sum, design))),
    linear(as.matrix(whole[1:k]), N)$se[j], tolerance = 1e-10))
}
reach <- qt(0.975, s$n - 1) * s$se
put("stated_n", s$n)
put("stated_mean", s$M)
put("stated_share", s$share)
put("stated_low", s$share - reach)
put("stated_high", s$share + reach)
m <- colMeans(u, na.rm = TRUE)
n_j <- colSums(!is.na(u))
wide <- qt(0.975, n_j - 1) * apply(u, 2, sd, na.rm = TRUE) / sqrt(n_j) *
  sqrt(1 - n / N)
strong <- m >= mean(m)
important <- s$share >= mean(s$share)
put("stated_quadrant",
    ifelse(important, ifelse(strong, 2, 1), ifelse(strong, 4, 3)))
put("stated_sure", abs(m - mean(m)) > wide &
      abs(s$share - mean(s$share)) > reach)
put("tki_office", 100 * sum(m) / sum(s$M))
put("tki", 100 * m / s$M)
put("csi", sum(s$share * m) / 4)

# relative weights: Johnson 2000
johnson <- function(R, r) {
  e <- eigen(R)
  L <- e$vectors %*% diag(sqrt(e$values)) %*% t(e$vectors)
  as.vector(L^2 %*% solve(L, r)^2)
}
rows <- complete.cases(u) & !is.na(y)
X <- u[rows, ]
Y <- y[rows]
eps <- johnson(cor(X), cor(X, Y))
stopifnot(all.equal(sum(eps), summary(lm(Y ~ X))$r.squared))
share <- eps / sum(eps)
G <- 20
group <- (seq_along(Y) - 1) %% G
again <- sapply(0:(G - 1), function(g) {
  e <- johnson(cor(X[group != g, ]), cor(X[group != g, ], Y[group != g]))
  e / sum(e)
})
half <- qt(0.975, G - 1) * sqrt((G - 1) / G * rowSums((again - share)^2))
put("relative_n", length(Y))
put("relative_r2", sum(eps))
put("relative_share", share)
put("relative_low", share - half)
put("relative_high", share + half)

# two published outputs of other software: R package iopsych 0.90.1, example of
# relWt; npm johnsons-relative-weights, its README
Rs <- matrix(c(1, 0.2, 0.3, 0.4, -0.4, 0.2, 1, 0.5, 0.1, 0.1, 0.3, 0.5, 1, 0.2,
               -0.3, 0.4, 0.1, 0.2, 1, 0.4, -0.4, 0.1, -0.3, 0.4, 1), 5)
stopifnot(all(abs(johnson(Rs[1:4, 1:4], Rs[1:4, 5]) -
  c(0.24066119, 0.05492664, 0.12143476, 0.28158189)) < 1e-8))
Rn <- matrix(c(1, .66, .67, .54, .68, .62, .72, .66, 1, .58, .59, .68, .68, .56,
  .67, .58, 1, .52, .60, .62, .68, .54, .59, .52, 1, .52, .61, .45,
  .68, .68, .60, .52, 1, .63, .62, .62, .68, .62, .61, .63, 1, .57,
  .72, .56, .68, .45, .62, .57, 1), 7)
stopifnot(all(abs(johnson(Rn[-1, -1], Rn[-1, 1]) -
  c(0.10774831782516386, 0.1164837573016094, 0.06551431494877613,
    0.12116711335808825, 0.08006198853448922, 0.1710549870139989)) < 1e-12))

# gap: paired
gap <- lapply(seq_len(k), function(j) t.test(u[, j], h[, j], paired = TRUE))
both <- !is.na(u) & !is.na(h)
d <- ifelse(both, u - h, NA)
put("gap_n", colSums(both))
put("gap_perception", sapply(1:k, function(j) mean(u[both[, j], j])))
put("gap_expectation", sapply(1:k, function(j) mean(h[both[, j], j])))
put("gap", colMeans(d, na.rm = TRUE))
put("gap_sd", apply(d, 2, sd, na.rm = TRUE))
put("gap_low", sapply(gap, function(g) g$conf.int[1]))
put("gap_high", sapply(gap, function(g) g$conf.int[2]))
raw <- sapply(gap, function(g) g$p.value)
put("gap_p", raw)
put("gap_p_holm", p.adjust(raw, "holm"))
put("gap_all", mean(colMeans(d, na.rm = TRUE)))
write.csv(do.call(rbind, out), "expected.csv", row.names = FALSE, quote = FALSE)
writeLines(c(R.version.string,
             paste("survey", packageVersion("survey"))), "versions.txt")
