terraform {
  required_providers {
    google = {
      source = "hashicorp/google"
    }
  }
}

resource "google_compute_address" "this" {
  name    = "kiosk"
  project = "museum-online"
}
