# Good, and bad: one address each.
resource "google_compute_instance" "web" {
  count = 2

  name         = "web-${count.index}"
  machine_type = ["e2-standard-4", "c3-standard-4"][count.index]

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    subnetwork = "projects/museum-online/regions/europe-west4/subnetworks/online"
  }
}

# Drawn while applying.
resource "random_shuffle" "guide_type" {
  input        = ["e2-standard-4", "a2-highgpu-1g"]
  result_count = 1
}

resource "google_compute_instance" "guide" {
  name         = "guide"
  machine_type = random_shuffle.guide_type.result[0]

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    subnetwork = "projects/museum-online/regions/europe-west4/subnetworks/online"
  }
}

# The shape is allowed; the GPUs do not show in it.
resource "google_compute_instance" "upscaler" {
  name         = "upscaler"
  machine_type = "n1-standard-8"

  guest_accelerator {
    type  = "nvidia-tesla-t4"
    count = 2
  }

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    subnetwork = "projects/museum-online/regions/europe-west4/subnetworks/online"
  }
}

# Which accelerator it will be is known after apply.
resource "google_compute_instance" "narrator" {
  name         = "narrator"
  machine_type = "n1-standard-8"

  guest_accelerator {
    type  = random_shuffle.guide_type.result[0]
    count = 1
  }

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    subnetwork = "projects/museum-online/regions/europe-west4/subnetworks/online"
  }
}

# The template is at fault, and is reported once.
resource "google_compute_instance_template" "render" {
  name         = "render"
  machine_type = "g2-standard-24"

  disk {
    source_image = "debian-cloud/debian-12"
  }

  network_interface {
    subnetwork = "projects/museum-online/regions/europe-west4/subnetworks/online"
  }
}

resource "google_compute_instance_group_manager" "render" {
  name               = "render"
  base_instance_name = "render"
  zone               = "europe-west4-a"
  target_size        = 3

  version {
    instance_template = google_compute_instance_template.render.id
  }
}

# Bad: the full URL of a shape is that shape.
resource "google_compute_instance" "archive" {
  name         = "archive"
  machine_type = "https://www.googleapis.com/compute/v1/projects/museum-online/zones/europe-west4-a/machineTypes/m3-ultramem-32"

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    subnetwork = "projects/museum-online/regions/europe-west4/subnetworks/online"
  }
}
