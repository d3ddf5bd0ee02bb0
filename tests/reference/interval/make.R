# Makes data.csv and expected.csv of this folder: Rscript make.R
# Data: an invented office, two quarters, nine elements on 1..4, some blanks.
# Values: package survey (linearisation), base R (t, Welch, Wilcoxon, Holm).
suppressMessages(library(survey))
options(digits = 17)
set.seed(20170014)
n <- c(before = 130, now = 157)
k <- 9
difficulty <- c(0, 0, -0.9, 0.9, -0.1, 0.2, 0.1, -0.2, -0.75)
draw <- function(n, shift) {
  person <- rnorm(n)
  x <- sapply(seq_len(k), function(j)
    pmin(4, pmax(1, round(3.1 + 0.5 * person + 0.5 * difficulty[j] + shift[j] +
                            rnorm(n, sd = 0.6)))))
  x[runif(n * k) < 0.03] <- 0
  x[rowSums(x) > 0, ]
}
now <- draw(n["now"], c(0, 0.25, -0.3, 0, 0, 0, 0, 0, 0.1))
before <- draw(n["before"], rep(0, k))
data <- rbind(cbind(period = 1, now), cbind(period = 0, before))
colnames(data) <- c("period", paste0("u", seq_len(k)))
write.csv(data, "data.csv", row.names = FALSE, quote = FALSE)

out <- data.frame(name = character(), value = numeric())
tell <- function(name, value)
  out <<- rbind(out, data.frame(name = name, value = value))

m <- (now > 0) * 1
frame <- as.data.frame(cbind(now, m))
names(frame) <- c(paste0("s", 1:k), paste0("m", 1:k))
terms <- paste0("s", 1:k, "/m", 1:k, collapse = "+")
formula <- as.formula(paste("~", paste(names(frame), collapse = "+")))
index <- parse(text = paste0("25/9*(", terms, ")"))[[1]]
linear <- function(design) svycontrast(svytotal(formula, design), list(i = index))
plain <- svydesign(ids = ~1, weights = rep(1, nrow(frame)), data = frame)
told <- linear(plain)
value <- as.numeric(coef(told))
se <- as.numeric(SE(told))
df <- nrow(frame) - 1
tell("n", nrow(frame)); tell("value", value); tell("se", se)
tell("low", value - qt(0.975, df) * se); tell("high", value + qt(0.975, df) * se)
frame$N <- 400
limited <- svydesign(ids = ~1, fpc = ~N, weights = rep(1, nrow(frame)), data = frame)
tell("se_400", as.numeric(SE(linear(limited))))
p <- (value - 25) / 75
reach <- qt(0.975, df) * se / (75 * p * (1 - p))
tell("logit_low", 25 + 75 * plogis(qlogis(p) - reach))
tell("logit_high", 25 + 75 * plogis(qlogis(p) + reach))
cuts <- c(88.305, 76.605, 64.995)
above <- pt((cuts - value) / se, df, lower.tail = FALSE)
tell("grade_a", above[1]); tell("grade_b", above[2] - above[1])
tell("grade_c", above[3] - above[2])
tell("grade_d", pt((cuts[3] - value) / se, df))
tell("target_80", pt((79.995 - value) / se, df, lower.tail = FALSE))

nrr <- colSums(now) / colSums(m)
for (j in 1:k) {
  x <- now[now[, j] > 0, j]
  test <- t.test(x)
  tell(paste0("sd", j), sd(x))
  tell(paste0("low", j), 25 * test$conf.int[1])
  tell(paste0("high", j), 25 * test$conf.int[2])
}
lowest <- which.min(nrr)
raw <- sapply(setdiff(1:k, lowest), function(j) {
  both <- now[, j] > 0 & now[, lowest] > 0
  t.test(now[both, j], now[both, lowest], paired = TRUE)$p.value
})
tell("lowest", as.numeric(lowest))
holm <- p.adjust(raw, "holm")
for (i in seq_along(holm))
  tell(paste0("pair", setdiff(1:k, lowest)[i]), holm[i])

z_of <- function(x) {
  m <- (x > 0) * 1
  r <- colSums(x) / colSums(m)
  25 / k * nrow(x) * rowSums(sweep(x - sweep(m, 2, r, "*"), 2, colSums(m), "/"))
}
value_of <- function(x) 25 * mean(colSums(x) / colSums(x > 0))
tell("difference", value_of(now) - value_of(before))
tell("change_p", t.test(z_of(now) + value_of(now), z_of(before) + value_of(before))$p.value)
welch <- rank <- numeric(k)
for (j in 1:k) {
  a <- now[now[, j] > 0, j]
  b <- before[before[, j] > 0, j]
  welch[j] <- t.test(a, b)$p.value
  rank[j] <- suppressWarnings(wilcox.test(a, b, exact = FALSE, correct = FALSE)$p.value)
}
adjusted <- p.adjust(welch, "holm")
for (j in 1:k) {
  tell(paste0("welch", j), welch[j]); tell(paste0("holm", j), adjusted[j])
  tell(paste0("rank", j), rank[j])
}
for (nu in c(1, 2, 7, 58, 2319, 1e6)) {
  tell(paste0("qt_", nu), qt(0.975, nu)); tell(paste0("pt_", nu), 2 * pt(-3.3, nu))
}
out$value <- sprintf("%.17g", out$value)
write.csv(out, "expected.csv", row.names = FALSE, quote = FALSE)
writeLines(c(R.version.string, paste("survey", packageVersion("survey"))), "versions.txt")
