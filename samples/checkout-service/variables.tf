variable "environment" {
  type    = string
  default = "prod"
}

variable "recovery_region" {
  type    = string
  default = "eu-central-1"
}

variable "database_password" {
  type      = string
  sensitive = true
  default   = "not-a-real-password"
}
