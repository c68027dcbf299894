variable "zones" {
  description = "Country codes that may be recorded."
  type        = list(string)
  nullable    = false
}
