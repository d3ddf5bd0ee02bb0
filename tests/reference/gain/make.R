# Makes expected.csv of this folder out of ../interval/data.csv (its second
# quarter): Rscript make.R. Base R: no package has this figure. The IKM is
# computed anew with the element lifted to the floor of its next class, and the
# old one taken off. has 0: the best class already.
data <- read.csv("../interval/data.csv")
x <- as.matrix(data[data$period == 1, -1])
x[x == 0] <- NA
floors <- c(25, 65, 76.61, 88.31)
ikm <- function(m) sum(25 * m / length(m))
m <- colMeans(x, na.rm = TRUE)
k <- length(m)
grade <- findInterval(floor(2500 * m + 0.5) / 100, floors)
gain <- sapply(seq_len(k), function(j) {
  if (grade[j] == length(floors)) return(0)
  lifted <- m
  lifted[j] <- floors[grade[j] + 1] / 25
  ikm(lifted) - ikm(m)
})
has <- as.integer(grade < length(floors))
write.csv(data.frame(name = paste0(rep(c("gain", "has"), each = k), 1:k),
                     value = sprintf("%.17g", c(gain, has))),
          "expected.csv", row.names = FALSE, quote = FALSE)
writeLines(R.version.string, "versions.txt")
