resource "google_bigquery_dataset" "warehouse" {
  dataset_id = "warehouse"
  location   = "EU"
}

resource "google_bigquery_dataset" "marketing" {
  dataset_id = "marketing"
  location   = "US"
}

resource "google_storage_bucket" "landing" {
  name                        = "analytics-prod-landing"
  location                    = "EUROPE-WEST4"
  uniform_bucket_level_access = true
}

# One copy in Iowa, one in South Carolina.
resource "google_storage_bucket" "exports" {
  name                        = "analytics-prod-exports"
  location                    = "NAM4"
  uniform_bucket_level_access = true
}

# default_labels do not reach settings.user_labels: this database has no team and no env.
resource "google_sql_database_instance" "metadata" {
  name             = "metadata"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-4-15360"

    user_labels = {
      component = "airflow"
    }
  }
}

resource "google_redis_instance" "cache" {
  name           = "cache"
  memory_size_gb = 4
  tier           = "BASIC"
}

module "clickstream" {
  source = "./modules/pipeline"

  name = "clickstream"
  team = "analytics"
}

resource "google_project" "orders" {
  name       = "orders-prod"
  project_id = "orders-prod"
  folder_id  = "folders/482900117733"

  labels = {
    team = "orders"
  }
}

# The label carries the number of the team's project, which Google gives out while applying.
module "orders" {
  source = "./modules/pipeline"

  name = "orders"
  team = "orders-${google_project.orders.number}"
}
