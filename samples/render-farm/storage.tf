resource "oci_objectstorage_bucket" "frames" {
  compartment_id = local.rendering
  namespace      = "studio"
  name           = "frames"
  freeform_tags  = local.tags
}

# No tags here, but the compartment's tag defaults may add some: undecided, not missing.
resource "oci_objectstorage_bucket" "textures" {
  compartment_id = local.rendering
  namespace      = "studio"
  name           = "textures"
}

# In which region is this? The plan does not say.
resource "oci_objectstorage_bucket" "masters" {
  provider = oci.archive

  compartment_id = local.rendering
  namespace      = "studio"
  name           = "masters"
  freeform_tags  = local.tags
}

resource "oci_file_storage_file_system" "projects" {
  compartment_id      = local.rendering
  availability_domain = data.oci_identity_availability_domains.all.availability_domains[0].name
  display_name        = "projects"
  freeform_tags       = local.tags
}
