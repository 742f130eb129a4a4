# Bad: written into the resource.
resource "google_pubsub_topic" "borrowed" {
  name    = "borrowed"
  project = "lender-archive"
}

# A project of the same plan: its id is what the configuration says.
resource "google_project" "summer" {
  name       = "museum-summer"
  project_id = "museum-summer"
  folder_id  = "folders/482900117733"

  labels = {
    owner       = "collection"
    environment = "prod"
  }
}

resource "google_pubsub_topic" "summer" {
  name    = "summer"
  project = google_project.summer.project_id
}

# Bad: another folder.
resource "google_project" "stray" {
  name       = "museum-stray"
  project_id = "museum-stray"
  folder_id  = "folders/999999999999"
}

# A project whose id is drawn while applying, in a folder that is made in the same plan.
resource "random_id" "pop_up" {
  byte_length = 2
}

resource "google_folder" "pop_up" {
  display_name        = "pop-up"
  parent              = "folders/482900117733"
  deletion_protection = false
}

resource "google_project" "pop_up" {
  name       = "museum-pop-up"
  project_id = "museum-pop-up-${random_id.pop_up.hex}"
  folder_id  = google_folder.pop_up.name
}

resource "google_pubsub_topic" "pop_up" {
  name    = "pop-up"
  project = google_project.pop_up.project_id
}

# The project of the environment.
resource "google_pubsub_topic" "laptop" {
  provider = google.laptop

  name = "laptop"
}
