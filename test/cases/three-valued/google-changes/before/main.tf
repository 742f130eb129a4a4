# What the museum had before the change: nothing here has an environment, unless it says so.
terraform {
  required_providers {
    google = {
      source = "hashicorp/google"
    }
  }
}

provider "google" {
  project = "museum-online"
  region  = "europe-west4"
  zone    = "europe-west4-a"

  default_labels = {
    owner = "collection"
  }
}

resource "google_pubsub_topic" "kept" {
  name = "kept"
}

resource "google_pubsub_topic" "longer" {
  name = "longer"
}

resource "google_pubsub_topic" "mended" {
  name = "mended"
}

resource "google_pubsub_topic" "spoilt" {
  name = "spoilt"

  labels = {
    environment = "prod"
  }
}

resource "google_compute_disk" "relocated" {
  name = "relocated"
  zone = "europe-west4-a"
  size = 100

  labels = {
    environment = "prod"
  }
}

resource "google_compute_disk" "returned" {
  name = "returned"
  zone = "us-east4-a"
  size = 100

  labels = {
    environment = "prod"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_pubsub_topic" "old_name" {
  name = "renamed"
}

resource "google_pubsub_topic" "given_away" {
  name = "given-away"
}

resource "google_pubsub_topic" "closed" {
  name = "closed"
}
