# Makes expected.csv of this folder out of ../interval/data.csv (its second
# quarter) and, when IKM_CASES is set, jepara.csv: Rscript make.R
# Values: package psych (alpha, alpha if dropped, r.cor without), base R.
suppressMessages(library(psych))
tell_all <- function(x, file) {
  out <- data.frame(name = character(), value = numeric())
  tell <- function(name, value)
    out <<- rbind(out, data.frame(name = name, value = value))
  n <- nrow(x)
  k <- ncol(x)
  told <- suppressWarnings(psych::alpha(x, check.keys = FALSE))
  feldt <- psych::alpha.ci(told$total$raw_alpha, n.obs = n, n.var = k, digits = 17)
  tell("n", n)
  tell("alpha", told$total$raw_alpha)
  tell("low", feldt$lower.ci)
  tell("high", feldt$upper.ci)
  t <- qt(0.975, n - 2)
  tell("r_table", t / sqrt(n - 2 + t^2))
  total <- rowSums(x)
  for (j in seq_len(k)) {
    tell(paste0("r_total", j), cor(x[, j], total))
    tell(paste0("r_rest", j), told$item.stats$r.drop[j])
    tell(paste0("dropped", j), told$alpha.drop$raw_alpha[j])
  }
  out$value <- sprintf("%.17g", out$value)
  write.csv(out, file, row.names = FALSE, quote = FALSE)
}
data <- read.csv("../interval/data.csv")
now <- as.matrix(data[data$period == 1, -1])
tell_all(now[rowSums(now == 0) == 0, ], "expected.csv")
cases <- Sys.getenv("IKM_CASES")
if (nzchar(cases)) {
  jepara <- read.csv(file.path(cases, "respondents_mpp_jepara.csv"))
  x <- as.matrix(jepara[, grep("^[uU][1-9]$", names(jepara))])
  x <- x[!is.na(rowSums(x)) & rowSums(x == 0) == 0, ]
  tell_all(x, "jepara.csv")
}
writeLines(c(R.version.string, paste("psych", packageVersion("psych"))), "versions.txt")
