variable "name" {
  type = string
}

variable "team" {
  type = string
}

resource "google_pubsub_topic" "this" {
  name = var.name

  labels = {
    team = var.team
  }
}

resource "google_pubsub_subscription" "this" {
  name  = "${var.name}-warehouse"
  topic = google_pubsub_topic.this.id

  labels = {
    team = var.team
  }
}

resource "google_storage_bucket" "dead_letters" {
  name                        = "analytics-prod-${var.name}-dead-letters"
  location                    = "EU"
  uniform_bucket_level_access = true

  labels = {
    team = var.team
  }
}
