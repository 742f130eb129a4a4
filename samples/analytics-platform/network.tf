resource "google_compute_network" "analytics" {
  name                    = "analytics"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "analytics" {
  name          = "analytics"
  network       = google_compute_network.analytics.id
  ip_cidr_range = "10.20.0.0/20"
}

resource "google_compute_firewall" "internal" {
  name          = "analytics-internal"
  network       = google_compute_network.analytics.name
  source_ranges = ["10.20.0.0/20"]

  allow {
    protocol = "tcp"
  }
}

# SSH from the whole internet.
resource "google_compute_firewall" "ssh" {
  name          = "analytics-ssh"
  network       = google_compute_network.analytics.name
  source_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
