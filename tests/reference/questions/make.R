# Makes data.csv and expected.csv of this folder: Rscript make.R. A form with
# several questions an element (skm-daring-16: 2 3 1 3 1 1 3 1 1), some blanks.
# Package survey (linearised ratios of sums), psych (alpha of the elements'
# means in complete rows), base R (t tests, Holm, Welch, Wilcoxon).
suppressMessages(library(survey))
set.seed(16)
n_q <- c(2, 3, 1, 3, 1, 1, 3, 1, 1)
k <- length(n_q)
of <- rep(seq_len(k), n_q)
n <- 96
N <- 700
person <- rnorm(n, 0, 0.5)
q <- sapply(of, function(e) pmin(4, pmax(1, round(
  3 + 0.12 * e - 0.5 * (e == 5) - 0.45 * (e == 3) + person + rnorm(n, 0, 0.7)))))
q[, -1][runif(n * 15) < 0.025] <- 0
colnames(q) <- paste0("q", 1:16)
write.csv(q, "data.csv", row.names = FALSE, quote = FALSE)
out <- data.frame(name = character(), value = numeric())
tell <- function(name, value)
  out <<- rbind(out, data.frame(name = if (length(value) > 1)
    paste0(name, seq_along(value)) else name, value = value))
s <- sapply(1:k, function(e) rowSums(q[, of == e, drop = FALSE]))
m <- sapply(1:k, function(e) rowSums(q[, of == e, drop = FALSE] > 0))
frame <- as.data.frame(cbind(s, m))
names(frame) <- c(paste0("s", 1:k), paste0("m", 1:k))
formula <- as.formula(paste("~", paste(names(frame), collapse = "+")))
index <- parse(text = paste0("25/9*(", paste0("s", 1:k, "/m", 1:k,
                                              collapse = "+"), ")"))[[1]]
frame$N <- N
design <- svydesign(ids = ~1, fpc = ~N, weights = rep(1, n), data = frame)
told <- svycontrast(svytotal(formula, design), list(i = index))
value <- as.numeric(coef(told))
se <- as.numeric(SE(told))
tell("value", value); tell("se", se)
tell("ci_low", value - qt(0.975, n - 1) * se)
tell("ci_high", value + qt(0.975, n - 1) * se)
factor <- sqrt(1 - n / N)
for (e in 1:k) {
  x <- q[, of == e][q[, of == e] > 0]
  half <- qt(0.975, length(x) - 1) * sd(x) / sqrt(length(x)) * factor
  tell(paste0("nrr", e), mean(x)); tell(paste0("sd", e), sd(x))
  tell(paste0("low", e), 25 * (mean(x) - half))
  tell(paste0("high", e), 25 * (mean(x) + half))
}
whole <- rowSums(q == 0) == 0
item <- sweep(s[whole, ], 2, n_q, "/")
a <- suppressWarnings(psych::alpha(as.data.frame(item), check.keys = FALSE))
alpha <- a$total$raw_alpha
nn <- sum(whole)
tell("complete", nn); tell("alpha", alpha)
tell("alpha_low", 1 - (1 - alpha) * qf(0.975, nn - 1, (nn - 1) * (k - 1)))
tell("alpha_high", 1 - (1 - alpha) * qf(0.025, nn - 1, (nn - 1) * (k - 1)))
tell("dropped", a$alpha.drop$raw_alpha)
tell("r_total", sapply(1:k, function(e) cor(item[, e], rowSums(item))))
tell("r_rest", sapply(1:k, function(e) cor(item[, e], rowSums(item[, -e]))))
mean_of <- s / m
nrr <- colSums(s) / colSums(m)
lowest <- which.min(nrr)
raw <- sapply(setdiff(1:k, lowest), function(e)
  t.test(mean_of[, e], mean_of[, lowest], paired = TRUE)$p.value)
holm <- p.adjust(raw, "holm")
tell("lowest", as.numeric(lowest))
for (i in seq_along(holm))
  tell(paste0("pair", setdiff(1:k, lowest)[i]), holm[i])
out$value <- sprintf("%.17g", out$value)
write.csv(out, "expected.csv", row.names = FALSE, quote = FALSE)
writeLines(c(R.version.string, paste("survey", packageVersion("survey")),
             paste("psych", packageVersion("psych"))), "versions.txt")
