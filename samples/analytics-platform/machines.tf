# The GPUs do not show in the machine type: they are attached to an N1.
resource "google_compute_instance" "embedding" {
  name         = "embedding"
  machine_type = "n1-standard-8"

  guest_accelerator {
    type  = "nvidia-tesla-t4"
    count = 2
  }

  scheduling {
    on_host_maintenance = "TERMINATE"
  }

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
      size  = 100
    }
  }

  network_interface {
    subnetwork = google_compute_subnetwork.analytics.id
  }
}

# A family that is not on the list.
resource "google_compute_instance" "scheduler" {
  name         = "scheduler"
  machine_type = "c3-standard-4"

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    subnetwork = google_compute_subnetwork.analytics.id
  }

  labels = {
    env = "production" # wins over the provider's default and is not a value we use
  }
}

# 96 vCPUs without an approval.
resource "google_compute_instance" "solver" {
  name         = "solver"
  machine_type = "n2-standard-96"
  zone         = "europe-west4-b"

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    subnetwork = google_compute_subnetwork.analytics.id
  }
}

resource "google_compute_instance" "experiment" {
  provider = google.scratch

  name         = "experiment"
  machine_type = "e2-standard-4"
  zone         = "us-central1-a"

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    network = "default"
  }

  labels = {
    team = "analytics"
    env  = "dev"
  }
}
