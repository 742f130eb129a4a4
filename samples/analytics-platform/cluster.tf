resource "google_container_cluster" "analytics" {
  name                     = "analytics"
  location                 = "europe-west4"
  network                  = google_compute_network.analytics.id
  subnetwork               = google_compute_subnetwork.analytics.id
  remove_default_node_pool = true
  initial_node_count       = 1

  node_config {
    machine_type = "e2-standard-4"

    resource_labels = {
      team = "analytics"
      env  = "prod"
    }
  }

  resource_labels = {
    team = "analytics"
    env  = "prod"
  }
}

resource "google_container_node_pool" "general" {
  name       = "general"
  cluster    = google_container_cluster.analytics.id
  node_count = 3

  node_config {
    machine_type = "n2-standard-8"

    resource_labels = {
      team = "analytics"
      env  = "prod"
    }
  }
}

resource "google_container_node_pool" "features" {
  name       = "features"
  cluster    = google_container_cluster.analytics.id
  node_count = 1

  node_config {
    machine_type = "a2-highgpu-4g"
    spot         = true

    resource_labels = {
      team = "analytics"
      env  = "prod"
    }
  }
}
