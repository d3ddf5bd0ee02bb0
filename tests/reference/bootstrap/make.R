# Makes values.csv and expected.csv of this folder out of ../interval/data.csv
# (its second quarter): Rscript make.R
# Values: package boot; influence values are those of the linearisation.
library(boot)
options(digits = 17)
set.seed(1993)
data <- read.csv("../interval/data.csv")
x <- as.matrix(data[data$period == 1, -1])
k <- ncol(x)
means_of <- function(x) colSums(x) / colSums(x > 0)
index <- function(x, i) 25 * mean(means_of(x[i, ]))
m <- (x > 0) * 1
z <- 25 / k * nrow(x) *
  rowSums(sweep(x - sweep(m, 2, means_of(x), "*"), 2, colSums(m), "/"))
drawn <- boot(x, index, R = 999)
told <- boot.ci(drawn, type = c("perc", "bca"), L = z)
# ties counted in
low3 <- function(x, i) { r <- means_of(x[i, ]); r <= sort(r)[3] }
share <- colMeans(boot(x, low3, R = 100000)$t)
out <- data.frame(
  name = c("estimate", "acceleration", "se", "perc_low", "perc_high", "bca_low",
           "bca_high", paste0("share", 1:k)),
  value = c(drawn$t0, sum(z^3) / (6 * sum(z^2)^1.5), sd(drawn$t),
            told$percent[4:5], told$bca[4:5], share))
out$value <- sprintf("%.17g", out$value)
write.csv(out, "expected.csv", row.names = FALSE, quote = FALSE)
write.csv(data.frame(value = sprintf("%.17g", drawn$t[, 1])), "values.csv",
          row.names = FALSE, quote = FALSE)
writeLines(c(R.version.string, paste("boot", packageVersion("boot"))), "versions.txt")
