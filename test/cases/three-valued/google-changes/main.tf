terraform {
  required_version = ">= 1.7"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.0"
    }
  }
}

# What is there is in before/. Nobody has an environment, unless it says so: what is judged fails.
provider "google" {
  project = "museum-online"
  region  = "europe-west4"
  zone    = "europe-west4-a"

  default_labels = {
    owner = "collection"
  }
}

# No change: judged with --all only.
resource "google_pubsub_topic" "kept" {
  name = "kept"
}

# Update.
resource "google_pubsub_topic" "longer" {
  name                       = "longer"
  message_retention_duration = "86400s"
}

# Good: an update that brings the missing label.
resource "google_pubsub_topic" "mended" {
  name = "mended"

  labels = {
    environment = "prod"
  }
}

# An update that takes the label away.
resource "google_pubsub_topic" "spoilt" {
  name = "spoilt"
}

# Replaced, and in a region that is not allowed from now on …
resource "google_compute_disk" "relocated" {
  name = "relocated"
  zone = "us-east4-a"
  size = 100

  labels = {
    environment = "prod"
  }
}

# … and, in the other order, good: back in one that is.
resource "google_compute_disk" "returned" {
  name = "returned"
  zone = "europe-west4-a"
  size = 100

  labels = {
    environment = "prod"
  }

  lifecycle {
    create_before_destroy = true
  }
}

# Moved, and nothing else: as if there was no change.
moved {
  from = google_pubsub_topic.old_name
  to   = google_pubsub_topic.new_name
}

resource "google_pubsub_topic" "new_name" {
  name = "renamed"
}

# Forgotten: somebody else's from now on. google_pubsub_topic.closed is deleted.
removed {
  from = google_pubsub_topic.given_away

  lifecycle {
    destroy = false
  }
}

# Imported, and labelled by the provider's defaults on the way.
import {
  to = google_pubsub_topic.adopted
  id = "projects/museum-online/topics/adopted"
}

resource "google_pubsub_topic" "adopted" {
  name = "adopted"
}
