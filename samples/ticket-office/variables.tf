variable "environment" {
  type        = string
  description = "Which of our environments this is; the pipeline gives it."

  validation {
    condition     = contains(["dev", "staging", "prod"], var.environment)
    error_message = "One of dev, staging, prod."
  }
}

variable "seat_map_machine" {
  type    = string
  default = "m7g.large"
}

variable "archive_region" {
  type = string
}
