# Good: both labels come from the provider.
resource "google_pubsub_topic" "scans" {
  name = "scans"
}

# Bad: none at all.
resource "google_pubsub_topic" "rejects" {
  provider = google.bare

  name = "rejects"
}

# Bad: a value that is not allowed wins over the default.
resource "google_pubsub_topic" "restorations" {
  name = "restorations"

  labels = {
    environment = "production"
  }
}

# Bad: a variable that keeps its secret.
resource "google_pubsub_topic" "loans" {
  provider = google.bare

  name = "loans"

  labels = {
    owner       = var.team
    environment = var.secret_stage
  }
}

# Values that are known after apply, of keys that are known.
resource "google_pubsub_topic" "visits" {
  provider = google.bare

  name = "visits"

  labels = {
    owner       = google_pubsub_topic.scans.id
    environment = google_pubsub_topic.scans.id
  }
}

# Good: what is unknown is a label that nobody asks about.
resource "google_pubsub_topic" "tours" {
  name = "tours"

  labels = {
    source = google_pubsub_topic.scans.id
  }
}

# Keys and values after apply: the labels of a bucket that is read while applying.
data "google_storage_bucket" "originals" {
  name = google_storage_bucket.originals.id
}

resource "google_pubsub_topic" "copies" {
  provider = google.bare

  name   = "copies"
  labels = data.google_storage_bucket.originals.labels
}

# Bad: the alias has an owner, and no environment.
resource "google_storage_bucket" "originals" {
  provider = google.owned

  name     = "museum-online-originals"
  location = "EU"
}

# Good: the alias has the owner, the resource the environment.
resource "google_storage_bucket" "thumbnails" {
  provider = google.owned

  name     = "museum-online-thumbnails"
  location = "EU"

  labels = {
    environment = "prod"
  }
}

data "google_client_config" "current" {
  provider = google.owned
}

# Bad: read while planning, and a region is no environment.
resource "google_storage_bucket" "catalogue" {
  provider = google.owned

  name     = "museum-online-catalogue"
  location = "EU"

  labels = {
    environment = data.google_client_config.current.region
  }
}

# Good and bad, an address each.
resource "google_storage_bucket" "exhibition" {
  for_each = {
    rembrandt = "prod"
    vermeer   = "live"
  }

  provider = google.owned
  name     = "museum-online-${each.key}"
  location = "EU"

  labels = {
    environment = each.value
  }
}

# Bad: network tags are no labels.
resource "google_compute_instance" "guestbook" {
  provider = google.bare

  name         = "guestbook"
  machine_type = "e2-small"
  tags         = ["owner", "environment"]

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    subnetwork = "projects/museum-online/regions/europe-west4/subnetworks/online"
  }
}

# Bad: default labels do not reach the labels of a database.
resource "google_sql_database_instance" "inventory" {
  name             = "inventory"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-2-7680"

    user_labels = {
      owner = "collection"
    }
  }
}
