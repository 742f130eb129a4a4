resource "google_service_account" "pipeline" {
  account_id   = "pipeline"
  display_name = "Runs the pipelines"
}

resource "google_project_iam_member" "pipeline_owner" {
  project = var.project
  role    = "roles/owner"
  member  = "serviceAccount:${google_service_account.pipeline.email}"
}

resource "google_project_iam_member" "pipeline_reads" {
  project = var.project
  role    = "roles/bigquery.dataViewer"
  member  = "serviceAccount:${google_service_account.pipeline.email}"
}

# Approved: see the waiver in landrail.yaml.
resource "google_project_iam_member" "break_glass" {
  project = var.project
  role    = "roles/owner"
  member  = "group:break-glass@analytics.example"
}
