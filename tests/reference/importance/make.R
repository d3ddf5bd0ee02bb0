# Makes expected.csv of this folder out of ../interval/data.csv (its second
# quarter): Rscript make.R. Base R: no package has these shares and quadrants.
# Shares: r_rest of complete rows, negative counts 0; interval by Fisher's z,
# the sum taken as fixed. Axes: the two means. Quadrant 1 A, 2 B, 3 C, 4 D.
data <- read.csv("../interval/data.csv")
now <- as.matrix(data[data$period == 1, -1])
whole <- now[rowSums(now == 0) == 0, ]
k <- ncol(now)
n <- nrow(whole)
r <- sapply(seq_len(k), function(j) cor(whole[, j], rowSums(whole[, -j])))
counted <- pmax(r, 0)
share <- counted / sum(counted)
half <- qnorm(0.975) / sqrt(n - 3)
low <- tanh(atanh(r) - half) / sum(counted)
high <- tanh(atanh(r) + half) / sum(counted)
now[now == 0] <- NA
m <- colMeans(now, na.rm = TRUE)
n_j <- colSums(!is.na(now))
reach <- qt(0.975, n_j - 1) * apply(now, 2, sd, na.rm = TRUE) / sqrt(n_j)
strong <- m >= mean(m)
important <- share >= mean(share)
quadrant <- ifelse(important, ifelse(strong, 2, 1), ifelse(strong, 4, 3))
sure <- abs(m - mean(m)) > reach & (low > mean(share) | high < mean(share))
values <- c(n, mean(m), mean(share), share, low, high, quadrant, sure)
names <- c("n", "axis_performance", "axis_importance",
           paste0(rep(c("share", "low", "high", "quadrant", "sure"), each = k),
                  rep(seq_len(k), 5)))
write.csv(data.frame(name = names, value = sprintf("%.17g", values)),
          "expected.csv", row.names = FALSE, quote = FALSE)
writeLines(R.version.string, "versions.txt")
