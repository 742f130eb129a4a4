# Bad: a multi-region that is not allowed.
resource "google_storage_bucket" "overseas" {
  name     = "museum-online-overseas"
  location = "US"
}

# Bad: one region, one zone.
resource "google_compute_address" "annex" {
  name   = "annex"
  region = "asia-east1"
}

resource "google_compute_disk" "annex" {
  name = "annex"
  zone = "asia-east1-b"
  size = 100
}

# Bad: region of the provider's constant, and its project too.
resource "google_compute_address" "lender" {
  provider = google.lender

  name = "lender"
}

# Bad: the variable of the alias holds southamerica-east1. The project in the other variable is the right one.
resource "google_compute_address" "branch" {
  provider = google.branch

  name = "branch"
}

# Bad: the zone of the provider is in us-west1.
resource "google_compute_disk" "zoned" {
  provider = google.zoned

  name = "zoned"
  size = 100
}

# The region of the environment.
resource "google_compute_address" "laptop" {
  provider = google.laptop

  name    = "laptop"
  project = "museum-online"
}

# Drawn while applying.
resource "random_shuffle" "overflow" {
  input        = ["europe-west4", "us-east4"]
  result_count = 1
}

resource "google_storage_bucket" "overflow" {
  name     = "museum-online-overflow"
  location = random_shuffle.overflow.result[0]
}

# Bad: the module calls it google and was handed google.lender.
module "kiosk" {
  source = "./modules/kiosk"

  providers = {
    google = google.lender
  }
}

# Good: no region at all.
resource "google_compute_network" "online" {
  name                    = "online"
  auto_create_subnetworks = false
}

# Bad: the second of two replicas.
resource "google_secret_manager_secret" "tickets" {
  secret_id = "tickets"

  replication {
    user_managed {
      replicas {
        location = "europe-west4"
      }

      replicas {
        location = "us-central1"
      }
    }
  }
}

# Bad, and its pool with it: a pool stands where its cluster stands.
resource "google_container_cluster" "gallery" {
  name                     = "gallery"
  location                 = "us-east1"
  initial_node_count       = 1
  remove_default_node_pool = true

  resource_labels = {
    owner       = "collection"
    environment = "prod"
  }
}

resource "google_container_node_pool" "gallery" {
  name       = "gallery"
  cluster    = google_container_cluster.gallery.id
  node_count = 2

  node_config {
    machine_type = "e2-standard-4"

    resource_labels = {
      owner       = "collection"
      environment = "prod"
    }
  }
}
